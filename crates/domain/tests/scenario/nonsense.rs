//! Events that make no sense where they happen change nothing.

use super::language::{Scenario, attract, contact, receipt, set_up, survey, tablet};
use crate::support::{option, question};
use handover_domain::answer::Value;
use handover_domain::language::Language;
use handover_domain::session::{Event, SaveProblem};
use handover_domain::survey::VisitInfo;

/// Every event that is not heard everywhere, by the name the tables below use.
fn events() -> Vec<(&'static str, Event)> {
    vec![
        ("started", Event::Started(Some(set_up("bank", 9)))),
        ("started anew", Event::Started(None)),
        ("code", Event::CodeGiven("7K3F-9M2X".into())),
        ("visit", Event::Visit(VisitInfo::default())),
        ("start", Event::Start(Language::ZhTw)),
        ("complain", Event::Complain(Language::ZhTw)),
        ("agreed", Event::Agreed),
        ("declined", Event::Declined),
        ("answered", Event::Answered(Value::Choice(option("yes")))),
        ("groups", Event::GroupsNamed(vec![(question("age"), option("35_44"))])),
        ("no groups", Event::GroupsNamed(Vec::new())),
        ("contact", Event::ContactGiven(contact("王", "13800138000"))),
        ("no contact", Event::NoContact),
        ("back", Event::Back),
        ("leave", Event::Leave),
        ("stay", Event::Stay),
        ("keep", Event::LeaveKeeping),
        ("delete", Event::LeaveDeleting),
        ("touch", Event::Tick { quiet_ms: 0 }),
        ("quiet", Event::Tick { quiet_ms: 600_000 }),
        ("gone", Event::Gone),
        ("saved", Event::Saved(receipt())),
        ("not saved", Event::NotSaved(SaveProblem::Full)),
        ("again", Event::TryAgain),
        ("finished", Event::Finished),
        ("lost", Event::SetupLost),
        ("staff done", Event::StaffDone),
        ("handed over", Event::HandedOver(VisitInfo::default())),
        ("taken back", Event::TakenBack),
    ]
}

/// Only these make sense here.
#[track_caller]
fn heard(here: Scenario, sensible: &[&str]) {
    let nonsense = events().into_iter().filter(|(name, _)| !sensible.contains(name)).map(|(_, event)| event);
    here.expect_unmoved_by(nonsense);
}

/// The contact screen of a complaint that began on the attract screen.
fn at_the_contact() -> Scenario {
    attract("full")
        .complain()
        .tell(Event::Agreed)
        .answer("about", "other")
        .answer("story", "words")
        .answer("reach", "daytime")
        .expect_screen("contact")
}

#[test]
fn before_the_store_is_open_only_its_opening_is_heard() {
    heard(tablet(), &["started", "started anew"]);
}

#[test]
fn setup_hears_a_code_and_that_it_is_done_once_it_is() {
    let waiting = tablet().tell(Event::Started(None));
    heard(waiting.clone(), &["code", "lost"]);
    heard(waiting.tell(Event::Enrolled(set_up("short", 1))), &["code", "lost", "staff done"]);
}

#[test]
fn attract_hears_a_visit_and_a_start_and_a_complaint_where_there_is_a_form() {
    heard(attract("short"), &["visit", "start"]);
    heard(attract("full"), &["visit", "start", "complain"]);
}

#[test]
fn the_notice_hears_yes_and_no() {
    let sensible = ["agreed", "declined", "back", "quiet", "gone"];
    heard(attract("short").tell(Event::Start(Language::En)), &sensible);
    heard(attract("full").complain(), &sensible);
}

#[test]
fn a_question_hears_answers_and_ways_out() {
    heard(survey("short"), &["answered", "back", "leave", "quiet", "gone"]);
    heard(survey("full"), &["answered", "back", "leave", "complain", "quiet", "gone"]);
}

#[test]
fn the_screen_of_groups_hears_which_of_them_and_ways_out() {
    let groups = survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .expect("age");
    heard(groups, &["groups", "no groups", "back", "leave", "complain", "quiet", "gone"]);
}

#[test]
fn a_question_of_a_complaint_hears_answers_and_ways_out_and_no_second_complaint() {
    let asked = survey("full").complain().answer("about", "product_quality").expect("drivable");
    heard(asked, &["answered", "back", "leave", "quiet", "gone"]);
}

#[test]
fn the_contact_screen_hears_yes_and_no_and_ways_out() {
    heard(at_the_contact(), &["contact", "no contact", "back", "leave", "quiet", "gone"]);
}

#[test]
fn the_way_out_hears_the_three_answers_to_its_question() {
    let sensible = ["stay", "back", "keep", "delete", "quiet", "gone"];
    heard(survey("short").answer("appointment", "no").leave(), &sensible);
    heard(at_the_contact().leave(), &sensible);
}

#[test]
fn the_countdown_hears_a_touch_a_stay_and_its_end() {
    let sensible = ["stay", "touch", "quiet", "gone"];
    heard(survey("full").answer("appointment", "no").quiet(60).expect_idle(25), &sensible);
    heard(at_the_contact().quiet(120).expect_idle(25), &sensible);
}

#[test]
fn writing_hears_only_how_it_ended() {
    let writing = survey("short").answer("appointment", "no").leave().tell(Event::LeaveKeeping);
    heard(writing.clone(), &["saved", "not saved"]);
    heard(writing.not_saved(SaveProblem::Full), &["again", "delete"]);
    let complaint = at_the_contact().no_contact();
    heard(complaint.clone(), &["saved", "not saved"]);
    heard(complaint.not_saved(SaveProblem::Failed), &["again", "delete"]);
}

fn thanked(package: &str, overall: &str) -> Scenario {
    let mut scenario =
        survey(package).answer("appointment", "no").answer("cleanliness", "n/a").answer("overall", overall);
    if package == "full" {
        if overall == "fair" {
            scenario = scenario.answer("overall_why", "price");
        }
        return scenario.answer("comment", "skip").groups(&[]).answer("asked_for", "skip").saved();
    }
    scenario.answer("comment", "skip").saved()
}

#[test]
fn thanks_hear_only_their_end_and_a_complaint_where_they_offer_to_take_one() {
    let sensible = ["finished", "quiet", "gone"];
    heard(thanked("short", "fair"), &sensible);
    heard(thanked("full", "satisfied"), &sensible);
    heard(thanked("full", "fair"), &["finished", "quiet", "gone", "complain"]);
    heard(at_the_contact().no_contact().saved().expect_screen("thanks"), &sensible);
}

#[test]
fn that_a_complaint_is_recorded_hears_only_its_end() {
    let recorded = survey("full").complain().answer("about", "other").answer("story", "skip");
    let recorded = recorded.answer("reach", "none").saved().expect_screen("recorded");
    heard(recorded, &["finished", "gone", "quiet"]);
}

#[test]
fn out_of_service_hears_nothing() {
    heard(attract("short").tell(Event::Broken(handover_domain::session::Reason::NoStorage)), &[]);
}
