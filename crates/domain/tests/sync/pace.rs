//! When to send, and how long to wait after a failure.

use super::{NOW, entry, offered, receipt, refusal};
use handover_domain::sync::{Answer, Step, SyncState, judge, plan};
use handover_domain::wire::{MAX_RECORDS, Reason, Status};
use proptest::prelude::*;

const NOTHING: Answer = Answer::Nothing { retry_after: None };

#[test]
fn nothing_pending_rests_and_something_pending_is_sent_at_once() {
    let fresh = SyncState::default();
    assert_eq!(plan(&fresh, 0, NOW), Step::Rest);
    assert_eq!(plan(&fresh, 1, 0), Step::Send { limit: MAX_RECORDS });
    assert_eq!(plan(&fresh, 10_000, NOW), Step::Send { limit: MAX_RECORDS });
}

#[test]
fn before_its_time_it_waits_and_at_its_time_it_sends() {
    let waiting = SyncState { not_before: NOW, limit: 7, ..SyncState::default() };
    assert_eq!(plan(&waiting, 3, NOW - 1), Step::WaitUntil(NOW));
    assert_eq!(plan(&waiting, 3, NOW), Step::Send { limit: 7 });
    assert_eq!(plan(&waiting, 0, NOW - 1), Step::Rest);
}

#[test]
fn a_pause_still_asks_again_after_its_wait() {
    let verdict =
        judge(SyncState::default(), &offered([1]), refusal(Reason::RevokedDevice, None), NOW, u64::MAX);
    assert!(verdict.state.paused.is_some());
    assert!(matches!(plan(&verdict.state, 1, verdict.state.not_before), Step::Send { .. }));
}

/// The longest wait after so many failures before this one.
fn ceiling(failures: u32) -> u64 {
    [2, 4, 8, 16, 32, 64, 128, 256].get(failures as usize).map_or(300_000, |seconds| seconds * 1000)
}

fn wait(failures: u32, answer: Answer, random: u64) -> u64 {
    let before = SyncState { failures, ..SyncState::default() };
    let after = judge(before, &offered([1]), answer, NOW, random).state;
    assert_eq!(after.failures, failures + 1);
    after.not_before - NOW
}

#[test]
fn the_wait_reaches_both_of_its_ends() {
    for failures in [0, 1, 2, 7, 8, 20, 63, 64, 1000] {
        let most = ceiling(failures);
        assert_eq!(wait(failures, NOTHING, 0), 0);
        assert_eq!(wait(failures, NOTHING, most), most);
        assert_eq!(wait(failures, NOTHING, most + 1), 0);
    }
}

#[test]
fn five_hundred_tablets_do_not_come_back_together() {
    let mut per_second = [0_u32; 301];
    for tablet in 0..500_u64 {
        let random = tablet.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        per_second[usize::try_from(wait(12, NOTHING, random) / 1000).unwrap()] += 1;
    }
    assert!(per_second.iter().all(|n| *n <= 10), "{per_second:?}");
}

#[test]
fn retry_after_is_honoured_up_to_an_hour() {
    let hour = 3_600_000;
    for (given, least) in [(0, 0), (5_000, 5_000), (hour, hour), (hour + 1, hour), (u64::MAX, hour)] {
        assert_eq!(wait(0, refusal(Reason::Unavailable, Some(given)), 0), least);
        assert_eq!(wait(0, Answer::Nothing { retry_after: Some(given) }, 0), least);
    }
    assert_eq!(
        wait(9, Answer::Nothing { retry_after: Some(1_000) }, 250_000),
        250_000,
        "the longer of the two"
    );
}

#[test]
fn a_network_that_comes_back_cuts_the_wait_but_not_what_head_office_asked_for() {
    let failed = |retry_after| {
        let state = SyncState { failures: 9, ..SyncState::default() };
        judge(state, &offered([1]), Answer::Nothing { retry_after }, NOW, 250_000).state
    };
    let mut state = failed(None);
    assert_eq!(state.not_before, NOW + 250_000);
    state.hurry(NOW + 10, u64::MAX);
    assert!((NOW + 10..=NOW + 2_010).contains(&state.not_before), "{}", state.not_before);
    assert_eq!(state.failures, 10, "it did not work yet");
    let mut state = failed(Some(60_000));
    state.hurry(NOW + 10, 0);
    assert_eq!(state.not_before, NOW + 60_000);
    // Where nothing is waited for, nothing is delayed.
    let mut state = SyncState::default();
    state.hurry(NOW, 1_999);
    assert_eq!(state.not_before, 0);
}

#[test]
fn a_success_forgets_the_failures() {
    let before = SyncState { failures: 9, not_before: NOW + 1, limit: 3, ..SyncState::default() };
    let receipt = receipt(vec![entry(1, Status::Stored)]);
    let after = judge(before, &offered([1]), Answer::Receipt(receipt), NOW, u64::MAX).state;
    assert_eq!(after, SyncState { not_before: NOW, ..SyncState::default() });
    assert_eq!(plan(&after, 1, NOW), Step::Send { limit: MAX_RECORDS });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_wait_is_never_longer_than_it_may_be(failures in 0_u32..10_000, random: u64) {
        prop_assert!(wait(failures, NOTHING, random) <= ceiling(failures));
    }
}
