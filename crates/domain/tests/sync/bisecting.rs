//! A batch refused as a whole is halved until the one bad record is alone.

use super::{NOW, entry, offered, receipt, refusal};
use crate::support;
use handover_domain::ids::RecordId;
use handover_domain::sync::{Answer, Change, Step, SyncState, judge, plan};
use handover_domain::wire::{MAX_RECORDS, Reason, Status};

/// Sends until nothing is pending, to a head office that refuses every batch with a bad record in it.
/// Returns what was stored, what was put apart, and how many batches that took.
fn drained(pending: Vec<u64>, bad: &[u64], reason: Reason) -> (Vec<u64>, Vec<RecordId>, usize) {
    let (mut pending, mut stored, mut apart, mut batches) = (pending, Vec::new(), Vec::new(), 0);
    let mut state = SyncState::default();
    let mut now = NOW;
    loop {
        let limit = match plan(&state, pending.len() as u64, now) {
            Step::Rest => return (stored, apart, batches),
            Step::WaitUntil(then) => {
                now = then;
                continue;
            }
            Step::Send { limit } => limit,
        };
        assert!((1..=MAX_RECORDS).contains(&limit));
        batches += 1;
        assert!(batches < 1000, "this never ends");
        let sent: Vec<u64> = pending.iter().copied().take(limit).collect();
        let answer = if sent.iter().any(|n| bad.contains(n)) {
            refusal(reason, None)
        } else {
            Answer::Receipt(receipt(sent.iter().map(|n| entry(*n, Status::Stored)).collect()))
        };
        let verdict = judge(state, &offered(sent.clone()), answer, now, 0);
        for (id, change) in verdict.changes {
            match change {
                Change::Stored => stored.extend(sent.iter().filter(|n| support::record(**n) == id)),
                Change::Quarantined(why) => {
                    assert_eq!(why, "because");
                    apart.push(id);
                }
            }
            pending.retain(|n| support::record(*n) != id);
        }
        state = verdict.state;
    }
}

#[test]
fn wherever_the_bad_record_lies_it_alone_is_put_apart() {
    for reason in [Reason::Unreadable, Reason::TooLarge, Reason::WrongRecord] {
        for bad in [1, 2, 25, 26, 49, 50, 51, 120] {
            let (stored, apart, batches) = drained((1..=120).collect(), &[bad], reason);
            assert_eq!(apart, [support::record(bad)]);
            assert_eq!(stored, (1..=120).filter(|n| *n != bad).collect::<Vec<_>>(), "in order, each once");
            assert!(batches <= 40, "{batches} batches for record {bad}");
        }
    }
}

#[test]
fn several_bad_records_are_each_put_apart() {
    let (stored, apart, _) = drained((1..=60).collect(), &[1, 30, 31, 60], Reason::WrongRecord);
    assert_eq!(apart, [1, 30, 31, 60].map(support::record));
    assert_eq!(stored.len(), 56);
}

#[test]
fn nothing_but_bad_records_come_to_an_end_too() {
    let (stored, apart, _) = drained((1..=10).collect(), &(1..=10).collect::<Vec<_>>(), Reason::Unreadable);
    assert!(stored.is_empty());
    assert_eq!(apart.len(), 10);
}

#[test]
fn each_refusal_halves_the_batch() {
    let mut state = SyncState::default();
    for (sent, next) in [(50, 25), (25, 12), (12, 6), (6, 3), (3, 1)] {
        let verdict = judge(state, &offered(1..=sent), refusal(Reason::TooLarge, None), NOW, u64::MAX);
        assert!(verdict.changes.is_empty());
        assert_eq!(verdict.state.limit, next);
        assert_eq!(verdict.state.not_before, NOW, "there is nothing to wait for");
        state = verdict.state;
    }
    let verdict = judge(state, &offered([1]), refusal(Reason::TooLarge, None), NOW, u64::MAX);
    assert_eq!(verdict.changes, [(support::record(1), Change::Quarantined("because".into()))]);
    assert_eq!(verdict.state.limit, MAX_RECORDS);
}

#[test]
fn the_same_status_from_a_proxy_halves_nothing() {
    let verdict =
        judge(SyncState::default(), &offered(1..=50), Answer::Nothing { retry_after: None }, NOW, 0);
    assert_eq!(verdict.state.limit, MAX_RECORDS);
    assert!(verdict.changes.is_empty());
}
