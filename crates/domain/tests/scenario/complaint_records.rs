//! What is kept of a complaint (`C1`), once and no more than was said.

use super::complaints::{raised, words};
use super::language::{attract, contact, receipt_of, survey};
use crate::support::{self, option};
use handover_domain::answer::Value;
use handover_domain::complaint::{Category, Department, Severity};
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::record::Origin;
use handover_domain::session::{Draft, Event, Filed, SaveProblem, What};
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Visit;

#[test]
fn the_origin_is_the_survey_and_the_question_on_which_the_customer_complained() {
    let asked = survey("full").answer("appointment", "no");
    let record = asked.asked().record();
    let complaint = asked.complain().form_alone();
    let origin = Some(Origin { record, question: Some(support::question("cleanliness")) });
    assert_eq!(complaint.draft().answers.origin, origin);
    let both = complaint.saved().tell(Event::Finished).leave().tell(Event::LeaveKeeping);
    assert_eq!(both.drafts()[1].record, record, "the survey goes on under the same id");
}

#[test]
fn after_the_thank_you_the_origin_is_the_survey_alone() {
    let offered = raised();
    let record = offered.draft().record;
    assert_eq!(offered.thanks().record, Some(record));
    let complaint = offered.complain().form_alone();
    assert_eq!(complaint.drafts()[1].answers.origin, Some(Origin { record, question: None }));
}

#[test]
fn several_complaints_in_one_visit_each_have_a_record_of_their_own() {
    let first = survey("full").complain().form().contact("", "13800138000").saved().tell(Event::Finished);
    let second = first.answer("appointment", "no").complain().form_alone().saved().expect_receipts(2);
    let third = second.tell(Event::Finished).complain().form_alone().saved().expect_receipts(3);
    let survey = third
        .tell(Event::Finished)
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .groups(&[])
        .answer("asked_for", "skip")
        .saved();
    let survey = survey.expect_receipts(4).expect_screen("thanks");
    let mut records: Vec<_> = survey.drafts().iter().map(|draft| draft.record).collect();
    let questions: Vec<_> = survey.drafts()[..3]
        .iter()
        .map(|draft| draft.answers.origin.as_ref().unwrap().question.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(questions, ["appointment", "cleanliness", "cleanliness"]);
    records.sort_unstable();
    records.dedup();
    assert_eq!(records.len(), 4);
    let receipts = &survey.thanks().receipts;
    assert_eq!(receipts[0], receipt_of(survey.drafts()[0], 1), "the oldest first");
    let numbers: Vec<_> = receipts.iter().filter_map(|receipt| receipt.complaint.as_ref()).collect();
    assert_eq!(survey.thanks().complaint(), numbers.last().copied(), "the one recorded last");
}

#[test]
fn the_number_comes_with_the_place_in_the_journal_and_is_not_in_the_draft() {
    let complaint = survey("full").complain().form().contact("", "0912345678").expect_screen("saving");
    // Nothing else is in it: a member more does not compile here.
    let Draft { record: _, what, package: _, answers: _, text: _, contact: _ } = complaint.draft();
    let What::Complaint(Filed { category, department, severity }) = *what else { panic!("{what:?}") };
    assert_eq!(
        (category, department, severity),
        (Category::ProductQuality, Department::Service, Severity::Ordinary)
    );
    let recorded = complaint.saved();
    let number = recorded.thanks().complaint().unwrap().number.to_string();
    assert!(!format!("{:?}", recorded.draft()).contains(&number));
}

#[test]
fn whoever_answers_a_complaint_reads_the_whole_of_it_and_not_where_it_came_from() {
    let complaint = survey("full").complain().form().no_contact();
    let draft = complaint.draft();
    let text = draft.text.as_ref().unwrap();
    assert_eq!(text.answers, draft.answers.answers);
    assert!(draft.answers.origin.is_some());
    let record = draft.answers.origin.as_ref().unwrap().record.to_string();
    assert!(!text.to_json().contains("origin") && !text.to_json().contains(&record));
}

#[test]
fn a_complaint_without_words_still_says_what_was_chosen() {
    let complaint = survey("full").complain().answer("about", "sales").answer("story", "  ");
    let complaint = complaint.answer("reach", "none");
    let text = complaint.draft().text.as_ref().unwrap();
    assert_eq!((text.comments.len(), text.answers.len()), (0, 3));
}

#[test]
fn words_of_a_complaint_are_kept_up_to_what_the_form_takes() {
    let complaint = survey("full").complain().answer("about", "other").answer("story", &"好".repeat(3000));
    let complaint = complaint.answer("reach", "none");
    assert_eq!(words(complaint.draft())[0].chars().count(), 500);
}

#[test]
fn what_could_mislead_goes_and_everything_else_is_kept_as_it_was_written() {
    let story = "<script>alert(1)</script>\u{0}\r\n=HYPERLINK(\"x\")\u{202e}👍";
    let told = survey("full").complain().answer("about", "other").answer("story", story);
    let told = told.answer("reach", "daytime").contact("\u{2066}王\u{0}敏", "138-0013-8000");
    assert_eq!(words(told.draft()), ["<script>alert(1)</script>\n=HYPERLINK(\"x\")👍"]);
    assert_eq!(told.draft().contact.as_ref().unwrap().name, "王敏");
}

#[test]
fn the_handover_is_told_in_the_complaint() {
    let info = VisitInfo {
        visit: Some(Visit::Service),
        order: Some(OrderRef::new("RO-1001").unwrap()),
        advisor: Some(AdvisorId::new("a1").unwrap()),
    };
    let started = || attract("full").visit(info.clone());
    let from_attract = started().complain().tell(Event::Agreed).form_alone();
    let from_survey = started().begin().complain().form_alone();
    for complaint in [from_attract, from_survey] {
        let answers = &complaint.draft().answers;
        assert_eq!((&answers.order, &answers.advisor), (&info.order, &info.advisor));
    }
}

#[test]
fn a_complaint_that_could_not_be_written_is_tried_again_with_the_same_id() {
    for problem in [SaveProblem::Full, SaveProblem::Failed, SaveProblem::Unconfirmed] {
        let failed = survey("full").answer("appointment", "no").complain().form().no_contact();
        let again = failed.not_saved(problem).tell(Event::TryAgain).tell(Event::TryAgain);
        let [first, second] = again.drafts()[..] else { panic!("{:?}", again.drafts()) };
        assert!(std::ptr::eq(first, second), "the same record, and no copy of it");
        let back = again.saved().expect_screen("recorded").tell(Event::Finished);
        back.expect("cleanliness").expect_answer("appointment", Some("no"));
    }
}

#[test]
fn a_complaint_sent_twice_is_recorded_once() {
    let twice = survey("full").complain().form().contact("", "13800138000");
    let twice = twice.tell(Event::ContactGiven(contact("", "13900139000"))).tell(Event::NoContact);
    assert_eq!(twice.draft().contact.as_ref().unwrap().phone, "+8613800138000");
    let ended = survey("full").complain().form_alone();
    let ended = ended.tell(Event::Answered(Value::Choice(option("evening"))));
    assert_eq!(ended.drafts().len(), 1);
}

#[test]
fn a_customer_who_gives_up_on_a_complaint_that_cannot_be_written_is_not_thanked() {
    let failed = attract("full").complain().tell(Event::Agreed).form_alone().not_saved(SaveProblem::Full);
    failed.tell(Event::LeaveDeleting).expect_screen("attract");
}
