//! The table of bad packages.

use super::edits::{edited, flaws, push, question, remove};
use super::table::{refused, told};
use crate::support::{self, text};
use handover_domain::questionnaire::Package;
use serde_json::{Value, json};

fn show_if(id: &'static str, condition: Value) -> Value {
    edited(|p| question(p, id)["show_if"] = condition)
}

fn equals(id: &str, option: &str) -> Value {
    json!({ "equals": { "question": id, "value": option } })
}

#[test]
fn references_must_be_known_earlier_and_on_the_same_channel() {
    let earlier = "Name a question that comes earlier";
    let rating = "appointment_rating";
    refused(vec![
        (
            "later reference",
            edited(|p| {
                question(p, rating)["required"] = json!(true);
                question(p, rating)["show_if"] = equals("overall", "fair");
                p["budget"]["max"] = json!(4);
            }),
            "$.questions[1].show_if.equals.question",
            earlier,
        ),
        (
            "unknown reference",
            edited(|p| question(p, "overall")["show_if"] = equals("appointmant", "yes")),
            "$.questions[3].show_if.equals.question",
            earlier,
        ),
        (
            "itself",
            edited(|p| question(p, "comment")["show_if"] = json!({ "answered": "comment" })),
            "$.questions[4].show_if.answered",
            earlier,
        ),
        (
            "each other in a circle",
            edited(|p| {
                question(p, "appointment")["show_if"] = equals("appointment_rating", "fair");
            }),
            "$.questions[0].show_if.equals.question",
            earlier,
        ),
        (
            "deep within a condition",
            show_if(
                rating,
                json!({ "all": [equals("appointment", "yes"), { "any": [
                    { "not": equals("appointment", "no") },
                    { "not": { "at_least": { "question": "nowhere", "value": 1 } } }
                ] }] }),
            ),
            "$.questions[1].show_if.all[1].any[1].not.at_least.question",
            earlier,
        ),
        (
            "unknown option",
            show_if(rating, equals("appointment", "maybe")),
            "$.questions[1].show_if.equals.value",
            "Name one of its options",
        ),
        (
            "other channel",
            edited(|p| question(p, "appointment")["channels"] = json!(["phone", "letter"])),
            "$.questions[1].show_if.equals.question",
            "the same channels",
        ),
        (
            "nothing to compare",
            show_if(rating, json!({ "at_most": { "question": "appointment", "value": 60 } })),
            "$.questions[1].show_if.at_most.question",
            "`equals` or `answered`",
        ),
    ]);
}

#[test]
fn a_mistyped_gate_is_told_as_that_and_as_nothing_else() {
    let mistyped = show_if("appointment_rating", equals("appointmant", "yes"));
    let row = (
        "the only gate is unknown",
        mistyped,
        "$.questions[1].show_if.equals.question",
        "Name a question that comes earlier",
    );
    let found = told(&row);
    assert_eq!(found.len(), 1, "it has a gate, only mistyped, so nothing is to be added: {found:#?}");
}

#[test]
fn a_question_must_know_when_it_is_asked() {
    refused(vec![
        (
            "nothing says when",
            edited(|p| remove(question(p, "overall"), "required")),
            "$.questions[3]",
            "`required: true`, a `rotation_weight`, or a `show_if`",
        ),
        (
            "a condition that looks at nothing",
            show_if("appointment_rating", json!({ "all": [] })),
            "$.questions[1]",
            "`show_if` on its gate",
        ),
        (
            "zero rotation weight",
            edited(|p| question(p, "cleanliness")["rotation_weight"] = json!(0)),
            "$.questions[2].rotation_weight",
            "1 or more",
        ),
        (
            "required and rotating",
            edited(|p| question(p, "cleanliness")["required"] = json!(true)),
            "$.questions[2].rotation_weight",
            "not both",
        ),
        (
            "no channel",
            edited(|p| question(p, "overall")["channels"] = json!([])),
            "$.questions[3].channels",
            "kiosk, phone, letter",
        ),
        (
            "unknown stage",
            edited(|p| question(p, "overall")["stage"] = json!("everything")),
            "$.questions[3].stage",
            "$.stages",
        ),
    ]);
}

#[test]
fn ids_must_be_unique_where_they_are_looked_up() {
    let own = "its own id";
    refused(vec![
        (
            "question",
            edited(|p| question(p, "overall")["id"] = json!("cleanliness")),
            "$.questions[3].id",
            own,
        ),
        ("stage", edited(|p| push_stage(p, "overall")), "$.stages[3].id", own),
        ("level", edited(|p| p["levels"][3]["id"] = json!("fair")), "$.levels[3].id", own),
        (
            "option of yes/no",
            edited(|p| p["yes_no"].as_array_mut().unwrap().push(json!({ "id": "no", "label": text("No") }))),
            "$.yes_no[2].id",
            own,
        ),
        (
            "option of a question",
            edited(|p| {
                push(
                    p,
                    single(&json!([{ "id": "a", "label": text("A") }, { "id": "a", "label": text("B") }])),
                );
            }),
            "$.questions[5].options[1].id",
            own,
        ),
    ]);
}

fn push_stage(package: &mut Value, id: &str) {
    package["stages"].as_array_mut().unwrap().push(json!({ "id": id, "name": text("Again") }));
}

fn single(options: &Value) -> Value {
    json!({
        "id": "why", "type": "single", "stage": "overall", "channels": ["kiosk"], "rotation_weight": 1,
        "text": text("Why?"), "options": options
    })
}

#[test]
fn texts_must_be_there_in_every_language_and_fit_the_screen() {
    let add = "take en out of $.languages";
    let long = "字".repeat(241);
    refused(vec![
        ("title", edited(|p| remove(&mut p["title"], "en")), "$.title.en", add),
        ("stage", edited(|p| remove(&mut p["stages"][1]["name"], "en")), "$.stages[1].name.en", add),
        ("level", edited(|p| remove(&mut p["levels"][0]["label"], "en")), "$.levels[0].label.en", add),
        ("yes/no", edited(|p| remove(&mut p["yes_no"][1]["label"], "en")), "$.yes_no[1].label.en", add),
        (
            "question",
            edited(|p| remove(&mut question(p, "overall")["text"], "en")),
            "$.questions[3].text.en",
            add,
        ),
        (
            "help",
            edited(|p| remove(&mut question(p, "comment")["help"], "en")),
            "$.questions[4].help.en",
            add,
        ),
        (
            "empty translation",
            edited(|p| question(p, "overall")["text"]["zh-TW"] = json!(" \t\u{3000}")),
            "$.questions[3].text.zh-TW",
            "Write it",
        ),
        (
            "over-long text",
            edited(|p| question(p, "overall")["text"]["zh-CN"] = json!(long)),
            "$.questions[3].text.zh-CN",
            "within 240",
        ),
        ("no language", edited(|p| p["languages"] = json!([])), "$.languages", "zh-CN, zh-TW, en"),
        (
            "a language twice",
            edited(|p| p["languages"] = json!(["zh-CN", "en", "zh-CN"])),
            "$.languages[2]",
            "each language once",
        ),
    ]);
}

#[test]
fn the_budget_must_be_one_that_can_be_kept() {
    refused(vec![
        ("min above max", edited(|p| p["budget"] = json!({ "min": 3, "max": 2 })), "$.budget", "at most max"),
        ("min of none", edited(|p| p["budget"]["min"] = json!(0)), "$.budget", "at least 1"),
        ("more than eight", edited(|p| p["budget"]["max"] = json!(9)), "$.budget.max", "within 8"),
        (
            "a min that cannot be reached",
            edited(|p| p["budget"] = json!({ "min": 4, "max": 8 })),
            "$.budget.min",
            "Add questions, or lower it",
        ),
        (
            "more required than allowed",
            edited(|p| p["budget"] = json!({ "min": 1, "max": 1 })),
            "$.budget.max",
            "Let some rotate",
        ),
        (
            "no open question",
            edited(|p| drop(p["questions"].as_array_mut().unwrap().pop())),
            "$.questions",
            "`text` (Q1)",
        ),
        (
            "thirteen screens",
            edited(|p| {
                for n in 0..9 {
                    push(p, open(n));
                }
            }),
            "$.questions",
            "Keep 12 at most",
        ),
    ]);
}

fn open(n: usize) -> Value {
    json!({
        "id": format!("open{n}"), "type": "text", "stage": "overall", "channels": ["kiosk"], "required": true,
        "text": text("And?")
    })
}

#[test]
fn points_and_bounds_must_be_possible() {
    let options =
        json!([{ "id": "a", "label": text("A"), "points": 101 }, { "id": "b", "label": text("B") }]);
    refused(vec![
        ("level", edited(|p| p["levels"][0]["points"] = json!(101)), "$.levels[0].points", "within 100"),
        ("option", edited(|p| push(p, single(&options))), "$.questions[5].options[0].points", "within 100"),
        (
            "of one question",
            edited(|p| question(p, "overall")["points"] = json!({ "fair": 255 })),
            "$.questions[3].points.fair",
            "within 100",
        ),
        (
            "for an unknown option",
            edited(|p| question(p, "overall")["points"] = json!({ "fairly": 50 })),
            "$.questions[3].points.fairly",
            "one of its options",
        ),
        (
            "an unknown bad option",
            edited(|p| question(p, "appointment")["bad"] = json!(["no", "never"])),
            "$.questions[0].bad[1]",
            "one of its options",
        ),
        (
            "a number without bounds",
            edited(|p| push(p, number(&json!({})))),
            "$.questions[5].min",
            "min below max",
        ),
        (
            "a number without room",
            edited(|p| push(p, number(&json!({ "min": 3, "max": 3 })))),
            "$.questions[5].min",
            "min below max",
        ),
        (
            "bounds on a rating",
            edited(|p| question(p, "overall")["max"] = json!(3)),
            "$.questions[3].min",
            "Take min and max out",
        ),
        (
            "words of no length",
            edited(|p| question(p, "comment")["max"] = json!(0)),
            "$.questions[4].max",
            "Write 1 to 2000",
        ),
        (
            "words without end",
            edited(|p| question(p, "comment")["max"] = json!(3000)),
            "$.questions[4].max",
            "Write 1 to 2000",
        ),
        (
            "words of less than nothing",
            edited(|p| question(p, "comment")["max"] = json!(-1)),
            "$.questions[4].max",
            "Write 1 to 2000",
        ),
        (
            "words with a minimum",
            edited(|p| {
                question(p, "comment")["min"] = json!(1);
                question(p, "comment")["max"] = json!(10);
            }),
            "$.questions[4].min",
            "Take min and max out",
        ),
        (
            "options on a rating",
            edited(|p| question(p, "overall")["options"] = json!([{ "id": "a", "label": text("A") }])),
            "$.questions[3].options",
            "`single` or `multi`",
        ),
        (
            "one option",
            edited(|p| push(p, single(&json!([{ "id": "a", "label": text("A") }])))),
            "$.questions[5].options",
            "2 to 12",
        ),
        ("yes without no", edited(|p| p["yes_no"][1]["id"] = json!("not")), "$.yes_no", "`yes` and `no`"),
    ]);
}

fn number(more: &Value) -> Value {
    let mut number = json!({
        "id": "minutes", "type": "number", "stage": "overall", "channels": ["kiosk"], "rotation_weight": 1,
        "text": text("How many minutes?")
    });
    number.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    number
}

#[test]
fn a_condition_that_no_answers_can_meet_is_told() {
    let never = "Change the condition";
    let path = "$.questions[1].show_if";
    let (yes, no) = (equals("appointment", "yes"), equals("appointment", "no"));
    refused(vec![
        ("yes and no", show_if("appointment_rating", json!({ "all": [yes, no] })), path, never),
        ("neither", show_if("appointment_rating", json!({ "not": { "any": [yes, no] } })), path, never),
        (
            "more than the most points",
            edited(|p| {
                question(p, "comment")["show_if"] =
                    json!({ "at_least": { "question": "overall", "value": 101 } });
            }),
            "$.questions[4].show_if",
            never,
        ),
        (
            "behind a gate that shut it out",
            edited(|p| {
                question(p, "overall")["show_if"] =
                    json!({ "all": [no, { "answered": "appointment_rating" }] });
            }),
            "$.questions[3].show_if",
            never,
        ),
    ]);
}

#[test]
fn numbers_of_things_are_bounded() {
    let many = edited(|p| {
        for n in 0..96 {
            push(
                p,
                json!({
                    "id": format!("q{n}"), "type": "rating", "stage": "overall", "channels": ["kiosk"],
                    "rotation_weight": 1, "text": text("?")
                }),
            );
        }
    });
    let options: Vec<Value> = (0..13).map(|n| json!({ "id": format!("o{n}"), "label": text("O") })).collect();
    refused(vec![
        ("101 questions", many, "$.questions", "Keep 1 to 100"),
        (
            "13 options",
            edited(|p| push(p, single(&json!(options)))),
            "$.questions[5].options",
            "Keep 2 to 12",
        ),
        ("an unknown format", edited(|p| p["format"] = json!(2)), "$.format", "Write 1"),
        ("version 0", edited(|p| p["version"] = json!(0)), "$.version", "Write 1"),
    ]);
    let none = flaws(&edited(|p| p["questions"] = json!([])));
    assert_eq!(none[0].path, "$.questions");
    let small = vec![json!({}); 10_000];
    told(&(
        "10,000 small questions",
        edited(|p| p["questions"] = json!(small)),
        "$.questions",
        "Keep 1 to 100",
    ));
}

#[test]
fn ten_thousand_questions_and_300_kilobytes_are_refused_before_they_are_read() {
    let question = json!({ "id": "q", "type": "text", "stage": "overall", "channels": [], "text": {} });
    let thousands = edited(|p| p["questions"] = json!(vec![question; 10_000]));
    let padded = edited(|p| p["title"]["en"] = json!("x".repeat(300 * 1024)));
    refused(vec![
        ("10,000 questions", thousands, "$", "within 262144 bytes"),
        ("300 KiB", padded, "$", "within 262144 bytes"),
    ]);
}

#[test]
fn all_flaws_are_named_at_once() {
    let package = edited(|p| {
        remove(&mut p["title"], "zh-TW");
        p["budget"]["max"] = json!(20);
        question(p, "overall")["stage"] = json!("nowhere");
    });
    let paths: Vec<String> = flaws(&package).into_iter().map(|flaw| flaw.path).collect();
    assert_eq!(paths, ["$.budget.max", "$.title.zh-TW", "$.questions[3].stage"]);
}

#[test]
fn what_is_not_a_package_at_all_is_refused_where_it_goes_wrong() {
    let mend = "docs/questionnaire.md";
    refused(vec![
        ("a list", json!([]), "$", mend),
        ("null", Value::Null, "$", mend),
        ("wrong type", edited(|p| p["version"] = json!("one")), "$.version", mend),
        (
            "wrong type deep inside",
            edited(|p| p["levels"][2]["points"] = json!([60])),
            "$.levels[2].points",
            mend,
        ),
        (
            "points beyond a byte",
            edited(|p| p["levels"][2]["points"] = json!(-1)),
            "$.levels[2].points",
            mend,
        ),
        (
            "unknown question type",
            edited(|p| question(p, "overall")["type"] = json!("stars")),
            "$.questions[3].type",
            mend,
        ),
        ("unknown language", edited(|p| p["languages"] = json!(["en", "tlh"])), "$.languages[1]", mend),
        (
            "an id with markup",
            edited(|p| question(p, "overall")["id"] = json!("<b>")),
            "$.questions[3].id",
            mend,
        ),
        (
            "unknown field",
            edited(|p| question(p, "overall")["requried"] = json!(true)),
            "$.questions[3].requried",
            mend,
        ),
    ]);
    let missing = flaws(&edited(|p| remove(p, "budget")));
    assert!(missing[0].problem.contains("budget"), "{}", missing[0]);
}

#[test]
fn a_member_given_twice_is_refused_and_not_half_read() {
    let once = r#""required": true,"#;
    let twice = support::SHORT.replacen(once, &format!("{once} {once}"), 1);
    let found = Package::load(twice.as_bytes()).expect_err("a member given twice");
    assert!(found[0].problem.contains("duplicate"), "{found:?}");
}

#[test]
fn bytes_that_are_no_json_are_refused() {
    let whole = support::SHORT.as_bytes();
    let behind = [whole, b"{}"].concat();
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let not = format!("{}{}", r#"{"not":"#.repeat(20_000), "}".repeat(20_000));
    let cases: [&[u8]; 8] = [
        b"",
        b"not json",
        b"\xff\xfe\x00",
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 3],
        &behind,
        &deep.as_bytes()[..200_000],
        not.as_bytes(),
    ];
    for bytes in cases {
        let found = Package::load(bytes).expect_err("no package");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].path.starts_with('$'), "{found:?}");
    }
}
