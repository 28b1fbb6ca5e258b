//! The staff screen lies over what nobody is answering, and goes back to it.

use super::language::{Scenario, attract, set_up, survey, tablet};
use handover_domain::language::Language;
use handover_domain::session::{Effect, Event, File, Reason, SaveProblem, Span, Staff, State, Told};

fn staff(scenario: &Scenario) -> &Staff {
    match &scenario.session.state {
        State::Staff(staff) => staff,
        other => panic!("{other:?}"),
    }
}

fn last(scenario: &Scenario) -> &Effect {
    scenario.effects.last().expect("something is to be done")
}

fn how(line: &str) -> Event {
    Event::HowItGoes(Told { lines: vec![line.into()], warnings: Vec::new() })
}

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
        tablet().tell(Event::Started(None)).expect_screen("setup"),
        tablet().tell(Event::Broken(Reason::StorageFull)).expect_screen("out-of-service"),
        not_saved.expect_screen("not-saved"),
    ];
    for place in places {
        let before = place.session.clone();
        let open = place.tell(Event::StaffCalled).expect_screen("staff");
        assert_eq!(last(&open), &Effect::Watch(true));
        let closed = open.tell(Event::StaffDone);
        assert_eq!(last(&closed), &Effect::Watch(false));
        assert_eq!(closed.session.state, before.state);
    }
}

#[test]
fn nobody_who_answers_is_disturbed_and_no_answer_that_is_awaited_is_missed() {
    survey("short").expect_unmoved_by([Event::StaffCalled, Event::StaffDone, how("well")]);
    attract("short").tell(Event::Start(Language::En)).expect_unmoved_by([Event::StaffCalled]);
    let code = handover_domain::wire::EnrolCode::parse("7K3F-9M2X").unwrap();
    let enrolling = tablet().tell(Event::Started(None)).tell(Event::CodeGiven(code)).tell(Event::StaffCalled);
    enrolling.tell(Event::Enrolled(set_up("short", 1))).expect_screen("attract");
}

#[test]
fn it_shows_what_the_courier_says_and_asks_again_in_another_language() {
    let open = attract("short").tell(Event::StaffCalled).tell(how("all is well"));
    assert_eq!(staff(&open).told.lines, ["all is well"]);
    let open = open.tell(Event::LanguageChosen(Language::ZhTw));
    assert_eq!(last(&open), &Effect::Watch(true));
    let closed = open.tell(Event::StaffDone).expect_screen("attract");
    assert_eq!(closed.session.language, Language::En, "the customers' language is what it was");
}

#[test]
fn one_file_at_a_time() {
    let open = attract("short").tell(Event::StaffCalled).tell(Event::Export(Span::Days(31)));
    assert_eq!((last(&open), &staff(&open).file), (&Effect::Export(Span::Days(31)), &File::Busy));
    let busy = open.tell(Event::Export(Span::Pending)).tell(Event::FileChosen);
    assert_eq!(busy.effects.len(), 2, "{:?}", busy.effects);
    let done = busy.tell(Event::FileDone("there".into()));
    assert_eq!(staff(&done).file, File::Done("there".into()));
    let again = done.tell(Event::FileChosen);
    assert_eq!((last(&again), &staff(&again).file), (&Effect::Bring, &File::Busy));
    assert_eq!(last(&again.tell(Event::SendNow)), &Effect::Hurry);
}

#[test]
fn left_open_it_closes_by_itself() {
    let open = attract("short").tell(Event::StaffCalled);
    let open = open.tell(Event::Tick { quiet_ms: 119_999 }).expect_screen("staff");
    let closed = open.tell(Event::Tick { quiet_ms: 120_000 }).expect_screen("attract");
    assert_eq!(last(&closed), &Effect::Watch(false));
}

#[test]
fn a_set_up_that_arrives_meanwhile_is_used_when_it_is_closed() {
    let open = attract("short").tell(Event::StaffCalled).tell(Event::Configured(set_up("short", 2)));
    open.expect_screen("staff").expect_config(1).tell(Event::StaffDone).expect_config(2);
}
