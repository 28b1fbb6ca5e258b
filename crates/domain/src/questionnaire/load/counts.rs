//! Whether the budget can be kept.

use super::super::review::Review;
use super::super::{Asked, MAX_SCREENS, Package, QuestionType};
use crate::json::Path;

pub(super) fn check(package: &Package, at: &Path<'_>, review: &mut Review<'_>) {
    let (mut always, mut in_turns) = (0, 0);
    for question in package.questions.iter().filter(|question| question.counted()) {
        match question.asked {
            Asked::Always => always += 1,
            Asked::InTurns(_) => in_turns += 1,
            Asked::WithGate(_) => {}
        }
    }
    let budget = at.name("budget");
    if always > package.budget.max {
        review.add(
            &budget.name("max"),
            format_args!("{always} questions are required, {} is the most", package.budget.max),
            "Let some rotate, or raise it",
        );
    }
    if always + in_turns < package.budget.min {
        review.add(
            &budget.name("min"),
            format_args!("there are only {} counted questions", always + in_turns),
            "Add questions, or lower it",
        );
    }
    let questions = at.name("questions");
    let always: Vec<usize> = (0..package.questions.len()).filter(|i| package.always_asked(*i)).collect();
    let screens = package.screens(&always);
    if screens > MAX_SCREENS {
        review.add(
            &questions,
            format_args!("{screens} screens are always possible"),
            "Keep 12 at most: let some rotate or take some out",
        );
    }
    if !package.questions.iter().any(|question| question.kind == QuestionType::Text) {
        review.add(&questions, format_args!("there is no open question"), "Add one of type `text` (Q1)");
    }
}
