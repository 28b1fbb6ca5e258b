//! The table of questions that cannot play their role.

use super::edits::{flaws, full, push, question, remove};
use super::table::{refused, told};
use crate::support::{load, text};
use serde_json::{Value, json};

// In the full package: 0 appointment, 1 its rating, 2 cleanliness, 3 why, 4 overall, 5 why, 6 comment,
// 7 age, 8 region, 9 asked_for.

fn single(id: &str, role: &str) -> Value {
    json!({
        "id": id, "type": "single", "role": role, "stage": "overall", "channels": ["kiosk"],
        "text": text("?"), "options": [{ "id": "a", "label": text("A") }, { "id": "b", "label": text("B") }]
    })
}

fn bad(id: &str) -> Value {
    json!({ "at_most": { "question": id, "value": 60 } })
}

/// Puts a question behind the comment, before the groups.
fn before_the_groups(package: &mut Value, mut new: Value, more: &Value) {
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    package["questions"].as_array_mut().unwrap().insert(7, new);
}

#[test]
fn a_role_has_its_place() {
    let out = "Take the role out";
    refused(vec![
        (
            "how to be reached, in a survey",
            full(|p| before_the_groups(p, single("reach", "reach"), &json!({ "required": true }))),
            "$.questions[7].role",
            out,
        ),
        (
            "a reason in a form",
            full(|p| {
                let mut why = single("why", "reason");
                why["show_if"] = json!({ "equals": { "question": "about", "value": "other" } });
                p["complaint"]["questions"].as_array_mut().unwrap().push(why);
            }),
            "$.complaint.questions[5].role",
            out,
        ),
        (
            "a group in a form",
            full(|p| p["complaint"]["questions"].as_array_mut().unwrap().push(single("age", "group"))),
            "$.complaint.questions[5].role",
            out,
        ),
        (
            "influence in a form",
            full(|p| {
                let influence = p["questions"][9].clone();
                p["complaint"]["questions"].as_array_mut().unwrap().push(influence);
            }),
            "$.complaint.questions[5].role",
            out,
        ),
    ]);
    told(&(
        "what a complaint is about, in a survey",
        full(|p| before_the_groups(p, single("about", "category"), &json!({ "required": true }))),
        "$.questions[7].role",
        out,
    ));
    refused(vec![(
        "a role that nobody knows",
        full(|p| question(p, "age")["role"] = json!("groups")),
        "$.questions[7].role",
        "docs/questionnaire.md",
    )]);
}

#[test]
fn groups_come_behind_all_else_and_influence_last() {
    let behind = "Put groups behind all other questions";
    let required = json!({ "required": true });
    let text_behind = |p: &mut Value| {
        let mut last = question(p, "comment").clone();
        last["id"] = json!("last");
        push(p, last);
    };
    refused(vec![
        ("a question behind influence", full(text_behind), "$.questions[10].role", behind),
        (
            "a question behind a group",
            full(|p| {
                p["questions"].as_array_mut().unwrap().remove(9);
                text_behind(p);
            }),
            "$.questions[9].role",
            behind,
        ),
        (
            "a group behind influence",
            full(|p| p["questions"].as_array_mut().unwrap().swap(8, 9)),
            "$.questions[9].role",
            behind,
        ),
        (
            "a reason between groups",
            full(|p| {
                let mut why = single("why", "reason");
                why["show_if"] = bad("overall");
                p["questions"].as_array_mut().unwrap().insert(8, why);
            }),
            "$.questions[8].role",
            behind,
        ),
    ]);
    // A question in its place is none.
    load(&full(|p| before_the_groups(p, single("more", "ask"), &required)));
}

#[test]
fn there_are_only_so_many_of_a_role() {
    let fewer = "Keep fewer";
    let another = |p: &mut Value, id: &str, role: &str| {
        let questions = p["questions"].as_array_mut().unwrap();
        let at = questions.iter().rposition(|question| question["role"] == role).unwrap();
        let mut copy = questions[at].clone();
        copy["id"] = json!(id);
        questions.insert(at + 1, copy);
    };
    refused(vec![
        ("two about influence", full(|p| another(p, "again", "influence")), "$.questions", fewer),
        (
            "four groups",
            full(|p| {
                another(p, "third", "group");
                another(p, "fourth", "group");
            }),
            "$.questions",
            fewer,
        ),
        (
            "two categories",
            full(|p| {
                let mut copy = p["complaint"]["questions"][0].clone();
                copy["id"] = json!("again");
                p["complaint"]["questions"].as_array_mut().unwrap().push(copy);
            }),
            "$.complaint.questions",
            fewer,
        ),
        (
            "two ways to be reached",
            full(|p| {
                let mut copy = p["complaint"]["questions"][4].clone();
                copy["id"] = json!("again");
                p["complaint"]["questions"].as_array_mut().unwrap().push(copy);
            }),
            "$.complaint.questions",
            fewer,
        ),
    ]);
}

#[test]
fn a_role_goes_with_some_types_only() {
    let change = "Change its type or its role";
    let plain = |p: &mut Value, id: &str, kind: &str| {
        question(p, id)["type"] = json!(kind);
        question(p, id).as_object_mut().unwrap().remove("options");
    };
    refused(vec![
        (
            "a group of several options",
            full(|p| question(p, "age")["type"] = json!("multi")),
            "$.questions[7].type",
            change,
        ),
        ("a group in words", full(|p| plain(p, "age", "text")), "$.questions[7].type", change),
        ("influence in words", full(|p| plain(p, "asked_for", "text")), "$.questions[9].type", change),
        ("yes or no as a reason", full(|p| plain(p, "overall_why", "yes_no")), "$.questions[5].type", change),
        (
            "a category of several options",
            full(|p| p["complaint"]["questions"][0]["type"] = json!("multi")),
            "$.complaint.questions[0].type",
            change,
        ),
        (
            "several ways to be reached",
            full(|p| p["complaint"]["questions"][4]["type"] = json!("multi")),
            "$.complaint.questions[4].type",
            change,
        ),
    ]);
    told(&(
        "a rating as a reason",
        full(|p| plain(p, "overall_why", "rating")),
        "$.questions[5].type",
        change,
    ));
}

#[test]
fn a_reason_needs_something_to_be_the_reason_for() {
    refused(vec![
        (
            "a reason that is always asked",
            full(|p| {
                remove(question(p, "overall_why"), "show_if");
                question(p, "overall_why")["required"] = json!(true);
            }),
            "$.questions[5]",
            "`show_if` on a bad answer",
        ),
        (
            "a reason that comes in turns",
            full(|p| {
                remove(question(p, "overall_why"), "show_if");
                question(p, "overall_why")["rotation_weight"] = json!(1);
            }),
            "$.questions[5]",
            "`show_if` on a bad answer",
        ),
        (
            "a reason of which nothing says when",
            full(|p| remove(question(p, "overall_why"), "show_if")),
            "$.questions[5]",
            "`show_if` on its gate",
        ),
    ]);
}

#[test]
fn what_is_no_rating_carries_no_points() {
    let out = "Take the points out";
    refused(vec![
        (
            "a group with points",
            full(|p| question(p, "age")["options"][1]["points"] = json!(100)),
            "$.questions[7]",
            out,
        ),
        (
            "a group with points of its own",
            full(|p| question(p, "region")["points"] = json!({ "north": 0 })),
            "$.questions[8]",
            out,
        ),
        (
            "influence with points",
            full(|p| question(p, "asked_for")["points"] = json!({ "no": 100 })),
            "$.questions[9]",
            out,
        ),
    ]);
}

/// Reasons stay outside the score as they stay outside the budget: points on one would move the index of whoever
/// was unhappy enough to be asked.
#[test]
fn a_reason_carries_no_points() {
    told(&(
        "a reason with points",
        full(|p| question(p, "overall_why")["options"][0]["points"] = json!(0)),
        "$.questions[5]",
        "Take the points out",
    ));
}

#[test]
fn nothing_hangs_on_a_reason_a_group_or_influence() {
    let survey = "Let it hang on a question of the survey";
    refused(vec![
        (
            "on a reason",
            full(|p| question(p, "comment")["show_if"] = json!({ "answered": "overall_why" })),
            "$.questions[6].show_if.answered",
            survey,
        ),
        (
            "on an option of a reason",
            full(|p| {
                let price = json!({ "equals": { "question": "overall_why", "value": "price" } });
                question(p, "comment")["show_if"] = json!({ "all": [bad("overall"), { "not": price }] });
            }),
            "$.questions[6].show_if.all[1].not.equals.question",
            survey,
        ),
        (
            "on a group",
            full(|p| question(p, "region")["show_if"] = json!({ "answered": "age" })),
            "$.questions[8].show_if.answered",
            survey,
        ),
        (
            "on the way to be reached",
            full(|p| {
                let mut more = p["complaint"]["questions"][3].clone();
                more["id"] = json!("more");
                more["show_if"] = json!({ "answered": "reach" });
                p["complaint"]["questions"].as_array_mut().unwrap().push(more);
            }),
            "$.complaint.questions[5].show_if.answered",
            survey,
        ),
    ]);
    let circle =
        flaws(&full(|p| question(p, "overall_why")["show_if"] = json!({ "answered": "overall_why" })));
    assert_eq!(circle[0].path, "$.questions[5].show_if.answered");
}
