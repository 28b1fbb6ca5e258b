use super::*;

const SHORT: &str = include_str!("../../../domain/tests/support/short.json");

fn package(json: &str) -> Package {
    Package::load(json.as_bytes()).unwrap_or_else(|flaws| panic!("{flaws:?}"))
}

/// What differs once the short questionnaire was changed so: everything found here becomes that.
fn diff(changes: &[(&str, &str)]) -> Diff {
    let mut json = SHORT.to_owned();
    for (from, to) in changes {
        assert!(json.contains(from), "{from}");
        json = json.replacen(from, to, 1);
    }
    between(&package(SHORT), &package(&json))
}

#[test]
fn layout_and_version_change_no_score() {
    let layout = diff(&[("\"format\": 1,", "\"format\":1,")]);
    assert_eq!(layout.changes, Vec::<String>::new());
    let version = diff(&[("\"version\": 1", "\"version\": 2")]);
    assert_eq!(version.changes, ["the questionnaire: it has version 2 instead of 1"]);
    assert!(layout.fits.are_sure() && version.fits.are_sure());
}

#[test]
fn other_points_break_every_question_that_uses_them_with_its_stage_and_the_index() {
    let diff = diff(&[("\"points\": 60", "\"points\": 50")]);
    let told = "question `appointment_rating`, `cleanliness`, `overall`: its option `fair` gives 50 points \
                instead of 60";
    assert_eq!(diff.changes, [told]);
    assert_eq!(diff.fits.questions.len(), 3);
    assert!(diff.fits.questions.values().all(|fit| !fit.breaks.is_empty()));
    assert!(diff.fits.stages.values().all(|fit| !fit.breaks.is_empty()));
    assert!(!diff.fits.index.breaks.is_empty());
}

#[test]
fn other_words_leave_scores_comparable_with_care() {
    let diff = diff(&[("All in all, how satisfied", "In all, how satisfied")]);
    assert_eq!(diff.changes.len(), 1);
    assert!(diff.changes[0].starts_with("question `overall`: it asks “In all, "), "{:?}", diff.changes);
    let unsure: Vec<_> = diff.fits.questions.iter().filter(|(_, fit)| !fit.is_sure()).collect();
    assert_eq!(unsure.len(), 1);
    assert_eq!(unsure[0].1.doubts, ["it is worded otherwise"]);
    assert_eq!(diff.fits.index.doubts, ["stage `overall` is so with care"]);
    assert!(diff.fits.index.breaks.is_empty());
}

#[test]
fn weights_of_stages_break_the_index_alone() {
    let diff = diff(&[("\"score_weight\": 2", "\"score_weight\": 3")]);
    assert_eq!(diff.changes, ["stage `overall`: it has a weight of 3 instead of 2"]);
    assert!(diff.fits.questions.values().chain(diff.fits.stages.values()).all(Fit::is_sure));
    assert_eq!(diff.fits.index.breaks.len(), 1);
}

#[test]
fn a_question_that_comes_or_goes_breaks_its_stage_and_the_index_and_no_other() {
    let with = SHORT.replacen(
        "\"id\": \"overall\",\n      \"type\": \"rating\"",
        "\"id\": \"all\",\n      \"type\": \"rating\"",
        1,
    );
    let diff = between(&package(SHORT), &package(&with));
    assert_eq!(diff.changes[0], "question `overall`: it is gone");
    assert!(diff.changes[1].starts_with("question `all`: it is new: “总的来说"), "{:?}", diff.changes);
    assert!(diff.changes[1].ends_with("rating in stage `overall`, asked of everyone, shown always"));
    let broken =
        |fits: &std::collections::BTreeMap<_, Fit>| fits.values().filter(|fit| !fit.is_sure()).count();
    assert_eq!((broken(&diff.fits.stages), diff.fits.index.breaks.len()), (1, 1));
    assert_eq!(diff.fits.questions.values().filter(|fit| !fit.is_sure()).count(), 2);
}

#[test]
fn branching_asks_others_and_turns_ask_fewer() {
    let branch = diff(&[(
        "\"equals\": { \"question\": \"appointment\", \"value\": \"yes\" }",
        "\"equals\": { \"question\": \"appointment\", \"value\": \"no\" }",
    )]);
    let told = "question `appointment_rating`: it is shown if `appointment` is `no` instead of if `appointment` is `yes`";
    assert_eq!(branch.changes, [told]);
    assert!(!branch.fits.index.breaks.is_empty());

    let turns = diff(&[("\"rotation_weight\": 1", "\"required\": true")]);
    assert_eq!(
        turns.changes,
        ["question `cleanliness`: it is asked of everyone instead of in turns, with a weight of 1"]
    );
    assert!(turns.fits.are_sure(), "the same customers, more of them");
}

/// Takes a language out of every text.
fn without(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(members) => {
            members.remove("zh-TW");
            members.values_mut().for_each(without);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without),
        _ => {}
    }
}

#[test]
fn a_language_that_goes_is_one_change_and_no_doubt() {
    let mut json: serde_json::Value = serde_json::from_str(SHORT).unwrap();
    without(&mut json);
    json["languages"] = serde_json::json!(["zh-CN", "en"]);
    let diff = between(&package(SHORT), &package(&json.to_string()));
    assert_eq!(diff.changes, ["the questionnaire: it is offered in zh-CN, en instead of zh-CN, zh-TW, en"]);
    assert!(diff.fits.are_sure());
}
