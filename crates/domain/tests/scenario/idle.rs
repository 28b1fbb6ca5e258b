//! Nobody touches the tablet (fault 18): a countdown that can be stopped, then nothing of the customer is left.

use super::language::{Scenario, attract, outcome, survey, tablet, told};
use handover_domain::language::Language;
use handover_domain::record::Outcome;
use handover_domain::session::{
    COUNTDOWN_MS, Comfort, Event, Habits, Reason, SaveProblem, State, patience_ms,
};

fn at_the_notice() -> Scenario {
    attract("full").tell(Event::Start(Language::En)).expect_screen("consent")
}

fn at_the_comment() -> Scenario {
    survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .expect("comment")
}

fn at_the_groups() -> Scenario {
    at_the_comment().answer("comment", "a secret").expect("age")
}

fn complaining() -> Scenario {
    survey("full").answer("appointment", "no").complain().answer("about", "other").expect("story")
}

fn at_the_contact() -> Scenario {
    complaining().answer("story", "a secret").answer("reach", "daytime").expect_screen("contact")
}

fn recorded() -> Scenario {
    at_the_contact().contact("王敏", "13800138000").saved().expect_screen("recorded")
}

fn thanked() -> Scenario {
    at_the_groups().groups(&[]).answer("asked_for", "skip").saved().expect_screen("thanks")
}

fn thanked_for_a_complaint() -> Scenario {
    let complaint = attract("full").complain().tell(Event::Agreed);
    let complaint = complaint.answer("about", "other").answer("story", "skip").answer("reach", "none");
    complaint.saved().expect_screen("thanks")
}

/// Every place where a countdown may begin, with the seconds before it does.
fn places() -> Vec<(u64, Scenario)> {
    vec![
        (60, at_the_notice()),
        (60, attract("full").complain()),
        (60, survey("full")),
        (60, survey("full").answer("appointment", "yes")),
        (120, at_the_comment()),
        (60, at_the_groups()),
        (120, complaining()),
        (120, at_the_contact()),
        (60, thanked()),
        (120, thanked_for_a_complaint()),
        (120, recorded()),
        (60, at_the_comment().leave()),
        (60, at_the_contact().leave()),
    ]
}

#[test]
fn the_countdown_begins_after_a_minute_or_two_where_there_is_something_to_write_or_to_note() {
    for (seconds, here) in places() {
        assert_eq!(patience_ms(&here.session.state, Habits::default()), Some(seconds * 1000));
        let still = here.clone().quiet_ms(seconds * 1000 - 1);
        assert_eq!(still.session, here.session);
        let idle = here.clone().quiet(seconds).expect_screen("idle").expect_idle(25);
        assert_eq!(idle.session.state.underneath(), here.session.state.underneath());
        assert_eq!(idle.effects, here.effects, "nothing is kept yet");
    }
}

#[test]
fn the_countdown_leaves_twenty_seconds_and_more_to_stop_it() {
    const { assert!(COUNTDOWN_MS >= 20_000, "WCAG 2.2.1") };
    for (seconds, here) in places() {
        let mut counting = here.quiet(seconds);
        for second in 1..25 {
            counting = counting.quiet(seconds + second).expect_idle(25 - second);
        }
        assert_ne!(counting.quiet(seconds + 25).session.state.name(), "idle");
    }
}

#[test]
fn the_last_moment_still_shows_a_second() {
    let counting = survey("full").quiet(60).quiet_ms(84_999).expect_idle(1);
    counting.quiet_ms(85_000).expect_screen("attract");
}

#[test]
fn stopping_the_countdown_leads_back_to_the_same_place_with_everything_there() {
    for (seconds, here) in places() {
        for stop in [Event::Stay, Event::Tick { quiet_ms: 0 }, Event::Tick { quiet_ms: 5_000 }] {
            let stopped = here.clone().quiet(seconds).quiet(seconds + 20).tell(stop);
            assert_eq!(stopped.session, here.session);
            assert_eq!(stopped.effects, here.effects);
        }
    }
}

#[test]
fn after_a_stop_the_countdown_begins_anew() {
    let stopped = survey("full").quiet(84).expect_idle(1).tell(Event::Stay).quiet(0).quiet(59);
    stopped.expect("appointment").quiet(60).expect_idle(25);
}

#[test]
fn a_second_without_a_tick_changes_nothing_about_when_it_ends() {
    survey("full").quiet(70).expect_idle(15).quiet(85).expect_screen("attract");
    survey("full").quiet(600).expect_screen("attract");
}

#[test]
fn what_was_chosen_is_kept_in_part_and_what_was_written_is_not() {
    let wiped = at_the_groups().groups(&[("age", "35_44")]).quiet(60).quiet(85).expect_screen("saving");
    let draft = wiped.draft();
    assert_eq!(outcome(draft), Outcome::Partial);
    assert_eq!(
        told(draft),
        "appointment=no cleanliness=n/a overall=satisfied comment= age=35_44 region=skip asked_for="
    );
    assert_eq!((&draft.text, &draft.contact), (&None, &None));
    assert!(!format!("{draft:?}").contains("a secret"));
    wiped.saved().expect_screen("attract");
}

#[test]
fn without_an_answer_nothing_is_kept() {
    for here in [at_the_notice(), survey("full"), survey("full").complain(), attract("full").complain()] {
        here.quiet(145).expect_screen("attract").expect_nothing_kept();
    }
}

#[test]
fn a_complaint_under_way_is_not_kept_and_the_survey_behind_it_is() {
    for here in [complaining(), at_the_contact(), at_the_contact().leave()] {
        let wiped = here.quiet(145).expect_screen("saving");
        let draft = wiped.draft();
        assert_eq!((outcome(draft), told(draft)), (Outcome::Partial, "appointment=no cleanliness=".into()));
        assert!(!format!("{draft:?}").contains("a secret"));
        wiped.saved().expect_screen("attract");
    }
}

#[test]
fn behind_a_complaint_that_was_recorded_the_survey_is_kept_in_part() {
    let wiped = recorded().quiet(120).expect_idle(25).quiet(145).expect_screen("saving");
    let [_, survey] = wiped.drafts()[..] else { panic!("{:?}", wiped.drafts()) };
    assert_eq!((outcome(survey), told(survey)), (Outcome::Partial, "appointment=no cleanliness=".into()));
}

#[test]
fn after_the_thank_you_nothing_more_is_kept() {
    for here in [thanked(), thanked_for_a_complaint()] {
        let kept = here.drafts().len();
        assert_eq!(here.quiet(145).expect_screen("attract").drafts().len(), kept);
    }
}

#[test]
fn after_the_wipe_nothing_of_the_customer_is_left_not_even_language_and_comfort() {
    for (seconds, here) in places() {
        let chosen = here
            .tell(Event::LanguageChosen(Language::ZhTw))
            .tell(Event::ComfortChosen(Comfort::default().resized().contrasted()));
        let kept = chosen.drafts().len();
        let mut wiped = chosen.quiet(seconds).quiet(seconds + 25);
        if wiped.drafts().len() > kept {
            wiped = wiped.saved();
        }
        let fresh = attract("full");
        assert_eq!(wiped.session, fresh.session, "as if nobody had been here");
    }
}

#[test]
fn answers_that_are_not_saved_wait_for_help_however_long_it_takes() {
    let writing = at_the_groups().groups(&[]).answer("asked_for", "skip").expect_screen("saving");
    let failed = writing.clone().not_saved(SaveProblem::Full);
    for here in [writing, failed] {
        assert_eq!(patience_ms(&here.session.state, Habits::default()), None);
        here.expect_unmoved_by([60_000, 600_000, u64::MAX].map(|quiet_ms| Event::Tick { quiet_ms }));
    }
}

#[test]
fn where_no_customer_is_nothing_counts_down() {
    let places = [
        tablet(),
        tablet().tell(Event::Started(None)),
        attract("full"),
        attract("full").tell(Event::Broken(Reason::StorageFull)),
    ];
    for here in places {
        assert_eq!(patience_ms(&here.session.state, Habits::default()), None);
        here.expect_unmoved_by([60_000, 600_000, u64::MAX].map(|quiet_ms| Event::Tick { quiet_ms }));
    }
}

#[test]
fn a_newer_set_up_waits_for_the_end_of_the_countdown() {
    let counting = survey("full").quiet(60).configured(2).expect_idle(25).expect_config(1);
    counting.quiet(85).expect_screen("attract").expect_config(2);
}

#[test]
fn when_the_page_goes_away_the_same_is_kept_as_after_the_countdown() {
    for (seconds, here) in places() {
        let wiped = here.clone().quiet(seconds).quiet(seconds + 25);
        for gone in [here.clone().gone(), here.quiet(seconds).gone()] {
            assert_eq!(gone.session.state, wiped.session.state);
            assert_eq!(gone.effects, wiped.effects);
        }
    }
}

#[test]
fn a_page_that_goes_away_while_it_writes_still_writes() {
    let writing = at_the_groups().groups(&[]).answer("asked_for", "skip").gone().expect_screen("saving");
    assert_eq!(writing.drafts().len(), 1);
    writing.not_saved(SaveProblem::Failed).gone().expect_screen("not-saved");
}

#[test]
fn a_page_that_goes_away_where_no_customer_is_changes_nothing() {
    for here in [tablet(), tablet().tell(Event::Started(None)), attract("full")] {
        here.expect_unmoved_by([Event::Gone]);
    }
}

#[test]
fn only_the_countdown_and_the_way_out_lie_over_another_screen() {
    for (seconds, here) in places() {
        let idle = here.quiet(seconds);
        assert!(!matches!(idle.session.state.underneath(), State::Idle(_) | State::Leaving(_)));
    }
}
