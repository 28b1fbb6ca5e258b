//! Leaving midway: kept in part, or not at all.

use super::language::{attract, survey, told};
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::questionnaire::Visit;
use handover_domain::record::Outcome;
use handover_domain::session::{Event, State};
use handover_domain::survey::VisitInfo;

#[test]
fn leaving_and_keeping_makes_a_partial_record_without_words() {
    let left = survey("service")
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .leave()
        .tell(Event::LeaveKeeping)
        .expect_screen("saving");
    let draft = left.draft();
    assert_eq!(draft.outcome, Outcome::Partial);
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
    assert_eq!((draft.outcome, &draft.text), (Outcome::Partial, &None));
    assert!(!format!("{draft:?}").contains("a secret"));
}

#[test]
fn leaving_and_deleting_keeps_nothing() {
    survey("service")
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
        survey("service").leave().tell(way).expect_screen("attract").expect_nothing_kept();
    }
}

#[test]
fn staying_returns_to_the_same_question_with_its_answer() {
    for stay in [Event::Stay, Event::Back] {
        survey("service")
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
        let declined = attract("service")
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
    let first = attract("service")
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
    attract("service")
        .visit(delivery)
        .tell(Event::Start(handover_domain::language::Language::En))
        .tell(Event::Agreed)
        .expect_screen("attract")
        .expect_nothing_kept();
}
