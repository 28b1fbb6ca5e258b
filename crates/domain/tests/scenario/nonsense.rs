//! Events that make no sense where they happen change nothing.

use super::language::{Scenario, attract, set_up, slip, survey, tablet};
use crate::support::option;
use handover_domain::answer::Value;
use handover_domain::language::Language;
use handover_domain::session::{EnrolProblem, Event, SaveProblem};
use handover_domain::survey::VisitInfo;
use handover_domain::wire::EnrolCode;

/// Every event that is not heard everywhere, by the name the tables below use.
fn events() -> Vec<(&'static str, Event)> {
    vec![
        ("started", Event::Started(Some(set_up("bank", 9)))),
        ("started anew", Event::Started(None)),
        ("code", Event::CodeGiven(EnrolCode::parse("7K3F-9M2X").unwrap())),
        ("mistyped", Event::CodeMistyped),
        ("enrolled", Event::Enrolled(set_up("bank", 9))),
        ("enrol failed", Event::EnrolFailed(EnrolProblem::Unreachable)),
        ("visit", Event::Visit(VisitInfo::default())),
        ("start", Event::Start(Language::ZhTw)),
        ("agreed", Event::Agreed),
        ("declined", Event::Declined),
        ("answered", Event::Answered(Value::Choice(option("yes")))),
        ("back", Event::Back),
        ("leave", Event::Leave),
        ("stay", Event::Stay),
        ("keep", Event::LeaveKeeping),
        ("delete", Event::LeaveDeleting),
        ("saved", Event::Saved(slip())),
        ("not saved", Event::NotSaved(SaveProblem::Full)),
        ("again", Event::TryAgain),
        ("finished", Event::Finished),
    ]
}

/// Only these make sense here.
#[track_caller]
fn heard(here: Scenario, sensible: &[&str]) {
    let nonsense = events().into_iter().filter(|(name, _)| !sensible.contains(name)).map(|(_, event)| event);
    here.expect_unmoved_by(nonsense);
}

#[test]
fn before_the_store_is_open_only_its_opening_is_heard() {
    heard(tablet(), &["started", "started anew"]);
}

#[test]
fn setup_hears_codes_and_no_answer_that_nobody_waits_for() {
    let code = EnrolCode::parse("7K3F-9M2X").unwrap();
    let waiting = tablet().tell(Event::Started(None));
    heard(waiting.clone(), &["code", "mistyped"]);
    heard(waiting.clone().tell(Event::CodeMistyped), &["code", "mistyped"]);
    let failed = Event::EnrolFailed(EnrolProblem::BadCode);
    heard(waiting.tell(Event::CodeGiven(code)).tell(failed), &["code", "mistyped"]);
}

#[test]
fn while_head_office_is_asked_only_its_answer_is_heard() {
    let code = EnrolCode::parse("7K3F-9M2X").unwrap();
    let asking = tablet().tell(Event::Started(None)).tell(Event::CodeGiven(code));
    heard(asking, &["enrolled", "enrol failed"]);
}

#[test]
fn attract_hears_a_visit_and_a_start() {
    heard(attract("service"), &["visit", "start"]);
}

#[test]
fn the_notice_hears_yes_and_no() {
    heard(attract("service").tell(Event::Start(Language::En)), &["agreed", "declined", "back"]);
}

#[test]
fn a_question_hears_answers_and_ways_out() {
    heard(survey("service"), &["answered", "back", "leave"]);
}

#[test]
fn the_way_out_hears_the_three_answers_to_its_question() {
    let leaving = survey("service").answer("appointment", "no").leave();
    heard(leaving, &["stay", "back", "keep", "delete"]);
}

#[test]
fn writing_hears_only_how_it_ended() {
    let writing = survey("service").answer("appointment", "no").leave().tell(Event::LeaveKeeping);
    heard(writing.clone(), &["saved", "not saved"]);
    heard(writing.not_saved(SaveProblem::Full), &["again", "delete"]);
}

#[test]
fn thanks_hear_only_their_end() {
    let thanks = survey("service")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "fair")
        .answer("comment", "skip")
        .saved();
    heard(thanks, &["finished"]);
}

#[test]
fn out_of_service_hears_nothing() {
    heard(attract("service").tell(Event::Broken(handover_domain::session::Reason::NoStorage)), &[]);
}
