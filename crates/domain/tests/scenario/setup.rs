//! From an empty tablet to the attract screen.

use super::language::{attract, set_up, survey, tablet};
use handover_domain::session::{Effect, Event, Reason, Setup, State};
use handover_domain::wire::EnrolCode;

fn code() -> EnrolCode {
    EnrolCode::parse("7K3F-9M2X").unwrap()
}

#[test]
fn a_code_enrols_the_tablet() {
    let asked = tablet()
        .expect_screen("starting")
        .tell(Event::Started(None))
        .expect_screen("setup")
        .tell(Event::CodeGiven(code()));
    assert_eq!(asked.effects, [Effect::Enrol(code())]);
    asked.tell(Event::Enrolled(set_up("short", 1))).expect_screen("attract").expect_config(1).begin();
}

#[test]
fn a_code_given_twice_is_sent_once() {
    let asked =
        tablet().tell(Event::Started(None)).tell(Event::CodeGiven(code())).tell(Event::CodeGiven(code()));
    assert_eq!(asked.effects, [Effect::Enrol(code())]);
}

#[test]
fn after_a_refusal_another_code_may_be_given() {
    let refused = tablet()
        .tell(Event::Started(None))
        .tell(Event::CodeGiven(code()))
        .tell(Event::EnrolFailed("head office does not know it".into()))
        .expect_screen("setup")
        .tell(Event::CodeMistyped)
        .expect_screen("setup")
        .tell(Event::CodeGiven(code()));
    assert_eq!(refused.effects.len(), 2);
}

#[test]
fn a_set_up_that_cannot_be_read_any_more_asks_for_a_code() {
    let lost = tablet().tell(Event::Started(None)).tell(Event::SetupLost);
    assert_eq!(lost.session.state, State::Setup(Setup::Lost));
    lost.tell(Event::CodeGiven(code())).tell(Event::Enrolled(set_up("short", 1))).expect_screen("attract");
}

#[test]
fn a_tablet_that_is_enrolled_takes_no_other_code() {
    tablet().tell(Event::Started(Some(set_up("short", 1)))).expect_unmoved_by([
        Event::CodeGiven(code()),
        Event::CodeMistyped,
        Event::Enrolled(set_up("bank", 9)),
    ]);
}

#[test]
fn what_cannot_keep_anything_takes_nothing() {
    for reason in [Reason::NoSecureContext, Reason::NoStorage, Reason::StorageFull, Reason::UpdateNeeded] {
        tablet()
            .tell(Event::Broken(reason))
            .expect_screen("out-of-service")
            .tell(Event::Started(Some(set_up("short", 1))))
            .expect_screen("out-of-service");
    }
}

#[test]
fn where_the_browser_promises_nothing_the_tablet_knows_and_goes_on() {
    let needs_code = tablet().tell(Event::Started(None));
    let asks = survey("short").answer("appointment", "no");
    let thanks =
        asks.clone().answer("cleanliness", "n/a").answer("overall", "fair").answer("comment", "skip").saved();
    for here in [tablet(), needs_code, attract("short"), asks.clone().leave(), asks, thanks] {
        assert!(here.session.durable, "nobody said otherwise");
        let mut told = here.clone().tell(Event::NotDurable);
        assert!(!told.session.durable);
        assert_eq!(told.effects, here.effects);
        told.session.durable = true;
        assert_eq!(told.session, here.session, "nothing else changed");
    }
    let later = tablet().tell(Event::NotDurable).tell(Event::Started(None)).tell(Event::CodeMistyped);
    assert!(!later.session.durable, "it stays known");
}
