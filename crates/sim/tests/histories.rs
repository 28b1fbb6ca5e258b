//! Histories: told again to the letter, and full of everything that can happen.

use handover_sim::{live, many};

#[test]
fn a_seed_tells_the_same_history_to_the_letter() {
    for seed in [0, 1, 17, 4_711] {
        let (once, again) = (live(seed, None, true), live(seed, None, true));
        assert!(once.story.len() > 10, "seed {seed} tells nothing");
        assert_eq!(once.story, again.story);
        assert_eq!(once.tally, again.tally);
        // Telling it changes nothing.
        assert_eq!(live(seed, None, false).tally, once.tally);
    }
    assert_ne!(live(1, None, true).story, live(2, None, true).story);
}

#[test]
fn everything_that_can_happen_happens_and_no_rule_is_broken() {
    let summary = many(0, 1_000, None);
    assert_eq!(summary.broken, []);
    assert_eq!(summary.seeds, 1_000);
    let seldom: Vec<_> = handover_sim::seen::Seen::ALL
        .iter()
        .filter(|seen| summary.tally.of(**seen) < 10)
        .map(|seen| (seen.words(), summary.tally.of(*seen)))
        .collect();
    assert!(seldom.is_empty(), "{seldom:?}");
}
