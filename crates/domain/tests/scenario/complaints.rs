//! Complaints (`C1`): from wherever the customer is, and back there.

use super::language::{Scenario, attract, contact, filed, outcome, survey, told};
use handover_domain::complaint::Severity;
use handover_domain::language::Language;
use handover_domain::record::Outcome;
use handover_domain::session::{Draft, Event};

impl Scenario {
    /// Fills in the form, up to the contact screen.
    pub(super) fn form(self) -> Scenario {
        self.answer("about", "product_quality")
            .answer("drivable", "hardly")
            .answer("story", "刹车有异响")
            .answer("reach", "daytime")
            .expect_screen("contact")
    }

    /// Fills in the form and wants no contact.
    pub(super) fn form_alone(self) -> Scenario {
        self.answer("about", "other").answer("story", "words").answer("reach", "none").expect_screen("saving")
    }
}

/// A customer who has found something bad and sent the survey.
pub(super) fn raised() -> Scenario {
    survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "dissatisfied")
        .answer("cleanliness_why", "dirty")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .groups(&[])
        .answer("asked_for", "skip")
        .saved()
        .expect_screen("thanks")
}

pub(super) fn words(draft: &Draft) -> Vec<&str> {
    draft.text.iter().flat_map(|text| &text.comments).map(|comment| &*comment.text).collect()
}

#[test]
fn from_the_attract_screen_the_notice_comes_first_and_the_attract_screen_last() {
    let thanked = attract("full")
        .complain()
        .expect_screen("consent")
        .tell(Event::Agreed)
        .expect_screen("complaint")
        .form()
        .contact("王敏", "138 0013 8000")
        .expect_screen("saving")
        .saved()
        .expect_screen("thanks")
        .expect_receipts(1)
        .expect_offer(false);
    assert!(thanked.thanks().complaint().is_some_and(|complaint| complaint.contact));
    let over = thanked.tell(Event::Finished).expect_screen("attract");
    let draft = over.draft();
    assert_eq!(told(draft), "about=product_quality drivable=hardly story=written reach=daytime");
    assert_eq!(words(draft), ["刹车有异响"]);
    assert_eq!(draft.contact, Some(contact("王敏", "+8613800138000")));
    assert_eq!(draft.answers.origin, None);
}

#[test]
fn no_complaint_is_taken_without_the_notice() {
    for refusal in [Event::Declined, Event::Back] {
        let back = attract("full").complain().tell(refusal).expect_screen("attract").expect_nothing_kept();
        back.begin().expect("appointment");
    }
}

#[test]
fn a_complaint_is_taken_down_in_the_language_that_was_chosen_with_it() {
    let told = attract("full").tell(Event::Complain(Language::ZhTw)).tell(Event::Agreed);
    assert_eq!(told.session.language, Language::ZhTw);
    assert_eq!(told.form_alone().draft().answers.language, Language::ZhTw);
}

#[test]
fn where_no_package_has_a_form_there_are_no_complaints() {
    attract("short").complain().expect_screen("attract");
    survey("short").complain().expect_screen("asking");
}

#[test]
fn from_a_question_the_customer_comes_back_to_it_with_every_answer() {
    let recorded = survey("full")
        .answer("appointment", "yes")
        .answer("appointment_rating", "satisfied")
        .answer("cleanliness", "satisfied")
        .back()
        .complain()
        .expect_screen("complaint")
        .form_alone()
        .saved()
        .expect_screen("recorded")
        .expect_receipts(1);
    let back = recorded
        .tell(Event::Finished)
        .expect("cleanliness")
        .expect_given(Some("satisfied"))
        .expect_answer("appointment", Some("yes"))
        .expect_answer("appointment_rating", Some("satisfied"));
    let whole = back
        .answer("cleanliness", "satisfied")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .groups(&[])
        .answer("asked_for", "skip")
        .saved()
        .expect_screen("thanks")
        .expect_receipts(2);
    let [complaint, survey] = whole.drafts()[..] else { panic!("{:?}", whole.drafts()) };
    assert_eq!(outcome(survey), Outcome::Completed);
    assert!(told(survey).starts_with("appointment=yes appointment_rating=satisfied cleanliness=satisfied"));
    assert_ne!(complaint.record, survey.record);
}

#[test]
fn the_time_of_the_complaint_is_not_counted_as_time_on_the_question() {
    let recorded = survey("full").complain().form_alone().saved().tell(Event::Finished);
    let given_up = survey("full").complain().answer("about", "other").back().back();
    for back in [recorded, given_up] {
        let kept = back.answer("appointment", "no").leave().tell(Event::LeaveKeeping);
        assert_eq!(kept.drafts().last().unwrap().answers.answers[0].ms, 1000);
    }
}

#[test]
fn back_from_the_first_question_of_the_form_returns_to_where_the_customer_was() {
    attract("full").complain().tell(Event::Agreed).back().expect_screen("attract");
    survey("full")
        .answer("appointment", "yes")
        .complain()
        .answer("about", "other")
        .back()
        .expect("about")
        .back()
        .expect("appointment_rating")
        .expect_answer("appointment", Some("yes"))
        .expect_nothing_kept();
    raised().complain().back().expect_screen("thanks").expect_offer(true).expect_receipts(1);
}

#[test]
fn a_complaint_that_was_given_up_does_not_come_back_with_the_next_one() {
    let anew = survey("full").complain().answer("about", "other").back().back().complain();
    anew.expect("about").expect_given(None);
}

#[test]
fn after_something_bad_the_thank_you_offers_to_take_a_complaint_down_once() {
    let thanked = raised().expect_raised(true).expect_offer(true).complain().expect_screen("complaint");
    let thanked = thanked.form().no_contact().saved().expect_screen("thanks").expect_receipts(2);
    thanked.expect_offer(false).expect_raised(true).tell(Event::Finished).expect_screen("attract");
}

#[test]
fn where_nothing_was_bad_or_a_complaint_was_recorded_already_none_is_offered() {
    let satisfied = |scenario: Scenario| {
        scenario
            .answer("appointment", "no")
            .answer("cleanliness", "satisfied")
            .answer("overall", "very_satisfied")
            .answer("comment", "words")
            .groups(&[])
            .answer("asked_for", "no")
            .saved()
    };
    satisfied(survey("full")).expect_raised(false).expect_offer(false);
    let complained = survey("full").complain().form_alone().saved().tell(Event::Finished);
    let bad = complained
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .answer("cleanliness_why", "skip")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .groups(&[])
        .answer("asked_for", "skip")
        .saved();
    bad.expect_raised(true).expect_offer(false).expect_receipts(2);
}

#[test]
fn whoever_wants_no_contact_is_not_asked_how_to_be_reached() {
    let complaint = survey("full").complain();
    let complaint = complaint.answer("about", "other").answer("story", "words").answer("reach", "none");
    assert_eq!(complaint.expect_screen("saving").draft().contact, None);
}

#[test]
fn refusing_contact_never_stops_a_complaint() {
    let refused = survey("full").complain().form().no_contact().expect_screen("saving");
    assert_eq!(refused.draft().contact, None);
    assert_eq!(filed(refused.draft()).severity, Severity::Ordinary, "nor makes it lighter");
    let recorded = refused.saved().expect_screen("recorded");
    assert!(recorded.thanks().complaint().is_some_and(|complaint| !complaint.contact));
}

#[test]
fn back_from_the_contact_screen_leads_to_the_last_question_and_forth_again() {
    let back = attract("full").complain().tell(Event::Agreed).form().back().expect("reach");
    let forth = back.expect_given(Some("daytime")).answer("reach", "evening").expect_screen("contact");
    forth.clone().back().answer("reach", "none").expect_screen("saving");
    let draft = forth.no_contact();
    assert!(told(draft.draft()).ends_with("reach=evening"));
}

#[test]
fn leaving_a_complaint_keeps_nothing_of_it_but_the_answers_of_the_survey() {
    let begun = survey("full").answer("appointment", "yes").complain().answer("about", "other");
    let begun = begun.answer("story", "a secret").expect("reach");
    let kept = begun.clone().leave().tell(Event::LeaveKeeping).expect_screen("saving");
    assert_eq!(told(kept.draft()), "appointment=yes appointment_rating=");
    assert_eq!(outcome(kept.draft()), Outcome::Partial);
    assert!(!format!("{:?}", kept.draft()).contains("a secret"));
    kept.saved().expect_screen("attract");
    begun.clone().leave().tell(Event::LeaveDeleting).expect_screen("attract").expect_nothing_kept();
    begun.leave().tell(Event::Stay).expect("reach").expect_answer("about", Some("other"));
}

#[test]
fn leaving_a_complaint_that_began_elsewhere_keeps_nothing_more() {
    for way in [Event::LeaveKeeping, Event::LeaveDeleting] {
        let alone = attract("full").complain().tell(Event::Agreed).answer("about", "other").leave();
        alone.tell(way.clone()).expect_screen("attract").expect_nothing_kept();
        let after = raised().complain().form().leave().tell(way).expect_screen("attract");
        assert_eq!(after.drafts().len(), 1, "the survey was recorded before");
    }
}

#[test]
fn a_survey_left_after_its_complaint_was_recorded_is_kept_in_part() {
    let recorded = survey("full").answer("appointment", "no").complain().form_alone().saved();
    let left = recorded.tell(Event::Finished).leave().tell(Event::LeaveKeeping).expect_screen("saving");
    assert_eq!(outcome(left.drafts()[1]), Outcome::Partial);
    left.saved().expect_screen("attract");
}

#[test]
fn back_from_the_first_question_asks_whether_to_leave_once_a_complaint_was_recorded() {
    let recorded = survey("full").complain().form_alone().saved().tell(Event::Finished);
    recorded.expect("appointment").back().expect_screen("leaving");
}
