//! No thank-you before the record is safe, and exactly one record.

use super::language::{Scenario, outcome, receipt, survey};
use handover_domain::answer::Value;
use handover_domain::record::Outcome;
use handover_domain::session::{Effect, Event, SaveProblem, SavingStage, State};

fn submitted() -> Scenario {
    survey("short")
        .answer("appointment", "no")
        .answer("cleanliness", "satisfied")
        .answer("overall", "satisfied")
        .answer("comment", "words")
        .expect_screen("saving")
}

#[test]
fn thanks_come_only_after_the_record_was_read_back() {
    let thanked = submitted().saved().expect_screen("thanks");
    assert_eq!(thanked.thanks().receipts, [receipt()]);
    assert!(matches!(thanked.effects[..], [Effect::Save(_)]), "{:?}", thanked.effects);
}

#[test]
fn the_thank_you_ends_when_it_was_read_or_after_the_countdown() {
    let thanked = submitted().saved();
    thanked.clone().tell(Event::Finished).expect_screen("attract");
    let counted_down = thanked.quiet(60).expect_idle(25).quiet(85).expect_screen("attract");
    assert_eq!(counted_down.drafts().len(), 1, "nothing is kept a second time");
}

#[test]
fn tapping_send_twice_saves_once() {
    let twice = submitted()
        .tell(Event::Answered(Value::Text("words".into())))
        .tell(Event::Answered(Value::Skipped))
        .expect_screen("saving");
    assert_eq!(twice.drafts().len(), 1);
    let thanked = twice.saved().tell(Event::Answered(Value::Skipped)).expect_screen("thanks");
    assert_eq!(thanked.drafts().len(), 1);
}

#[test]
fn a_record_that_could_not_be_written_keeps_its_answers_and_is_tried_again() {
    for problem in [SaveProblem::Full, SaveProblem::Failed, SaveProblem::Unconfirmed] {
        let failed = submitted().not_saved(problem);
        let State::Saving(saving) = &failed.session.state else { panic!() };
        assert_eq!(saving.stage, SavingStage::Failed(problem));
        let again = failed.tell(Event::TryAgain).expect_screen("saving");
        let drafts = again.drafts();
        assert_eq!(drafts.len(), 2);
        assert!(std::ptr::eq(drafts[0], drafts[1]), "the same record, with the same id, and no copy of it");
        assert_eq!(drafts[1].text.as_ref().unwrap().comments[0].text, "words");
        again.saved().expect_screen("thanks");
    }
}

#[test]
fn tapping_try_again_twice_saves_once_more() {
    let again = submitted().not_saved(SaveProblem::Failed).tell(Event::TryAgain).tell(Event::TryAgain);
    assert_eq!(again.drafts().len(), 2);
}

#[test]
fn a_customer_who_gives_up_on_a_full_tablet_leaves_nothing_and_is_not_thanked() {
    submitted().not_saved(SaveProblem::Full).tell(Event::LeaveDeleting).expect_screen("attract");
}

#[test]
fn a_late_word_about_an_earlier_try_thanks_nobody() {
    submitted()
        .not_saved(SaveProblem::Failed)
        .tell(Event::Saved(receipt()))
        .expect_screen("not-saved")
        .tell(Event::LeaveDeleting)
        .tell(Event::Saved(receipt()))
        .expect_screen("attract")
        .begin()
        .tell(Event::Saved(receipt()))
        .expect_screen("asking");
}

#[test]
fn a_partial_record_that_could_not_be_written_is_tried_again_too() {
    let again = survey("short")
        .answer("appointment", "no")
        .leave()
        .tell(Event::LeaveKeeping)
        .not_saved(SaveProblem::Full)
        .tell(Event::TryAgain);
    assert_eq!(outcome(again.drafts()[1]), Outcome::Partial);
    again.saved().expect_screen("attract");
}
