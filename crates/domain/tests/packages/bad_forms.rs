//! The table of complaint forms that must not pass.

use super::edits::{flaws, full, remove};
use super::table::{refused, told};
use crate::support::text;
use serde_json::{Value, json};

// In the form: 0 about, 1 drivable, 2 faults, 3 story, 4 reach.

fn form(edit: impl FnOnce(&mut Value)) -> Value {
    full(|package| edit(&mut package["complaint"]))
}

fn push(form: &mut Value, question: Value) {
    form["questions"].as_array_mut().unwrap().push(question);
}

fn open(id: &str, more: &Value) -> Value {
    let mut question = json!({
        "id": id, "type": "text", "stage": "overall", "channels": ["kiosk"], "required": true, "text": text("?")
    });
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    question
}

#[test]
fn every_category_is_one_of_the_field_and_concerns_somebody() {
    refused(vec![
        (
            "a category of nobody's",
            form(|form| form["questions"][0]["options"][4]["id"] = json!("coffee")),
            "$.complaint.questions[0].options[4].id",
            "docs/questionnaire.md",
        ),
        (
            "a category that concerns nobody",
            form(|form| remove(&mut form["questions"][0]["options"][2], "department")),
            "$.complaint.questions[0].options[2].department",
            "sales, service, parts or customer_care",
        ),
        (
            "a department of nobody's",
            form(|form| form["questions"][0]["options"][2]["department"] = json!("kitchen")),
            "$.complaint.questions[0].options[2].department",
            "docs/questionnaire.md",
        ),
        (
            "a severity of nobody's",
            form(|form| form["questions"][1]["options"][2]["severity"] = json!("huge")),
            "$.complaint.questions[1].options[2].severity",
            "docs/questionnaire.md",
        ),
    ]);
}

#[test]
fn a_form_asks_what_it_is_about_and_leaves_room_for_words() {
    refused(vec![
        (
            "no category",
            form(|form| {
                let questions = form["questions"].as_array_mut().unwrap();
                questions.drain(0..3);
            }),
            "$.complaint.questions",
            "`category` (C2)",
        ),
        (
            "no open question",
            form(|form| drop(form["questions"].as_array_mut().unwrap().remove(3))),
            "$.complaint.questions",
            "`text` (Q1)",
        ),
        ("no questions", form(|form| remove(form, "questions")), "$.complaint", "docs/questionnaire.md"),
    ]);
    told(&(
        "an empty list",
        form(|form| form["questions"] = json!([])),
        "$.complaint.questions",
        "Keep 1 to 100",
    ));
}

#[test]
fn words_are_there_to_be_found() {
    refused(vec![
        (
            "an empty word",
            form(|form| form["words"]["major"][1] = json!(" \u{3000}")),
            "$.complaint.words.major[1]",
            "Write it or take it out",
        ),
        (
            "a number for a word",
            form(|form| form["words"]["major"][1] = json!(3)),
            "$.complaint.words.major[1]",
            "docs/questionnaire.md",
        ),
        (
            "a severity without words of its own",
            form(|form| form["words"]["grievance"] = json!(["slow"])),
            "$.complaint.words.grievance",
            "docs/questionnaire.md",
        ),
        (
            "201 words",
            form(|form| form["words"] = json!({ "ordinary": vec!["a"; 100], "major": vec!["b"; 101] })),
            "$.complaint.words",
            "Keep 200",
        ),
    ]);
}

#[test]
fn a_form_is_read_as_strictly_as_the_package_around_it() {
    let long = "字".repeat(241);
    refused(vec![
        (
            "an unknown member",
            form(|form| form["title"] = text("Complaint")),
            "$.complaint.title",
            "docs/questionnaire.md",
        ),
        (
            "an unknown member of a question",
            form(|form| form["questions"][3]["requried"] = json!(true)),
            "$.complaint.questions[3].requried",
            "docs/questionnaire.md",
        ),
        ("a list", full(|p| p["complaint"] = json!([])), "$.complaint", "docs/questionnaire.md"),
        (
            "an over-long text",
            form(|form| form["questions"][3]["text"]["zh-TW"] = json!(long)),
            "$.complaint.questions[3].text.zh-TW",
            "within 240",
        ),
        (
            "an over-long label",
            form(|form| form["questions"][1]["options"][0]["label"]["en"] = json!("x".repeat(241))),
            "$.complaint.questions[1].options[0].label.en",
            "within 240",
        ),
        (
            "a missing translation",
            form(|form| remove(&mut form["questions"][4]["options"][2]["label"], "zh-CN")),
            "$.complaint.questions[4].options[2].label.zh-CN",
            "take zh-CN out of $.languages",
        ),
        (
            "words of no length",
            form(|form| form["questions"][3]["max"] = json!(0)),
            "$.complaint.questions[3].max",
            "Write 1 to 2000",
        ),
        (
            "the same question twice",
            form(|form| form["questions"][3]["id"] = json!("drivable")),
            "$.complaint.questions[3].id",
            "its own id",
        ),
        (
            "a stage that is not there",
            form(|form| form["questions"][3]["stage"] = json!("complaint")),
            "$.complaint.questions[3].stage",
            "$.stages",
        ),
        (
            "nothing says when",
            form(|form| remove(&mut form["questions"][3], "required")),
            "$.complaint.questions[3]",
            "`required: true`",
        ),
    ]);
}

#[test]
fn a_form_looks_only_at_its_own_earlier_questions() {
    let earlier = "Name a question that comes earlier";
    refused(vec![
        (
            "itself",
            form(|form| form["questions"][1]["show_if"] = json!({ "answered": "drivable" })),
            "$.complaint.questions[1].show_if.answered",
            earlier,
        ),
        (
            "a later one",
            form(|form| form["questions"][1]["show_if"] = json!({ "answered": "story" })),
            "$.complaint.questions[1].show_if.answered",
            earlier,
        ),
        (
            "one of the survey",
            form(|form| form["questions"][1]["show_if"] = json!({ "answered": "overall" })),
            "$.complaint.questions[1].show_if.answered",
            earlier,
        ),
        (
            "an option that is not there",
            form(|form| form["questions"][1]["show_if"]["equals"]["value"] = json!("coffee")),
            "$.complaint.questions[1].show_if.equals.value",
            "Name one of its options",
        ),
        (
            "what no answers can meet",
            form(|form| {
                let both = ["fitting", "use"]
                    .map(|category| json!({ "equals": { "question": "about", "value": category } }));
                form["questions"][1]["show_if"] = json!({ "all": both });
            }),
            "$.complaint.questions[1].show_if",
            "Change the condition",
        ),
    ]);
}

#[test]
fn a_form_is_no_longer_than_a_survey() {
    let many = |n: usize| {
        form(|form| (0..n).for_each(|n| push(form, open(&format!("more{n}"), &json!({ "max": 100 })))))
    };
    refused(vec![("thirteen screens", many(8), "$.complaint.questions", "Keep 12 at most")]);
    let thousands = form(|form| form["questions"] = json!(vec![json!({}); 10_000]));
    told(&("10,000 questions", thousands, "$.complaint.questions", "Keep 1 to 100"));
}

/// A form has no budget of its own that somebody could raise.
#[test]
fn too_many_questions_of_a_form_are_told_where_they_can_be_mended() {
    let yes_no = json!({ "type": "yes_no" });
    let found = flaws(&full(|p| {
        let form = &mut p["complaint"];
        form["questions"].as_array_mut().unwrap().drain(1..3);
        (0..10).for_each(|n| push(form, open(&format!("more{n}"), &yes_no)));
    }));
    for flaw in found {
        assert_eq!(flaw.path, "$.complaint.questions", "{flaw}");
    }
}
