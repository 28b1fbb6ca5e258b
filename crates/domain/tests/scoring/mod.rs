//! Scores against tables computed by hand.

use crate::support::{self, load, option, question};
use handover_domain::ids::QuestionId;
use handover_domain::questionnaire::Package;
use handover_domain::scoring::{
    Mean, Tally, Target, explain, package as score, pool, recommendation, top_box, weighted, wilson,
};
use serde_json::json;
use std::collections::BTreeMap;

type Tallies = BTreeMap<QuestionId, Tally>;

fn service() -> Package {
    Package::load(support::SHORT.as_bytes()).unwrap()
}

/// `tally(&[("overall", &[("fair", 2)])])`
fn tally(counts: &[(&str, &[(&str, u64)])]) -> Tallies {
    let one = |options: &[(&str, u64)]| options.iter().map(|(id, n)| (option(id), *n)).collect();
    counts.iter().map(|(id, options)| (question(id), one(options))).collect()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 0.0005, "{found} is not {expected}");
}

/// n, points, low and high.
#[track_caller]
fn is(mean: &Mean, n: u64, points: f64, (low, high): (f64, f64)) {
    assert_eq!(mean.n, n);
    near(mean.points, points);
    near(mean.interval().0, low);
    near(mean.interval().1, high);
}

#[test]
fn a_question_is_the_mean_of_its_points() {
    let package = service();
    // options chosen: very satisfied (100), satisfied (80), fair (60), dissatisfied (0)
    let table: [([u64; 4], f64, (f64, f64)); 6] = [
        // (100·2 + 80 + 60) ÷ 4 = 85; squares 225·2 + 25 + 625 = 1100; ÷ 3 ÷ 4 = 91.667; ± 1.96·9.574 = 18.765
        ([2, 1, 1, 0], 85.0, (66.2347, 100.0)),
        // (100 + 0) ÷ 2 = 50; squares 5000; ÷ 1 ÷ 2 = 2500; ± 97.998
        ([1, 0, 0, 1], 50.0, (0.0, 100.0)),
        // (300 + 80) ÷ 4 = 95; squares 75 + 225 = 300; ÷ 3 ÷ 4 = 25; ± 9.7998
        ([3, 1, 0, 0], 95.0, (85.2002, 100.0)),
        // all alike: no spread
        ([0, 7, 0, 0], 80.0, (80.0, 80.0)),
        // one answer says nothing about the spread
        ([0, 0, 1, 0], 60.0, (0.0, 100.0)),
        // (40·100 + 30·80 + 20·60) ÷ 100 = 76; squares 40·576 + 30·16 + 20·256 + 10·5776 = 86400;
        // ÷ 99 ÷ 100 = 8.72727; ± 1.96·2.95420 = 5.79014
        ([40, 30, 20, 10], 76.0, (70.2099, 81.7901)),
    ];
    for (counts, points, interval) in table {
        let levels = ["very_satisfied", "satisfied", "fair", "dissatisfied"];
        let options: Vec<(&str, u64)> = levels.into_iter().zip(counts).collect();
        let scores = score(&package, &tally(&[("overall", &options)])).questions;
        is(&scores[0].1, counts.iter().sum(), points, interval);
    }
}

#[test]
fn stages_and_index_weigh_what_is_below_them() {
    let package = service();
    let scores = score(
        &package,
        &tally(&[
            ("appointment", &[("yes", 4), ("no", 9)]),
            ("appointment_rating", &[("very_satisfied", 2), ("satisfied", 1), ("fair", 1)]),
            ("cleanliness", &[("very_satisfied", 1), ("dissatisfied", 1)]),
            ("overall", &[("very_satisfied", 3), ("satisfied", 1)]),
        ]),
    );
    let ids: Vec<&str> = scores.questions.iter().map(|(question, _)| question.id.as_str()).collect();
    assert_eq!(ids, ["appointment_rating", "cleanliness", "overall"], "yes and no carry no points");
    let stages: Vec<(&str, f64)> =
        scores.stages.iter().map(|(stage, mean)| (stage.id.as_str(), mean.points)).collect();
    assert_eq!(stages, [("appointment", 85.0), ("handover", 50.0), ("overall", 95.0)]);
    // Weights 1, 1, 2: (85 + 50 + 2·95) ÷ 4 = 81.25.
    // Variance (91.667 + 2500 + 4·25) ÷ 16 = 168.229; ± 1.96·12.97031 = 25.42134
    is(&scores.index.unwrap(), 4, 81.25, (55.8287, 100.0));
}

#[test]
fn within_a_stage_questions_weigh_by_their_own_weight() {
    let mut bank = support::short();
    bank["questions"][2]["stage"] = json!("overall");
    bank["questions"][2]["score_weight"] = json!(3);
    let package = load(&bank);
    let scores = score(
        &package,
        &tally(&[("cleanliness", &[("satisfied", 5)]), ("overall", &[("very_satisfied", 2)])]),
    );
    // (3·80 + 1·100) ÷ 4
    let [(stage, mean)] = scores.stages[..] else { panic!("{:?}", scores.stages) };
    assert_eq!(stage.id.as_str(), "overall");
    is(&mean, 5, 85.0, (85.0, 85.0));
    is(&scores.index.unwrap(), 5, 85.0, (85.0, 85.0));
}

#[test]
fn a_weight_of_zero_is_shown_and_does_not_count() {
    let mut bank = support::short();
    bank["stages"][2]["score_weight"] = json!(0);
    let package = load(&bank);
    let scores =
        score(&package, &tally(&[("cleanliness", &[("fair", 3)]), ("overall", &[("very_satisfied", 9)])]));
    assert_eq!(scores.stages.len(), 2);
    is(&scores.index.unwrap(), 3, 60.0, (60.0, 60.0));
    let alone = score(&package, &tally(&[("overall", &[("very_satisfied", 9)])]));
    assert_eq!(alone.index, None);
}

#[test]
fn where_nothing_was_answered_there_is_no_score() {
    let package = service();
    for tallies in [
        tally(&[]),
        tally(&[("overall", &[])]),
        tally(&[("overall", &[("fair", 0)])]),
        tally(&[("appointment", &[("yes", 3)])]),
        tally(&[("overall", &[("an_option_of_old", 5)])]),
        tally(&[("a_question_of_old", &[("fair", 5)])]),
    ] {
        let scores = score(&package, &tallies);
        assert!(
            scores.questions.is_empty() && scores.stages.is_empty() && scores.index.is_none(),
            "{tallies:?}"
        );
    }
    assert_eq!(weighted(&[]), None);
}

#[test]
fn a_mean_of_means_does_not_know_its_spread_where_one_of_them_does_not() {
    let known = Mean { n: 10, points: 90.0, variance: Some(4.0) };
    let single = Mean { n: 1, points: 60.0, variance: None };
    let mean = weighted(&[(1, known), (1, single)]).unwrap();
    is(&mean, 10, 75.0, (0.0, 100.0));
    assert_eq!(weighted(&[(1, known), (0, single)]).unwrap().variance, Some(4.0));
}

#[test]
fn wilson_gives_the_known_values() {
    // The first four are the worked examples of Newcombe (1998), table I, method 3.
    let table = [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (5, 10, 0.2366, 0.7634),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
    ];
    for (count, of, low, high) in table {
        let found = wilson(count, of);
        assert!(
            (found.0 - low).abs() < 0.00006 && (found.1 - high).abs() < 0.00006,
            "{count} of {of}: {found:?}"
        );
    }
    assert_eq!(wilson(0, 0), (0.0, 1.0));
}

#[test]
fn wilson_stays_within_bounds_and_around_the_share() {
    for of in 1..=60_u32 {
        for count in 0..=of {
            let (low, high) = wilson(count.into(), of.into());
            let share = f64::from(count) / f64::from(of);
            assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
            assert!(low <= share + 1e-9 && share <= high + 1e-9, "{count} of {of}");
        }
    }
}

#[test]
fn a_recommendation_is_promoters_less_detractors() {
    let said =
        |numbers: &[(&str, u64)]| -> Tally { numbers.iter().map(|(id, n)| (option(id), *n)).collect() };
    // 10 of 20 promote, 4 detract: 30. Squares 10·70² + 6·30² + 4·130² = 122000; ÷ 19 ÷ 20; ± 1.96·17.91795 = 35.1186.
    let found =
        recommendation(&said(&[("10", 7), ("9", 3), ("8", 4), ("7", 2), ("6", 3), ("0", 1)])).unwrap();
    assert_eq!((found.n, found.promoters, found.detractors), (20, 10, 4));
    near(found.points, 30.0);
    near(found.interval.0, -5.1186);
    near(found.interval.1, 65.1186);
    let single = recommendation(&said(&[("3", 1)])).unwrap();
    assert_eq!((single.points, single.interval), (-100.0, (-100.0, 100.0)));
    let alike = recommendation(&said(&[("9", 5)])).unwrap();
    assert_eq!((alike.points, alike.interval), (100.0, (100.0, 100.0)));
    assert_eq!(recommendation(&said(&[("11", 4), ("fair", 1)])), None);
}

#[test]
fn the_top_box_is_the_level_with_the_most_points() {
    let package = service();
    let tallies = tally(&[
        ("appointment", &[("yes", 9)]),
        ("cleanliness", &[("very_satisfied", 1), ("fair", 3)]),
        ("overall", &[("very_satisfied", 2), ("satisfied", 2)]),
    ]);
    assert_eq!(top_box(&package, &tallies, |_| true), Some((3, 8)));
    assert_eq!(top_box(&package, &tallies, |question| question.id.as_str() == "overall"), Some((2, 4)));
    assert_eq!(top_box(&package, &tally(&[]), |_| true), None);
}

#[test]
fn versions_are_taken_together_where_a_question_counts_alike() {
    let now = service();
    let mut before = support::short();
    let short = |id: &str, points: u8| json!({ "id": id, "label": { "zh-CN": id, "zh-TW": id, "en": id }, "points": points });
    before["questions"][3]["type"] = json!("single");
    before["questions"][3]["options"] = json!([short("very_satisfied", 100), short("fair", 50)]);
    let before = load(&before);
    let (old, new) = (
        tally(&[("cleanliness", &[("fair", 2)]), ("overall", &[("fair", 7)]), ("gone", &[("fair", 1)])]),
        tally(&[("cleanliness", &[("fair", 1), ("satisfied", 1)]), ("overall", &[("satisfied", 4)])]),
    );
    let pooled = pool(&now, [(&before, &old), (&now, &new)]);
    let expected =
        tally(&[("cleanliness", &[("fair", 3), ("satisfied", 1)]), ("overall", &[("satisfied", 4)])]);
    assert_eq!(pooled.tallies, expected);
    assert_eq!(pooled.left_out, 8);
}

#[test]
fn points_are_held_against_80_90_and_95() {
    for (points, target) in [
        (79.999, Target::Failed),
        (80.0, Target::Passed),
        (89.9, Target::Passed),
        (90.0, Target::Excellent),
        (95.0, Target::Department),
        (100.0, Target::Department),
    ] {
        assert_eq!(Target::of(points), target, "{points}");
    }
}

#[test]
fn an_explanation_ends_with_the_number_itself() {
    let package = service();
    let tallies = tally(&[
        ("appointment_rating", &[("very_satisfied", 2), ("satisfied", 1), ("fair", 1)]),
        ("overall", &[("very_satisfied", 1), ("satisfied", 2)]),
    ]);
    let scores = score(&package, &tallies);
    let index = explain(&package, &tallies, "index").unwrap();
    assert_eq!(index.last().unwrap(), &format!("index = {}", scores.index.unwrap().points));
    for line in ["  very_satisfied: 100 × 2 = 200", "  sum = 340, n = 4", "  mean = 340 ÷ 4 = 85"] {
        assert!(index.iter().any(|found| found == line), "{line} in {index:#?}");
    }
    // Stages weigh 1 and 2.
    let overall = scores.stages[1].1.points;
    assert!(index.contains(&format!("  overall: 2 × {overall}")), "{index:#?}");
    let stage = explain(&package, &tallies, "stage:handover").unwrap();
    assert_eq!(stage.last().unwrap(), "stage:handover: none, nothing that counts for it was answered");
    let unknown = explain(&package, &tallies, "stage:nowhere").unwrap_err();
    assert!(unknown.contains("stage:appointment") && unknown.contains("question:overall"), "{unknown}");
}
