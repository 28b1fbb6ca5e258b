//! Leaving midway: kept in part, or not at all.

use super::language::{Scenario, attract, outcome, survey, tablet, told};
use crate::support::{self, text};
use handover_domain::answer::Value;
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::record::Outcome;
use handover_domain::session::{Event, Kiosk, State};
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Visit;
use serde_json::{Value as Json, json};

#[test]
fn leaving_and_keeping_makes_a_partial_record_without_words() {
    let left = survey("short")
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .leave()
        .tell(Event::LeaveKeeping)
        .expect_screen("saving");
    let draft = left.draft();
    assert_eq!(outcome(draft), Outcome::Partial);
    assert_eq!(told(draft), "appointment=no cleanliness=fair overall=");
    assert_eq!(draft.text, None);
    left.saved().expect_screen("attract");
}

#[test]
fn words_typed_before_leaving_are_not_in_a_partial_record() {
    // In the bank, `comment` is not the last question.
    let mut scenario = survey("bank").answer("appointment", "no");
    while scenario.asked().question().id.as_str() != "closing" {
        let question = scenario.asked().question().clone();
        scenario = match question.id.as_str() {
            "comment" => scenario.answer("comment", "a secret"),
            _ => scenario.tell(Event::Answered(crate::properties::some_answer(&question))),
        };
    }
    let left = scenario.leave().tell(Event::LeaveKeeping);
    let draft = left.draft();
    assert_eq!((outcome(draft), &draft.text), (Outcome::Partial, &None));
    assert!(!format!("{draft:?}").contains("a secret"));
    assert!(
        told(draft).contains(" comment= "),
        "asked, and not told whether there were words: {}",
        told(draft)
    );
    assert!(!draft.answers.answers.iter().any(|answer| answer.value == Value::Written));
}

/// A customer before the first question of the short package with this one put in somewhere.
fn survey_with(question: &Json, at: usize) -> Scenario {
    let mut package = support::short();
    package["questions"].as_array_mut().unwrap().insert(at, question.clone());
    tablet().tell(Event::Started(Some(support::kiosk(&package, 1)))).begin()
}

fn open_question(id: &str, more: &Json) -> Json {
    let mut question = json!({
        "id": id, "type": "text", "stage": "overall", "channels": ["kiosk"], "text": text(id)
    });
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    question
}

#[test]
fn going_back_before_leaving_loses_nothing_that_was_chosen() {
    let back = survey("short")
        .answer("appointment", "yes")
        .answer("appointment_rating", "fair")
        .answer("cleanliness", "satisfied")
        .back()
        .back()
        .back()
        .expect("appointment")
        .leave()
        .tell(Event::LeaveKeeping);
    assert_eq!(told(back.draft()), "appointment=yes appointment_rating=fair cleanliness=satisfied overall=");
}

#[test]
fn a_branch_taken_after_going_back_keeps_what_was_chosen_behind_it() {
    let other = survey("short")
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .back()
        .back()
        .answer("appointment", "yes")
        .expect("appointment_rating")
        .leave()
        .tell(Event::LeaveKeeping);
    assert_eq!(told(other.draft()), "appointment=yes appointment_rating= cleanliness=fair overall=");
}

#[test]
fn a_question_that_never_came_up_was_not_asked() {
    let late = open_question(
        "late",
        &json!({ "show_if": { "equals": { "question": "appointment", "value": "yes" } } }),
    );
    let other = survey_with(&late, 3)
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .back()
        .back()
        .answer("appointment", "yes")
        .expect("appointment_rating")
        .leave()
        .tell(Event::LeaveKeeping);
    assert_eq!(told(other.draft()), "appointment=yes appointment_rating= cleanliness=fair overall=");
}

#[test]
fn with_nothing_but_words_or_skipped_questions_there_is_nothing_to_keep() {
    let first = open_question("first", &json!({ "required": true }));
    for answer in ["words", "skip"] {
        let leaving = survey_with(&first, 0).answer("first", answer).leave();
        assert!(!leaving.asked().has_answers());
        leaving.tell(Event::LeaveKeeping).expect_screen("attract").expect_nothing_kept();
    }
}

#[test]
fn that_something_does_not_apply_is_a_choice_and_is_kept() {
    let rating = json!({ "type": "rating", "required": true, "not_applicable": true });
    let left = survey_with(&open_question("first", &rating), 0)
        .answer("first", "n/a")
        .leave()
        .tell(Event::LeaveKeeping);
    assert_eq!(told(left.draft()), "first=n/a appointment=");
}

#[test]
fn leaving_and_deleting_keeps_nothing() {
    survey("short")
        .answer("appointment", "yes")
        .leave()
        .tell(Event::LeaveDeleting)
        .expect_screen("attract")
        .expect_nothing_kept()
        .begin()
        .expect("appointment")
        .expect_given(None);
}

#[test]
fn leaving_before_any_answer_keeps_nothing_either_way() {
    for way in [Event::LeaveKeeping, Event::LeaveDeleting] {
        survey("short").leave().tell(way).expect_screen("attract").expect_nothing_kept();
    }
}

#[test]
fn staying_returns_to_the_same_question_with_its_answer() {
    for stay in [Event::Stay, Event::Back] {
        survey("short")
            .answer("appointment", "no")
            .back()
            .leave()
            .tell(stay)
            .expect("appointment")
            .expect_given(Some("no"));
    }
}

#[test]
fn declining_the_notice_keeps_nothing_but_the_handover() {
    let info = VisitInfo {
        visit: Some(Visit::Service),
        order: Some(OrderRef::new("RO-1001").unwrap()),
        advisor: Some(AdvisorId::new("a1").unwrap()),
    };
    for refusal in [Event::Declined, Event::Back] {
        let declined = attract("short")
            .visit(info.clone())
            .tell(Event::Start(handover_domain::language::Language::En))
            .tell(refusal)
            .expect_screen("attract")
            .expect_nothing_kept();
        assert!(matches!(&declined.session.state, State::Attract(attract) if attract.info == info));
    }
}

#[test]
fn the_handover_of_one_customer_is_in_their_record_and_not_in_the_next() {
    let info = VisitInfo {
        visit: Some(Visit::Service),
        order: Some(OrderRef::new("RO-1001").unwrap()),
        advisor: Some(AdvisorId::new("a1").unwrap()),
    };
    let first = attract("short")
        .visit(info.clone())
        .begin()
        .answer("appointment", "no")
        .leave()
        .tell(Event::LeaveKeeping);
    assert_eq!(first.draft().answers.order, info.order);
    assert_eq!(first.draft().answers.advisor, info.advisor);
    let both = first.saved().begin().answer("appointment", "no").leave().tell(Event::LeaveKeeping);
    let second = both.drafts()[1];
    assert_eq!((&second.answers.order, &second.answers.advisor), (&None, &None));
    assert_ne!(second.record, both.drafts()[0].record);
}

#[test]
fn a_visit_without_a_questionnaire_cannot_begin() {
    let delivery = VisitInfo { visit: Some(Visit::Delivery), ..VisitInfo::default() };
    attract("short")
        .visit(delivery)
        .tell(Event::Start(handover_domain::language::Language::En))
        .tell(Event::Agreed)
        .expect_screen("attract")
        .expect_nothing_kept();
}

#[test]
fn a_questionnaire_for_the_phone_alone_is_none_on_a_tablet() {
    let mut phone = support::short();
    for question in phone["questions"].as_array_mut().unwrap() {
        question["channels"] = json!(["phone", "letter"]);
    }
    let alone = support::kiosk(&phone, 1);
    assert_eq!((alone.package(None), alone.package(Some(Visit::Service))), (None, None));
    tablet()
        .tell(Event::Started(Some(alone)))
        .expect_screen("attract")
        .tell(Event::Start(handover_domain::language::Language::En))
        .tell(Event::Agreed)
        .expect_screen("attract");
    let both = Kiosk::new(support::config(&[&phone, &support::short()], 1)).unwrap();
    let asked = both.package(Some(Visit::Service)).unwrap();
    assert_eq!(asked.reference, support::load(&support::short()).reference, "the one with questions for it");
}
