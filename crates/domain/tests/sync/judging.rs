//! Only head office's own word about the very record advances it.

use super::{NOW, batch, entry, hash, ids, offered, receipt, refusal};
use crate::support;
use handover_domain::sync::{Answer, Change, Pause, SyncState, Verdict, judge};
use handover_domain::wire::{Entry, MAX_RECORDS, Reason, Receipt, Status};

fn judged(receipt: Receipt) -> Verdict {
    judge(SyncState::default(), &offered([1, 2, 3]), Answer::Receipt(receipt), NOW, 0)
}

#[test]
fn stored_duplicate_and_erased_are_done() {
    let verdict = judged(receipt(vec![
        entry(1, Status::Stored),
        entry(2, Status::Duplicate),
        entry(3, Status::Erased),
    ]));
    assert_eq!(verdict.changes, [1, 2, 3].map(|n| (support::record(n), Change::Stored)));
    assert_eq!(verdict.config_version, Some(4));
}

#[test]
fn conflict_and_rejected_are_kept_apart_with_the_reason() {
    let verdict = judged(receipt(vec![entry(1, Status::Conflict), entry(2, Status::Rejected)]));
    let apart = Change::Quarantined("because".into());
    assert_eq!(verdict.changes, [1, 2].map(|n| (support::record(n), apart.clone())));
}

#[test]
fn retry_and_silence_leave_a_record_pending() {
    let verdict = judged(receipt(vec![entry(1, Status::Retry), entry(3, Status::Stored)]));
    assert_eq!(verdict.changes, [(support::record(3), Change::Stored)]);
    assert_eq!(verdict.state.failures, 0);
}

#[test]
fn a_receipt_that_moves_nothing_is_a_failure() {
    for results in [vec![], vec![entry(1, Status::Retry)], vec![entry(9, Status::Stored)]] {
        let verdict = judged(receipt(results));
        assert!(verdict.changes.is_empty());
        assert_eq!(verdict.state.failures, 1);
    }
}

#[test]
fn another_hash_under_our_id_advances_nothing() {
    let wrong = Entry { hash: hash(99), ..entry(1, Status::Stored) };
    let swapped = Entry { id: support::record(2), ..entry(3, Status::Stored) };
    assert!(judged(receipt(vec![wrong.clone(), swapped])).changes.is_empty());
    // The right entry beside a wrong one still counts.
    let verdict = judged(receipt(vec![wrong, entry(1, Status::Stored)]));
    assert_eq!(verdict.changes, [(support::record(1), Change::Stored)]);
}

#[test]
fn ids_we_never_sent_are_passed_over() {
    let verdict = judged(receipt(vec![
        entry(77, Status::Stored),
        entry(2, Status::Stored),
        entry(78, Status::Conflict),
    ]));
    assert_eq!(verdict.changes, [(support::record(2), Change::Stored)]);
}

#[test]
fn an_entry_given_twice_counts_once() {
    let verdict =
        judged(receipt(vec![entry(1, Status::Stored), entry(1, Status::Stored), entry(1, Status::Conflict)]));
    assert_eq!(verdict.changes, [(support::record(1), Change::Stored)]);
}

#[test]
fn the_receipt_of_another_batch_is_nothing() {
    let stale = Receipt { batch_id: batch(2), ..receipt(vec![entry(1, Status::Stored)]) };
    let verdict = judged(stale);
    assert!(verdict.changes.is_empty());
    assert_eq!(verdict.config_version, None);
    assert_eq!(verdict.state.failures, 1);
}

#[test]
fn a_captive_portal_changes_nothing_but_the_time_of_the_next_try() {
    let before = SyncState { limit: 12, paused: Some(Pause::Unknown), ..SyncState::default() };
    let verdict = judge(before.clone(), &offered([1, 2]), Answer::Nothing { retry_after: None }, NOW, 1500);
    assert!(verdict.changes.is_empty());
    assert_eq!(verdict.config_version, None);
    assert_eq!(verdict.state, SyncState { failures: 1, not_before: NOW + 1500, ..before });
}

#[test]
fn each_refusal_of_the_tablet_itself_pauses_with_its_reason() {
    let table = [
        (Reason::UnknownDevice, Some(Pause::Unknown)),
        (Reason::WrongSignature, Some(Pause::Unknown)),
        (Reason::RevokedDevice, Some(Pause::Revoked)),
        (Reason::NotApproved, Some(Pause::NotApproved)),
        (Reason::LaterProtocol, Some(Pause::UpdateNeeded)),
        (Reason::BadCode, None),
        (Reason::NotFound, None),
        (Reason::MethodNotAllowed, None),
        (Reason::UnsupportedMediaType, None),
        (Reason::Unavailable, None),
    ];
    for (reason, paused) in table {
        let verdict = judge(SyncState::default(), &offered([1, 2]), refusal(reason, None), NOW, 0);
        assert_eq!(verdict.state.paused, paused, "{reason:?}");
        assert!(verdict.changes.is_empty(), "{reason:?}");
        assert_eq!((verdict.state.failures, verdict.state.limit), (1, MAX_RECORDS), "{reason:?}");
    }
}

#[test]
fn a_pause_ends_with_the_next_receipt() {
    let paused = SyncState { paused: Some(Pause::Revoked), ..SyncState::default() };
    let answer = Answer::Receipt(receipt(vec![entry(1, Status::Stored)]));
    assert_eq!(judge(paused, &offered([1]), answer, NOW, 0).state.paused, None);
}

#[test]
fn every_change_is_about_a_record_that_was_sent() {
    let all = [
        Status::Stored,
        Status::Duplicate,
        Status::Erased,
        Status::Conflict,
        Status::Rejected,
        Status::Retry,
    ];
    let results = all.iter().zip(1..).map(|(status, n)| entry(n, *status)).collect();
    let verdict =
        judge(SyncState::default(), &offered([2, 4, 6, 8]), Answer::Receipt(receipt(results)), NOW, 0);
    let changed: Vec<_> = verdict.changes.iter().map(|(id, _)| *id).collect();
    assert_eq!(changed, ids(&[2, 4]));
}
