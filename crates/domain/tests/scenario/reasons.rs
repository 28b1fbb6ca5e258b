//! After a bad answer (`Q5`): an apology once, and the offer to say why while there is room for it (`Q2`).

use super::language::{Scenario, outcome, survey, tablet, told};
use crate::support::{self, text};
use handover_domain::answer::Value;
use handover_domain::questionnaire::{MAX_SCREENS, QuestionType, Role};
use handover_domain::record::Outcome;
use handover_domain::session::{Event, State};
use serde_json::{Value as Json, json};

#[test]
fn a_reason_is_offered_right_after_a_bad_answer_and_only_there() {
    let rated = |level| survey("full").answer("appointment", "no").answer("cleanliness", level);
    for level in ["fair", "dissatisfied"] {
        rated(level).expect("cleanliness_why").expect_progress(3, 7);
    }
    for level in ["very_satisfied", "satisfied", "n/a"] {
        rated(level).expect("overall").expect_progress(3, 6);
    }
}

#[test]
fn a_reason_may_be_passed_over() {
    for (rating, reason) in [("cleanliness", "cleanliness_why"), ("overall", "overall_why")] {
        let mut scenario = survey("full").answer("appointment", "no");
        if rating == "overall" {
            scenario = scenario.answer("cleanliness", "satisfied");
        }
        let passed = scenario.answer(rating, "fair").answer(reason, "skip");
        assert_ne!(passed.asked().question().id, support::question(reason));
    }
}

#[test]
fn the_apology_comes_once_after_the_first_bad_answer() {
    survey("full")
        .expect_sorry(false)
        .answer("appointment", "no")
        .expect_sorry(false)
        .answer("cleanliness", "fair")
        .expect("cleanliness_why")
        .expect_sorry(true)
        .answer("cleanliness_why", "dirty")
        .expect_sorry(false)
        .answer("overall", "dissatisfied")
        .expect("overall_why")
        .expect_sorry(false);
}

#[test]
fn the_apology_needs_no_reason_to_stand_on() {
    let rated = survey("full").answer("appointment", "yes").answer("appointment_rating", "dissatisfied");
    rated.expect("cleanliness").expect_sorry(true).answer("cleanliness", "satisfied").expect_sorry(false);
}

#[test]
fn an_answer_made_good_takes_the_apology_with_it() {
    let bad = survey("full").answer("appointment", "no").answer("cleanliness", "fair").expect_sorry(true);
    let good = bad.back().expect_sorry(false).answer("cleanliness", "satisfied");
    good.expect("overall").expect_sorry(false).answer("overall", "fair").expect_sorry(true);
}

#[test]
fn an_answer_made_bad_brings_the_apology_forward() {
    let late = survey("full").answer("appointment", "no").answer("cleanliness", "satisfied");
    let late = late.answer("overall", "fair").expect("overall_why").expect_sorry(true);
    let early = late.back().back().answer("cleanliness", "fair").expect("cleanliness_why");
    early.expect_sorry(true).answer("cleanliness_why", "skip").answer("overall", "fair").expect_sorry(false);
}

#[test]
fn what_went_wrong_is_told_on_the_thank_you() {
    for (level, raised) in [("fair", true), ("satisfied", false)] {
        let mut scenario =
            survey("full").answer("appointment", "no").answer("cleanliness", "n/a").answer("overall", level);
        if raised {
            scenario = scenario.answer("overall_why", "price");
        }
        let thanked = scenario.answer("comment", "skip").groups(&[]).answer("asked_for", "skip").saved();
        thanked.expect_raised(raised).expect_offer(raised);
    }
}

#[test]
fn a_reason_is_dropped_when_the_rating_is_changed_to_a_good_one_and_never_sent() {
    let whole = survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "dissatisfied")
        .answer("cleanliness_why", "a secret")
        .expect("overall")
        .back()
        .back()
        .answer("cleanliness", "satisfied")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .groups(&[])
        .answer("asked_for", "skip");
    let draft = whole.draft();
    assert!(!told(draft).contains("cleanliness_why"), "{}", told(draft));
    assert!(!format!("{draft:?}").contains("a secret"));
    assert_eq!(draft.text, None);
}

#[test]
fn a_dropped_reason_does_not_come_back_with_its_bad_answer() {
    survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "fair")
        .answer("overall_why", "price")
        .back()
        .back()
        .answer("overall", "satisfied")
        .back()
        .answer("overall", "fair")
        .expect("overall_why")
        .expect_given(None);
}

#[test]
fn a_bad_option_among_several_is_something_that_went_wrong_too() {
    let mut package = support::full();
    let options: Vec<Json> = [("noise", true), ("smell", true), ("nothing", false)]
        .iter()
        .map(|(id, bad)| json!({ "id": id, "label": text(id), "bad": bad }))
        .collect();
    let several = json!({
        "id": "noticed", "type": "multi", "stage": "overall", "channels": ["kiosk"], "required": true,
        "text": text("What did you notice?"), "options": options
    });
    package["questions"].as_array_mut().unwrap().insert(0, several);
    let kiosk = support::kiosk(&package, 1);
    let survey = || tablet().tell(Event::Started(Some(kiosk.clone()))).begin();
    survey().answer("noticed", "nothing").expect_sorry(false);
    survey().answer("noticed", "noise+nothing").expect_sorry(true);
}

fn begin(package: &Json) -> Scenario {
    tablet().tell(Event::Started(Some(support::kiosk(package, 1)))).begin()
}

/// Finds everything bad and gives every reason; the questions in the order of asking. Every answer leads exactly one
/// screen on.
fn all_bad(package: &Json, gates: &str) -> (Scenario, Vec<String>) {
    let (mut scenario, mut seen) = (begin(package), Vec::new());
    while let State::Asking(asking) = &scenario.session.state {
        let question = asking.survey.question();
        seen.push(question.id.to_string());
        let (place, length) = asking.survey.progress();
        assert!(place == seen.len() && length <= MAX_SCREENS, "{place} of {length}, after {seen:?}");
        let answer = match question.kind {
            QuestionType::Rating => Value::Choice(support::option("dissatisfied")),
            QuestionType::YesNo => Value::Choice(support::option(gates)),
            QuestionType::Single => Value::Choice(support::option("price")),
            _ => Value::Text("words".into()),
        };
        scenario = scenario.tell(Event::Answered(answer));
    }
    (scenario.expect_screen("saving"), seen)
}

#[test]
fn reasons_are_asked_until_twelve_screens_are_full() {
    // Eight ratings and the comment leave room for three.
    let (whole, seen) = all_bad(&support::crowded("rrrrrrrr"), "yes");
    assert_eq!(seen.len(), MAX_SCREENS, "{seen:?}");
    let reasons: Vec<_> = seen.iter().filter(|id| id.starts_with("why")).collect();
    assert_eq!(reasons, ["why0", "why1", "why2"]);
    assert_eq!(whole.draft().answers.asked.len(), MAX_SCREENS);
    assert_eq!(outcome(whole.draft()), Outcome::Completed);
}

#[test]
fn with_room_for_all_every_reason_is_asked() {
    let (_, seen) = all_bad(&support::crowded("rrrrr"), "yes");
    assert_eq!(seen.iter().filter(|id| id.starts_with("why")).count(), 5);
}

#[test]
fn room_that_becomes_free_goes_to_the_next_reason() {
    let mut scenario = begin(&support::crowded("rrrrrrrr"));
    for n in 0..3 {
        scenario = scenario.answer(&format!("rating{n}"), "fair").answer(&format!("why{n}"), "price");
    }
    let scenario = scenario.answer("rating3", "fair").expect("rating4").expect_progress(8, 12);
    let free = scenario.back().back().back().expect("rating2").answer("rating2", "satisfied");
    free.answer("rating3", "fair").expect("why3").expect_progress(7, 12);
}

/// The follow-ups of gates that come later keep their room until the gates are answered.
#[test]
fn whoever_finds_everything_bad_never_sees_more_than_twelve_screens() {
    for order in
        ["rrrrrrrr", "rrrrrrgg", "rrrrrgg", "rrrrggg", "rrrgggg", "rgrgrgr", "gggrrr", "rgtrgtr", "trtrtrtr"]
    {
        for gates in ["yes", "no"] {
            let (whole, seen) = all_bad(&support::crowded(order), gates);
            assert!(seen.len() <= MAX_SCREENS, "{order}, {gates}: {seen:?}");
            let asked: Vec<String> = whole.draft().answers.asked.iter().map(ToString::to_string).collect();
            assert_eq!(asked, seen, "{order}, {gates}: what was asked and answered is in the record");
        }
    }
}

#[test]
fn a_reason_that_was_given_is_sent_whatever_is_asked_after_it() {
    let (whole, seen) = all_bad(&support::crowded("rrrrggg"), "yes");
    let reasons: Vec<_> = seen.iter().filter(|id| id.starts_with("why")).collect();
    assert_eq!(reasons, ["why0"], "eleven screens are spoken for");
    assert!(told(whole.draft()).contains("why0=price"));
}

/// Twelve screens while the follow-up may still come, eleven once it cannot.
fn full_until_the_gate() -> Scenario {
    begin(&support::crowded("rgrrrrrrtt")).answer("rating0", "fair").expect("gate1").expect_progress(2, 11)
}

#[test]
fn a_reason_there_was_no_room_for_does_not_turn_up_behind_the_customer() {
    let later = full_until_the_gate().answer("gate1", "no").expect("rating2").expect_progress(3, 11);
    later.back().expect("gate1");
}

#[test]
fn no_room_is_kept_for_a_reason_that_was_passed_by() {
    full_until_the_gate()
        .answer("gate1", "no")
        .answer("rating2", "fair")
        .expect("why2")
        .expect_progress(4, 12);
}

#[test]
fn going_back_loses_no_reason_that_was_given() {
    let mut scenario = begin(&support::crowded("rrrrrrrr"));
    for n in 0..3 {
        scenario = scenario.answer(&format!("rating{n}"), "fair").answer(&format!("why{n}"), "time");
    }
    let there = scenario.back().back().back().back().back().back().expect("rating0");
    let left = there.leave().tell(Event::LeaveKeeping);
    for n in 0..3 {
        assert!(told(left.draft()).contains(&format!("why{n}=time")), "{}", told(left.draft()));
    }
    let late = full_until_the_gate().answer("gate1", "no").answer("rating2", "fair").answer("why2", "time");
    let left = late.back().back().back().back().expect("rating0").leave().tell(Event::LeaveKeeping);
    assert!(told(left.draft()).contains("why2=time"), "{}", told(left.draft()));
}

#[test]
fn a_branch_that_opens_after_going_back_takes_the_room_of_a_reason() {
    let late = full_until_the_gate().answer("gate1", "no").answer("rating2", "fair").answer("why2", "time");
    let back = late
        .back()
        .back()
        .back()
        .expect("gate1")
        .answer("gate1", "yes")
        .expect("behind1")
        .expect_progress(3, 12);
    let on = back.answer("behind1", "satisfied").answer("rating2", "fair").expect("rating3");
    let left = on.leave().tell(Event::LeaveKeeping);
    assert!(!told(left.draft()).contains("why2"), "{}", told(left.draft()));
}

#[test]
fn a_reason_left_out_for_want_of_room_is_not_in_the_record() {
    let (whole, _) = all_bad(&support::crowded("rrrrrrrr"), "yes");
    let package = whole.session.kiosk.as_ref().unwrap().package(None).unwrap();
    let asked = &whole.draft().answers.asked;
    let left_out = package.questions.iter().filter(|question| !asked.contains(&question.id));
    assert!(left_out.clone().all(|question| question.role == Role::Reason));
    assert_eq!(left_out.count(), 5);
}
