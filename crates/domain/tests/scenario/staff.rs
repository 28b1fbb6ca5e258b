//! The room of staff lies over what nobody is answering, and goes back to it.

use super::language::{attract, set_up, survey, tablet};
use handover_domain::language::Language;
use handover_domain::session::{Event, Reason, SaveProblem};

#[test]
fn it_opens_over_what_waits_and_goes_back_to_it() {
    let not_saved = survey("short")
        .answer("appointment", "no")
        .answer("cleanliness", "fair")
        .answer("overall", "fair")
        .answer("comment", "words")
        .tell(Event::NotSaved(SaveProblem::Full));
    let places = [
        attract("short"),
        tablet().tell(Event::Broken(Reason::StorageFull)).expect_screen("out-of-service"),
        not_saved.expect_screen("not-saved"),
    ];
    for place in places {
        let before = place.session.clone();
        let closed = place.tell(Event::StaffCalled).expect_screen("staff").tell(Event::StaffDone);
        assert_eq!(closed.session.state, before.state);
    }
}

#[test]
fn nobody_who_answers_is_disturbed() {
    survey("short").expect_unmoved_by([Event::StaffCalled, Event::StaffDone, Event::TakenBack]);
    attract("short").tell(Event::Start(Language::En)).expect_unmoved_by([Event::StaffCalled]);
}

#[test]
fn the_customers_language_is_what_it_was() {
    let open = attract("short").tell(Event::StaffCalled).tell(Event::LanguageChosen(Language::ZhTw));
    let closed = open.tell(Event::StaffDone).expect_screen("attract");
    assert_eq!(closed.session.language, Language::En);
}

#[test]
fn that_staff_are_wanted_changes_nothing_else() {
    let before = survey("short");
    let mut told = before.clone().tell(Event::StaffWanted(true));
    assert!(told.session.wanted);
    told.session.wanted = false;
    assert_eq!((told.session, told.effects), (before.session, before.effects));
}

#[test]
fn left_open_it_closes_by_itself() {
    let open = attract("short").tell(Event::StaffCalled);
    let open = open.tell(Event::Tick { quiet_ms: 119_999 }).expect_screen("staff");
    open.tell(Event::Tick { quiet_ms: 120_000 }).expect_screen("attract");
}

#[test]
fn a_set_up_that_arrives_meanwhile_is_used_when_it_is_closed() {
    let open = attract("short").tell(Event::StaffCalled).tell(Event::Configured(set_up("short", 2)));
    open.expect_screen("staff").expect_config(1).tell(Event::StaffDone).expect_config(2);
}
