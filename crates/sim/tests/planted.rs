//! The check finds what it is there for: with each planted bug some history breaks a rule, and without it none of them.

use handover_sim::broken::Rule;
use handover_sim::bugs::Bug;
use handover_sim::live;

/// Within so many seeds.
const SEEDS: u64 = 400;

fn first_broken(bug: Bug) -> (u64, Rule) {
    let broken = (0..SEEDS).find_map(|seed| Some((seed, live(seed, Some(bug), false).broken?.rule)));
    let (seed, rule) = broken.unwrap_or_else(|| panic!("{bug:?} was not found in {SEEDS} seeds"));
    assert_eq!(live(seed, None, false).broken, None, "seed {seed} holds without the bug");
    (seed, rule)
}

#[test]
fn a_storage_that_loses_a_record_is_found() {
    first_broken(Bug::LosesARecord);
}

#[test]
fn a_courier_that_believes_any_signature_is_found() {
    first_broken(Bug::BelievesAnySignature);
}

#[test]
fn a_head_office_that_stores_twice_is_found() {
    assert_eq!(first_broken(Bug::StoresTwice).1, Rule::Doubled);
}

#[test]
fn a_head_office_that_signs_without_storing_is_found() {
    first_broken(Bug::SignsWithoutStoring);
}

#[test]
fn a_head_office_that_alters_a_record_is_found() {
    first_broken(Bug::Alters);
}

#[test]
fn a_purge_that_ignores_the_retention_is_found() {
    first_broken(Bug::PurgesAtOnce);
}

#[test]
fn a_thank_you_after_a_failed_save_is_found() {
    assert_eq!(first_broken(Bug::ThanksAnyway).1, Rule::Lost);
}

#[test]
fn a_loss_that_nobody_looks_for_is_found() {
    first_broken(Bug::TakesNoStock);
}
