//! A newer set-up takes effect only while nobody is answering (invariant 7).

use super::language::{attract, set_up, survey};
use handover_domain::language::Language;
use handover_domain::session::{Event, SaveProblem};

#[test]
fn on_the_attract_screen_it_takes_effect_at_once() {
    attract("short").configured(2).expect_config(2).expect_screen("attract");
}

#[test]
fn from_the_notice_to_the_thank_you_the_old_one_stays() {
    attract("short")
        .tell(Event::Start(Language::En))
        .configured(2)
        .expect_config(1)
        .tell(Event::Agreed)
        .expect_config(1)
        .answer("appointment", "no")
        .configured(3)
        .expect_config(1)
        .answer("cleanliness", "n/a")
        .leave()
        .configured(4)
        .expect_config(1)
        .tell(Event::Stay)
        .answer("overall", "fair")
        .answer("comment", "skip")
        .configured(5)
        .expect_config(1)
        .not_saved(SaveProblem::Failed)
        .configured(6)
        .expect_config(1)
        .tell(Event::TryAgain)
        .saved()
        .expect_screen("thanks")
        .configured(7)
        .expect_config(1)
        .tell(Event::Finished)
        .expect_screen("attract")
        .expect_config(7);
}

#[test]
fn a_customer_who_leaves_by_any_way_lets_it_in() {
    for way in [Event::LeaveDeleting, Event::LeaveKeeping] {
        survey("short").configured(2).leave().tell(way).expect_screen("attract").expect_config(2);
    }
    attract("short")
        .tell(Event::Start(Language::En))
        .configured(2)
        .tell(Event::Declined)
        .expect_screen("attract")
        .expect_config(2);
}

#[test]
fn a_draft_names_the_package_that_was_asked_not_the_one_that_waits() {
    let asked = survey("short")
        .tell(Event::Configured(set_up("bank", 2)))
        .answer("appointment", "no")
        .leave()
        .tell(Event::LeaveKeeping);
    let old = set_up("short", 1);
    assert_eq!(asked.draft().package, old.package(None).unwrap().reference);
    asked.saved().expect_config(2);
}
