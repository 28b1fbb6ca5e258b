//! Staff hand the tablet to a customer, and every handover ends once: with a survey, or without one, which is told.

use super::language::{Scenario, attract};
use handover_domain::ids::OrderRef;
use handover_domain::language::Language;
use handover_domain::session::{Effect, Event, Habits, State, TextSize};
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Visit;

fn info(order: &str) -> VisitInfo {
    VisitInfo {
        visit: Some(Visit::Service),
        order: Some(OrderRef::new(order).unwrap()),
        ..VisitInfo::default()
    }
}

fn handed_over(package: &str) -> Scenario {
    attract(package).tell(Event::StaffCalled).tell(Event::HandedOver(info("RO-1"))).expect_screen("attract")
}

/// The handovers that ended without a survey.
fn unanswered(scenario: &Scenario) -> Vec<String> {
    let order = |effect: &Effect| match effect {
        Effect::NoSurvey(order) => Some(order.to_string()),
        Effect::Save(_) => None,
    };
    scenario.effects.iter().filter_map(order).collect()
}

#[test]
fn a_survey_carries_the_handover_and_ends_it() {
    let saving = handed_over("short").begin().answer("appointment", "no").leave().tell(Event::LeaveKeeping);
    assert_eq!(saving.drafts()[0].answers.order, info("RO-1").order);
    let over = saving.saved().expect_screen("attract");
    assert_eq!((unanswered(&over).len(), &over.session.handover), (0, &None));
}

#[test]
fn who_declines_may_begin_after_all_and_who_goes_without_is_told_of() {
    let declined = handed_over("short").tell(Event::Start(Language::En)).tell(Event::Declined);
    assert!(unanswered(&declined).is_empty() && declined.session.handover.is_some());
    let gone = declined.tell(Event::Tick { quiet_ms: 599_999 });
    assert!(unanswered(&gone).is_empty());
    let gone = gone.tell(Event::Tick { quiet_ms: 600_000 });
    assert_eq!(unanswered(&gone), ["RO-1"]);
    assert_eq!(gone.clone().tell(Event::Tick { quiet_ms: 700_000 }).effects, gone.effects, "once");
    let State::Attract(attract) = gone.session.state else { panic!("{:?}", gone.session.state) };
    assert_eq!(attract.info, VisitInfo::default());
}

#[test]
fn answers_that_were_deleted_are_no_survey() {
    let deleted = handed_over("short").begin().answer("appointment", "no").leave().tell(Event::LeaveDeleting);
    assert_eq!(unanswered(&deleted.expect_screen("attract")), ["RO-1"]);
}

#[test]
fn staff_may_look_and_go_back_or_take_it_back_or_hand_over_the_next() {
    let looked = handed_over("short").tell(Event::StaffCalled).tell(Event::StaffDone);
    assert!(unanswered(&looked).is_empty() && looked.session.handover.is_some());
    let staff = looked.tell(Event::StaffCalled);
    let back = staff.clone().tell(Event::TakenBack).expect_screen("staff");
    assert_eq!(unanswered(&back), ["RO-1"]);
    let next = staff.tell(Event::HandedOver(info("RO-2")));
    assert_eq!(unanswered(&next), ["RO-1"]);
    assert_eq!(next.session.handover, info("RO-2").order);
}

#[test]
fn a_link_does_not_change_what_a_customer_holds() {
    let visit = Event::Visit(VisitInfo { visit: Some(Visit::Delivery), ..VisitInfo::default() });
    handed_over("short").expect_unmoved_by([visit]);
}

#[test]
fn a_customer_who_complains_and_gives_no_survey_gave_none() {
    let saving = handed_over("full").complain().tell(Event::Agreed);
    let saving = saving.answer("about", "other").answer("story", "words").answer("reach", "daytime");
    let thanked = saving.tell(Event::NoContact).saved().expect_screen("thanks");
    assert!(unanswered(&thanked).is_empty());
    assert_eq!(unanswered(&thanked.tell(Event::Finished)), ["RO-1"]);
}

#[test]
fn what_the_shop_manager_sets_is_what_the_tablet_comes_back_to() {
    let habits = Habits { patience_s: 90, text: TextSize::Large };
    let set = attract("short").tell(Event::StaffCalled).tell(Event::HabitsSet(Language::ZhTw, habits));
    let closed = set.tell(Event::StaffDone);
    assert_eq!((closed.session.language, closed.session.comfort.text), (Language::ZhTw, TextSize::Large));
    let asking = closed.tell(Event::Start(Language::En)).tell(Event::Agreed);
    let waits = asking.tell(Event::ComfortChosen(habits.comfort().resized()));
    let waits = waits.tell(Event::Tick { quiet_ms: 89_999 }).expect_screen("asking");
    let over = waits.tell(Event::Tick { quiet_ms: 90_000 }).expect_screen("idle");
    let over = over.tell(Event::Tick { quiet_ms: 115_000 }).expect_screen("attract");
    assert_eq!(over.session.comfort, habits.comfort());
}
