//! Packages that must pass, close to what must not.

use super::edits::{edited, full, push, question};
use crate::support::{self, load, text};
use handover_domain::complaint::Severity;
use handover_domain::hash::Hash;
use handover_domain::questionnaire::Asked;
use serde_json::{Value, json};

#[test]
fn the_short_package_is_right_and_named_by_the_hash_of_its_bytes() {
    let package = handover_domain::questionnaire::Package::load(support::SHORT.as_bytes()).unwrap();
    assert_eq!(package.reference.hash, Hash::of(support::SHORT.as_bytes()));
    assert_eq!((package.id().as_str(), package.reference.version), ("service", 1));
    let asked: Vec<Asked> = package.questions.iter().map(|question| question.asked).collect();
    assert_eq!(asked, [Asked::Always, Asked::WithGate(0), Asked::InTurns(1), Asked::Always, Asked::Always]);
}

#[test]
fn a_bank_of_every_type_is_right() {
    let bank = load(&support::bank());
    let why = bank.question(&support::question("bill_why")).unwrap();
    let rating = bank.questions.iter().position(|q| q.id.as_str() == "bill_rating").unwrap();
    assert_eq!(why.asked, Asked::WithGate(rating));
}

#[test]
fn exactly_the_limits_are_allowed() {
    load(&edited(|p| question(p, "overall")["text"]["zh-CN"] = json!("字".repeat(240))));
    load(&edited(|p| p["levels"][0]["points"] = json!(100)));
    load(&edited(|p| p["budget"] = json!({ "min": 3, "max": 8 })));
    load(&edited(|p| {
        for n in 0..95 {
            push(
                p,
                json!({
                    "id": format!("q{n}"), "type": "rating", "stage": "overall", "channels": ["kiosk"],
                    "rotation_weight": u32::MAX, "text": text("?")
                }),
            );
        }
    }));
}

#[test]
fn exactly_the_limits_of_roles_and_forms_are_allowed() {
    load(&full(|p| {
        let gender = json!({ "role": "group", "id": "gender", "rotation_weight": 2 });
        let questions = p["questions"].as_array_mut().unwrap();
        let mut third = questions.iter().find(|question| question["id"] == "age").unwrap().clone();
        third.as_object_mut().unwrap().extend(gender.as_object().unwrap().clone());
        questions.insert(8, third);
    }));
    for most in [1, 2000] {
        let package = load(&edited(|p| question(p, "comment")["max"] = json!(most)));
        assert_eq!(package.question(&support::question("comment")).unwrap().most, most);
    }
    load(&full(|p| p["complaint"]["words"] = json!({ "major": vec!["word"; 200] })));
    load(&full(|p| p["complaint"]["words"] = json!({})));
    load(&full(|p| p["complaint"]["questions"].as_array_mut().unwrap().truncate(4)));
    load(&full(|p| p["complaint"] = Value::Null));
}

#[test]
fn a_group_or_the_question_about_influence_need_not_say_when_they_are_asked() {
    let package = load(&support::full());
    for id in ["age", "region", "asked_for"] {
        let question = package.question(&support::question(id)).unwrap();
        assert_eq!((question.asked, question.optional), (Asked::Always, true), "{id}");
    }
    for id in ["cleanliness_why", "overall_why"] {
        let question = package.question(&support::question(id)).unwrap();
        assert!(question.optional && matches!(question.asked, Asked::WithGate(_)), "{id}");
    }
}

#[test]
fn words_of_a_form_are_read_without_regard_to_size_and_space() {
    let package =
        load(&full(|p| p["complaint"]["words"] = json!({ "major": [" LAWYER "], "ordinary": ["投诉 "] })));
    let words = &package.complaint.as_ref().unwrap().words;
    assert_eq!(*words, [(Severity::Major, "lawyer".into()), (Severity::Ordinary, "投诉".into())]);
}

#[test]
fn a_form_has_the_reference_languages_and_stages_of_its_package() {
    let package = load(&support::full());
    let form = &package.complaint.as_ref().unwrap().package;
    assert_eq!((&form.reference, form.visit), (&package.reference, package.visit));
    assert_eq!((&form.languages, &form.stages), (&package.languages, &package.stages));
    assert_eq!(form.complaint, None);
}

#[test]
fn own_points_and_bad_options_replace_those_of_the_levels() {
    let package = load(&edited(|p| {
        question(p, "overall")["points"] = json!({ "fair": 50 });
        question(p, "overall")["bad"] = json!(["dissatisfied"]);
    }));
    let of = |id: &str| {
        let options = &package.question(&support::question(id)).unwrap().options;
        options.iter().map(|option| (option.points.unwrap(), option.bad)).collect::<Vec<_>>()
    };
    assert_eq!(of("overall"), [(100, false), (80, false), (50, false), (0, true)]);
    assert_eq!(of("cleanliness"), [(100, false), (80, false), (60, true), (0, true)]);
}

/// The short package with a number, and an open question behind a condition.
fn behind(more: &[Value], condition: &Value) -> Value {
    edited(|p| {
        for question in more {
            push(p, question.clone());
        }
        push(
            p,
            json!({
                "id": "last", "type": "text", "stage": "overall", "channels": ["kiosk"], "required": true,
                "text": text("Why?"), "show_if": condition
            }),
        );
    })
}

fn minutes() -> Value {
    json!({
        "id": "minutes", "type": "number", "stage": "overall", "channels": ["kiosk"], "rotation_weight": 1,
        "text": text("How many minutes?"), "min": 0, "max": 100
    })
}

fn extras() -> Value {
    let option = |id: &str| json!({ "id": id, "label": text(id) });
    json!({
        "id": "extras", "type": "multi", "stage": "overall", "channels": ["kiosk"], "rotation_weight": 1,
        "text": text("Which?"), "options": [option("a"), option("b"), option("c")]
    })
}

fn bound(word: &str, value: i64) -> Value {
    json!({ word: { "question": "minutes", "value": value } })
}

fn chosen(option: &str) -> Value {
    json!({ "equals": { "question": "extras", "value": option } })
}

#[test]
fn a_range_between_two_bounds_can_be_reached() {
    load(&behind(&[minutes()], &json!({ "all": [bound("at_least", 10), bound("at_most", 20)] })));
}

#[test]
fn the_one_number_between_two_bounds_can_be_reached() {
    load(&behind(
        &[minutes()],
        &json!({ "all": [{ "not": bound("at_most", 5) }, { "not": bound("at_least", 7) }] }),
    ));
}

#[test]
fn one_option_or_all_of_them_can_be_chosen() {
    load(&behind(&[extras()], &json!({ "all": [chosen("a"), { "not": chosen("b") }] })));
    load(&behind(&[extras()], &json!({ "all": [chosen("a"), chosen("b"), chosen("c")] })));
}

#[test]
fn two_options_without_the_third_can_be_chosen() {
    load(&behind(&[extras()], &json!({ "all": [chosen("a"), chosen("b"), { "not": chosen("c") }] })));
}

#[test]
fn a_rotating_question_may_not_have_been_asked() {
    load(&behind(&[minutes()], &json!({ "not": { "answered": "minutes" } })));
}
