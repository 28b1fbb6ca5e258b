//! How the screen is drawn for one customer, and that it is as before for the next.

use super::language::{Scenario, attract, survey};
use handover_domain::language::Language;
use handover_domain::session::{Comfort, Contrast, Event, TextSize, is_due};

fn comfort() -> Comfort {
    Comfort { text: TextSize::Large, contrast: Contrast::High }
}

fn comfortable(here: Scenario) -> Scenario {
    here.tell(Event::ComfortChosen(comfort()))
}

fn finish(survey: Scenario) -> Scenario {
    survey
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .groups(&[])
        .answer("asked_for", "skip")
        .saved()
}

#[test]
fn each_switch_changes_one_thing_and_changes_it_back() {
    let usual = Comfort::default();
    assert_eq!(usual, Comfort { text: TextSize::Usual, contrast: Contrast::Usual });
    assert_eq!(usual.resized(), Comfort { text: TextSize::Large, ..usual });
    assert_eq!(usual.contrasted(), Comfort { contrast: Contrast::High, ..usual });
    assert_eq!(usual.resized().contrasted(), comfort());
    assert_eq!(comfort().resized().contrasted(), usual);
}

#[test]
fn the_switches_change_nothing_but_how_the_screen_is_drawn() {
    let complaint = survey("full").complain();
    let places = [
        attract("full"),
        attract("full").tell(Event::Start(Language::En)),
        survey("full").answer("appointment", "yes"),
        survey("full").leave(),
        survey("full").quiet(60),
        complaint.clone(),
        complaint.clone().answer("about", "other").answer("story", "skip").answer("reach", "daytime"),
        complaint.answer("about", "other").answer("story", "skip").answer("reach", "none"),
        finish(survey("full")),
    ];
    for here in places {
        let mut there = comfortable(here.clone());
        assert_eq!(there.session.comfort, comfort());
        assert_eq!(there.effects, here.effects);
        there.session.comfort = here.session.comfort;
        assert_eq!(there.session, here.session);
    }
}

#[test]
fn what_was_chosen_lasts_until_the_customer_is_gone() {
    let complaint = comfortable(survey("full")).complain().answer("about", "other").answer("story", "skip");
    let recorded = complaint.answer("reach", "daytime").contact("", "13800138000").saved();
    let thanked = finish(recorded.tell(Event::Finished));
    assert_eq!(thanked.session.comfort, comfort());
    let gone = thanked.tell(Event::Finished).expect_screen("attract");
    assert_eq!(gone.session.comfort, Comfort::default());
}

#[test]
fn by_whichever_way_a_customer_goes_the_next_one_finds_the_usual_screen_in_the_tablets_language() {
    let chosen = |here: Scenario| comfortable(here.tell(Event::LanguageChosen(Language::ZhCn)));
    let answered = || chosen(survey("full").answer("appointment", "no"));
    let gone = [
        chosen(attract("full").tell(Event::Start(Language::En))).tell(Event::Declined),
        chosen(attract("full").complain()).back(),
        chosen(survey("full")).leave().tell(Event::LeaveKeeping),
        answered().leave().tell(Event::LeaveDeleting),
        answered().leave().tell(Event::LeaveKeeping).saved(),
        answered().quiet(85).saved(),
        answered().gone().saved(),
        chosen(survey("full")).complain().leave().tell(Event::LeaveDeleting),
        finish(chosen(survey("full"))).tell(Event::Finished),
        finish(chosen(survey("full"))).quiet(85),
    ];
    for here in gone {
        let here = here.expect_screen("attract");
        assert_eq!((here.session.comfort, here.session.language), (Comfort::default(), Language::En));
    }
}

#[test]
fn a_language_chosen_where_nobody_answers_is_the_tablets_own_from_then_on() {
    let home = attract("full").tell(Event::LanguageChosen(Language::ZhCn)).begin();
    assert_eq!(home.session.language, Language::En, "the customer chose this one with the start");
    let gone = home.leave().tell(Event::LeaveDeleting).expect_screen("attract");
    assert_eq!(gone.session.language, Language::ZhCn);
}

#[test]
fn switches_that_somebody_left_on_without_beginning_are_taken_back_after_a_while() {
    let left = comfortable(attract("full"));
    assert!(!is_due(&left.session, 59_000), "somebody may still be there");
    let still = left.quiet(59);
    assert_ne!(still.session.comfort, Comfort::default());
    assert!(is_due(&still.session, 60_000));
    let taken_back = still.quiet(60).expect_screen("attract");
    assert_eq!(taken_back.session.comfort, Comfort::default());
    assert!(!is_due(&taken_back.session, 600_000), "nothing is left to do");
}
