//! From an empty tablet to the attract screen.

use super::language::{set_up, survey, tablet};
use handover_domain::session::{Event, Reason, Setup, State};

#[test]
fn a_tablet_that_was_taken_in_begins_once_staff_have_seen_that_all_is_well() {
    let empty = tablet().expect_screen("starting").tell(Event::Started(None)).expect_screen("setup");
    let not_yet = empty.tell(Event::StaffDone).expect_screen("setup");
    let taken_in = not_yet.tell(Event::Enrolled(set_up("short", 1))).expect_screen("setup").expect_config(1);
    taken_in.tell(Event::StaffDone).expect_screen("attract").begin();
}

#[test]
fn what_a_link_brings_is_handed_on_as_it_stood_there() {
    let told = tablet().tell(Event::Started(None)).tell(Event::CodeGiven("<script>".into()));
    assert_eq!(told.session.state, State::Setup(Setup { code: Some("<script>".into()), lost: false }));
}

#[test]
fn a_set_up_that_cannot_be_read_any_more_is_made_anew() {
    let lost = tablet().tell(Event::Started(None)).tell(Event::SetupLost);
    assert_eq!(lost.session.state, State::Setup(Setup { code: None, lost: true }));
    lost.tell(Event::Enrolled(set_up("short", 1))).tell(Event::StaffDone).expect_screen("attract");
}

#[test]
fn a_tablet_that_is_enrolled_takes_no_code_and_a_set_up_only_where_nobody_answers() {
    let enrolled = tablet().tell(Event::Started(Some(set_up("short", 1))));
    enrolled.clone().expect_unmoved_by([Event::CodeGiven("7K3F-9M2X".into())]);
    enrolled.tell(Event::Enrolled(set_up("bank", 9))).expect_screen("attract").expect_config(9);
    survey("short").tell(Event::Enrolled(set_up("bank", 9))).expect_config(1);
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
