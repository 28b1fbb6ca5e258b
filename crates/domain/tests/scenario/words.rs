//! What customers write, and answers a question does not take.

use super::language::{Scenario, survey};
use crate::support::{option, question};
use handover_domain::answer::{MAX_TEXT, Value};
use handover_domain::language::Language;
use handover_domain::session::{Event, State};

fn at_the_comment() -> Scenario {
    survey("short").answer("appointment", "no").answer("cleanliness", "n/a").answer("overall", "fair")
}

fn kept(words: &str) -> Option<String> {
    let said = at_the_comment().answer("comment", words);
    said.draft().text.as_ref().map(|text| text.comments[0].text.clone())
}

#[test]
fn words_are_kept_as_written_but_for_what_could_mislead() {
    assert_eq!(kept("<script>alert('!')</script>").as_deref(), Some("<script>alert('!')</script>"));
    assert_eq!(kept("=HYPERLINK(\"x\")").as_deref(), Some("=HYPERLINK(\"x\")"));
    assert_eq!(kept("a\u{0}b\u{7}c\u{202e}d\u{2066}e").as_deref(), Some("abcde"));
    assert_eq!(kept("第一行\r\n\t第二行").as_deref(), Some("第一行\n\t第二行"));
    assert_eq!(kept("  around  ").as_deref(), Some("around"));
    assert_eq!(kept(&format!("{}好", " ".repeat(MAX_TEXT))).as_deref(), Some("好"));
    assert_eq!(kept(&"好".repeat(1 << 20)).map(|text| text.chars().count()), Some(MAX_TEXT));
}

#[test]
fn words_of_nothing_count_as_skipped() {
    for nothing in ["", "   ", "\n\t", "\u{0}\u{202e}"] {
        let said = at_the_comment().answer("comment", nothing);
        let draft = said.draft();
        assert_eq!(draft.text, None);
        assert_eq!(draft.answers.answers.last().unwrap().value, Value::Skipped);
    }
}

#[test]
fn the_words_themselves_are_never_in_the_answers_part() {
    let said = at_the_comment().answer("comment", "a secret");
    let answers = serde_json::to_string(&said.draft().answers).unwrap();
    assert!(!answers.contains("a secret"));
    assert!(answers.contains(r#"{"question":"comment","value":"written","ms":1000}"#), "{answers}");
}

#[test]
fn an_answer_that_does_not_fit_its_question_changes_nothing() {
    let foreign = [
        Value::Choice(option("very_satisfied")),
        Value::Choice(option("perhaps")),
        Value::Choices(vec![option("yes")]),
        Value::Number(1),
        Value::Text("yes".into()),
        Value::Written,
        Value::NotApplicable,
        Value::Skipped,
    ];
    survey("short").expect("appointment").expect_unmoved_by(foreign.map(Event::Answered));
    at_the_comment().expect_unmoved_by(
        [Value::Written, Value::Choice(option("yes")), Value::Number(0), Value::NotApplicable]
            .map(Event::Answered),
    );
}

#[test]
fn the_record_names_the_language_of_the_last_question_shown() {
    let said = at_the_comment().tell(Event::LanguageChosen(Language::ZhTw)).answer("comment", "好");
    assert_eq!(said.draft().answers.language, Language::ZhTw);
}

#[test]
fn a_change_of_language_keeps_question_and_answers() {
    let there = survey("short").answer("appointment", "no").back();
    let changed =
        there.tell(Event::LanguageChosen(Language::ZhCn)).expect("appointment").expect_given(Some("no"));
    let State::Asking(asking) = &changed.session.state else { panic!() };
    let text = asking.survey.package().question(&question("appointment")).unwrap().text.clone();
    assert_eq!(text.get(changed.session.language), "这次来店之前，您预约过吗？");
}
