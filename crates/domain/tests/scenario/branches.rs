//! Every branch of the short package, and what becomes of one that is left.

use super::language::{outcome, survey, told};
use crate::support;
use handover_domain::record::Outcome;
use handover_domain::session::Event;

#[test]
fn with_an_appointment_its_rating_is_asked() {
    let told_all = survey("short")
        .expect_progress(1, 4)
        .answer("appointment", "yes")
        .expect_progress(2, 5)
        .answer("appointment_rating", "fair")
        .answer("cleanliness", "satisfied")
        .answer("overall", "very_satisfied")
        .expect_progress(5, 5)
        .answer("comment", "谢谢");
    let draft = told_all.draft();
    assert_eq!(
        told(draft),
        "appointment=yes appointment_rating=fair cleanliness=satisfied overall=very_satisfied comment=written"
    );
    assert_eq!(outcome(draft), Outcome::Completed);
    assert_eq!(draft.text.as_ref().unwrap().comments[0].text, "谢谢");
}

#[test]
fn without_an_appointment_its_rating_is_never_asked() {
    let told_all = survey("short")
        .answer("appointment", "no")
        .expect_progress(2, 4)
        .answer("cleanliness", "n/a")
        .answer("overall", "dissatisfied")
        .answer("comment", "skip");
    let draft = told_all.draft();
    assert_eq!(told(draft), "appointment=no cleanliness=n/a overall=dissatisfied comment=skip");
    assert_eq!(draft.text, None);
}

#[test]
fn every_combination_of_answers_reaches_the_end() {
    let levels = ["very_satisfied", "satisfied", "fair", "dissatisfied"];
    let mut paths = 0;
    for gate in ["yes", "no"] {
        for rating in if gate == "yes" { &levels[..] } else { &[""] } {
            for cleanliness in levels.iter().chain(&["n/a"]) {
                for overall in levels {
                    for comment in ["words", "skip", "   "] {
                        let mut scenario = survey("short").answer("appointment", gate);
                        if gate == "yes" {
                            scenario = scenario.answer("appointment_rating", rating);
                        }
                        let scenario = scenario
                            .answer("cleanliness", cleanliness)
                            .answer("overall", overall)
                            .answer("comment", comment)
                            .expect_screen("saving");
                        let draft = scenario.draft();
                        assert_eq!(draft.answers.asked.len(), if gate == "yes" { 5 } else { 4 });
                        assert_eq!(draft.answers.answers.len(), draft.answers.asked.len());
                        assert_eq!(draft.text.is_some(), comment == "words");
                        paths += 1;
                    }
                }
            }
        }
    }
    assert_eq!(paths, (4 + 1) * 5 * 4 * 3);
}

#[test]
fn changing_the_gate_decides_the_branch_anew_and_drops_what_was_left() {
    let told_all = survey("short")
        .answer("appointment", "yes")
        .answer("appointment_rating", "dissatisfied")
        .expect("cleanliness")
        .back()
        .expect("appointment_rating")
        .expect_given(Some("dissatisfied"))
        .back()
        .expect("appointment")
        .expect_given(Some("yes"))
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .answer("overall", "fair")
        .answer("comment", "skip");
    assert_eq!(told(told_all.draft()), "appointment=no cleanliness=fair overall=fair comment=skip");
}

#[test]
fn a_dropped_answer_does_not_come_back_with_its_branch() {
    survey("short")
        .answer("appointment", "yes")
        .answer("appointment_rating", "dissatisfied")
        .back()
        .back()
        .answer("appointment", "no")
        .expect("cleanliness")
        .back()
        .answer("appointment", "yes")
        .expect("appointment_rating")
        .expect_given(None);
}

#[test]
fn answers_behind_an_unchanged_gate_stay() {
    survey("short")
        .answer("appointment", "yes")
        .answer("appointment_rating", "fair")
        .answer("cleanliness", "satisfied")
        .back()
        .back()
        .back()
        .answer("appointment", "yes")
        .expect("appointment_rating")
        .expect_given(Some("fair"))
        .answer("appointment_rating", "satisfied")
        .expect_given(Some("satisfied"));
}

#[test]
fn back_from_the_first_question_leads_to_the_notice_while_nothing_was_answered() {
    survey("short")
        .back()
        .expect_screen("consent")
        .tell(Event::Agreed)
        .expect("appointment")
        .expect_given(None)
        .expect_nothing_kept();
}

#[test]
fn back_from_the_first_question_asks_whether_to_leave_once_something_was_answered() {
    let asked = survey("short").answer("appointment", "yes").back().expect("appointment").back();
    let asked = asked.expect_screen("leaving").expect_nothing_kept();
    asked.clone().tell(Event::Stay).expect("appointment").expect_given(Some("yes"));
    let kept = asked.clone().tell(Event::LeaveKeeping);
    assert_eq!(told(kept.draft()), "appointment=yes appointment_rating=");
    asked.tell(Event::LeaveDeleting).expect_screen("attract").expect_nothing_kept();
}

#[test]
fn each_answer_says_how_long_its_question_was_on_the_screen() {
    let told_all = survey("short")
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .back()
        .answer("cleanliness", "satisfied")
        .answer("overall", "fair")
        .answer("comment", "skip");
    assert!(told_all.draft().answers.answers.iter().all(|answer| answer.ms == 1000));
}

#[test]
fn gates_within_gates_open_and_close_together() {
    // A record whose choice of rotating questions holds `bill`.
    let package = support::load(&support::bank());
    let bill = package.questions.iter().position(|question| question.id.as_str() == "bill").unwrap();
    let channel = handover_domain::visit::Channel::Kiosk;
    let id = (0..1000).map(support::record).find(|id| package.select(*id, channel).contains(&bill)).unwrap();
    let info = handover_domain::survey::VisitInfo::default();
    let mut survey =
        handover_domain::survey::Survey::begin(id, std::sync::Arc::new(package), info, 0).unwrap();
    let say = |survey: &mut handover_domain::survey::Survey, bill: &str, rating: &str| {
        while survey.back(0) {}
        loop {
            let value = match survey.question().id.as_str() {
                "bill" => handover_domain::answer::Value::Choice(support::option(bill)),
                "bill_rating" => handover_domain::answer::Value::Choice(support::option(rating)),
                _ => crate::properties::some_answer(survey.question()),
            };
            if survey.answer(value, 0).unwrap() {
                break;
            }
        }
        survey.answers(handover_domain::language::Language::En, Outcome::Completed).asked
    };
    let asked = |all: &[handover_domain::ids::QuestionId], id: &str| all.contains(&support::question(id));
    let all = say(&mut survey, "yes", "fair");
    assert!(asked(&all, "bill_rating") && asked(&all, "bill_why"));
    let all = say(&mut survey, "yes", "satisfied");
    assert!(asked(&all, "bill_rating") && !asked(&all, "bill_why"));
    let all = say(&mut survey, "no", "fair");
    assert!(!asked(&all, "bill_rating") && !asked(&all, "bill_why"));
}
