//! The choice of rotating questions: replayable, within the budget, by weight.

use crate::support::{self, load, text};
use handover_domain::questionnaire::{Asked, MAX_SCREENS, Package, Role};
use handover_domain::visit::Channel;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

const WEIGHTS: [u32; 5] = [1, 1, 2, 3, 5];

/// The short package with five more rotating questions instead of its one, and room for so many of them.
fn rotating(room: usize) -> Package {
    let mut bank = support::short();
    let questions = bank["questions"].as_array_mut().unwrap();
    questions.retain(|question| question["id"] != "cleanliness");
    for (n, weight) in WEIGHTS.iter().enumerate() {
        questions.push(json!({
            "id": format!("r{n}"), "type": "rating", "stage": "handover", "channels": ["kiosk", "phone"],
            "rotation_weight": weight, "text": text("?")
        }));
    }
    // Two are required: the appointment with its rating, and the overall satisfaction.
    bank["budget"] = json!({ "min": 2, "max": 2 + room });
    load(&bank)
}

fn ids(package: &Package, chosen: &[usize]) -> Vec<String> {
    chosen.iter().map(|i| package.questions[*i].id.to_string()).collect()
}

/// How often each rotating question was chosen over 10,000 records.
fn counts(package: &Package) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for n in 0..10_000 {
        for id in ids(package, &package.select(support::record(n), Channel::Kiosk)) {
            if id.starts_with('r') {
                *counts.entry(id).or_default() += 1;
            }
        }
    }
    counts
}

#[test]
fn with_room_for_one_each_is_chosen_as_often_as_its_weight_says() {
    let counts = counts(&rotating(1));
    assert_eq!(counts.values().sum::<u32>(), 10_000);
    let total: u32 = WEIGHTS.iter().sum();
    let chi_square: f64 = WEIGHTS
        .iter()
        .enumerate()
        .map(|(n, weight)| {
            let expected = 10_000.0 * f64::from(*weight) / f64::from(total);
            (f64::from(counts[&format!("r{n}")]) - expected).powi(2) / expected
        })
        .sum();
    // Four degrees of freedom: by chance above 30 once in 200,000 times; the ids are always the same ones.
    assert!(chi_square < 30.0, "{chi_square}: {counts:?}");
}

#[test]
fn with_more_room_the_heavier_still_come_more_often_and_none_is_left_out() {
    for room in 2..=4 {
        let counts = counts(&rotating(room));
        let n = |id: &str| counts[id];
        assert_eq!(counts.values().sum::<u32>() as usize, 10_000 * room);
        assert!(n("r4") > n("r3") && n("r3") > n("r2") && n("r2") > n("r0").max(n("r1")), "{counts:?}");
        assert!(counts.values().all(|n| *n > 1000), "{counts:?}");
    }
}

#[test]
fn with_room_for_all_everything_is_asked() {
    assert!(counts(&rotating(5)).values().all(|n| *n == 10_000));
}

#[test]
fn a_choice_once_made_stays_the_same_in_every_later_version() {
    let package = rotating(2);
    let chosen = |n| ids(&package, &package.select(support::record(n), Channel::Kiosk)).join(" ");
    let always = "appointment appointment_rating overall comment";
    let drawn: Vec<String> =
        (1..=8).map(|n| chosen(n).strip_prefix(always).unwrap().trim().to_owned()).collect();
    // Recorded once. Where these change, old records can no longer be replayed.
    assert_eq!(drawn, ["r0 r4", "r2 r4", "r0 r1", "r3 r4", "r0 r2", "r1 r4", "r1 r2", "r3 r4"]);
}

#[test]
fn a_channel_asks_only_what_is_meant_for_it() {
    let package = rotating(5);
    assert_eq!(
        ids(&package, &package.select(support::record(1), Channel::Letter)),
        ["appointment", "appointment_rating", "overall", "comment"]
    );
}

#[test]
fn a_gate_brings_what_hangs_on_it_and_the_two_count_as_one() {
    let bank = load(&support::bank());
    let at = |id: &str| bank.questions.iter().position(|question| question.id.as_str() == id).unwrap();
    for n in 0..500 {
        let chosen = bank.select(support::record(n), Channel::Kiosk);
        for (gate, hanging) in [("bill", "bill_rating"), ("bill", "bill_why"), ("wait", "wait_why")] {
            assert_eq!(chosen.contains(&at(gate)), chosen.contains(&at(hanging)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn for_any_record_the_choice_is_replayable_and_within_its_bounds(id: u128, room in 0_usize..=6) {
        let id = handover_domain::ids::RecordId(Uuid::from_u128(id));
        let mut bank = support::bank();
        bank["budget"] = json!({ "min": 2, "max": 2 + room });
        for package in [rotating(room), load(&bank)] {
            let chosen = package.select(id, Channel::Kiosk);
            prop_assert_eq!(&chosen, &package.select(id, Channel::Kiosk));
            prop_assert!(chosen.is_sorted_by(|a, b| a < b));
            let lasting = chosen.iter().map(|i| &package.questions[*i]).filter(|q| q.role != Role::Reason);
            let lasting: Vec<_> = lasting.map(|question| question.id.clone()).collect();
            prop_assert!(support::screens(&package, &lasting) <= MAX_SCREENS, "reasons make do with what is left");
            let counted = package.counted(&chosen);
            prop_assert!((package.budget.min..=package.budget.max).contains(&counted), "{}", counted);
            for (i, question) in package.questions.iter().enumerate() {
                match question.asked {
                    Asked::Always => prop_assert!(chosen.contains(&i)),
                    Asked::WithGate(gate) => prop_assert_eq!(chosen.contains(&i), chosen.contains(&gate)),
                    Asked::InTurns(_) => {}
                }
            }
        }
    }
}
