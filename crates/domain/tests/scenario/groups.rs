//! Groups (`S1`) share one screen, and influence (`I4`) comes last; nobody has to tell either.

use super::language::{Scenario, attract, survey, told};
use crate::support::{self, load, option, question};
use handover_domain::answer::Value;
use handover_domain::questionnaire::Role;
use handover_domain::scoring;
use handover_domain::session::Event;
use std::collections::BTreeMap;

fn at_the_groups() -> Scenario {
    survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .answer("comment", "skip")
        .expect("age")
}

#[test]
fn all_groups_are_on_one_screen_and_count_as_one() {
    at_the_groups().expect_together(&["age", "region"]).expect_progress(5, 6);
    survey("full").expect_together(&["appointment"]).expect_progress(1, 6);
}

#[test]
fn what_was_named_is_told_and_the_rest_was_passed_over() {
    let whole = at_the_groups().groups(&[("region", "north")]).expect("asked_for").answer("asked_for", "no");
    assert!(told(whole.draft()).ends_with("age=skip region=north asked_for=no"), "{}", told(whole.draft()));
    let both = at_the_groups().groups(&[("region", "south"), ("age", "35_44")]).answer("asked_for", "skip");
    assert!(told(both.draft()).ends_with("age=35_44 region=south asked_for=skip"), "{}", told(both.draft()));
}

#[test]
fn every_group_may_be_passed_over() {
    for way in [Event::GroupsNamed(Vec::new()), Event::Answered(Value::Skipped)] {
        let passed = at_the_groups().tell(way).expect("asked_for").answer("asked_for", "skip");
        assert!(told(passed.draft()).ends_with("age=skip region=skip asked_for=skip"));
    }
}

#[test]
fn groups_can_be_changed_after_going_back() {
    let back = at_the_groups().groups(&[("age", "35_44"), ("region", "north")]).back().expect("age");
    let back = back.expect_answer("age", Some("35_44")).expect_answer("region", Some("north"));
    let changed = back.groups(&[("age", "over_44")]).answer("asked_for", "no");
    assert!(told(changed.draft()).contains("age=over_44 region=skip"), "{}", told(changed.draft()));
    at_the_groups().back().expect("comment").answer("comment", "words").expect("age");
}

#[test]
fn a_group_or_an_option_that_is_not_on_the_screen_changes_nothing() {
    let named = |id: &str, of: &str| Event::GroupsNamed(vec![(question(id), option(of))]);
    let known = (question("age"), option("35_44"));
    at_the_groups().expect_unmoved_by([
        named("age", "120"),
        named("age", "north"),
        named("overall", "fair"),
        named("nowhere", "north"),
        Event::GroupsNamed(vec![known, (question("region"), option("35_44"))]),
    ]);
    survey("full").expect_unmoved_by([named("age", "35_44"), Event::GroupsNamed(Vec::new())]);
}

#[test]
fn one_choice_is_no_answer_to_a_whole_screen_of_groups() {
    at_the_groups().expect_unmoved_by([Event::Answered(Value::Choice(option("35_44")))]);
}

#[test]
fn both_groups_were_on_the_screen_as_long() {
    let whole = at_the_groups().groups(&[("age", "35_44")]).answer("asked_for", "skip");
    let answers = &whole.draft().answers.answers;
    let ms = |id: &str| answers.iter().find(|answer| answer.question == question(id)).unwrap().ms;
    assert_eq!((ms("age"), ms("region")), (1000, 1000));
}

#[test]
fn a_partial_record_keeps_the_groups_that_were_named() {
    let left = at_the_groups().groups(&[("age", "35_44")]).leave().tell(Event::LeaveKeeping);
    assert!(told(left.draft()).ends_with("age=35_44 region=skip asked_for="), "{}", told(left.draft()));
}

#[test]
fn groups_alone_on_the_path_are_enough_for_a_screen() {
    let mut package = support::full();
    let questions = package["questions"].as_array_mut().unwrap();
    questions.retain(|question| question["id"] != "region");
    let kiosk = support::kiosk(&package, 1);
    let alone = super::language::tablet().tell(Event::Started(Some(kiosk))).begin();
    let alone = alone.answer("appointment", "no").answer("cleanliness", "n/a").answer("overall", "satisfied");
    let alone = alone.answer("comment", "skip").expect_together(&["age"]).groups(&[("age", "35_44")]);
    assert!(told(alone.answer("asked_for", "no").draft()).ends_with("age=35_44 asked_for=no"));
}

#[test]
fn influence_is_asked_last_and_may_be_passed_over() {
    let influence = at_the_groups().groups(&[]).expect("asked_for").expect_progress(6, 6);
    for (answer, raised) in [("yes", false), ("no", false), ("skip", false)] {
        influence.clone().answer("asked_for", answer).saved().expect_raised(raised).expect_offer(false);
    }
}

#[test]
fn nothing_of_groups_influence_or_reasons_is_counted_or_scored() {
    let package = load(&support::full());
    let beside = |role| matches!(role, Role::Group | Role::Influence | Role::Reason);
    let tallies = package.questions.iter().map(|question| {
        (question.id.clone(), question.options.iter().map(|option| (option.id.clone(), 3)).collect())
    });
    let scores = scoring::package(&package, &tallies.collect::<BTreeMap<_, _>>());
    assert!(scores.questions.iter().all(|(question, _)| !beside(question.role)), "{scores:?}");
    assert!(!scores.questions.is_empty());
    assert!(package.questions.iter().filter(|question| beside(question.role)).all(|q| !q.counted()));
    let id = attract("full").begin().asked().record();
    let chosen = package.select(id, handover_domain::visit::Channel::Kiosk);
    assert_eq!(package.counted(&chosen), 3, "the appointment, the cleanliness and the overall satisfaction");
}
