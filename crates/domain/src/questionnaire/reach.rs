//! Whether every question can be reached, and the budget kept.

use super::condition::Condition;
use super::flaw::Flaws;
use super::load::MAX_SCREENS;
use super::{Asked, Package, Question, QuestionType};
use crate::answer::Value;
use crate::ids::QuestionId;
use std::collections::{BTreeMap, BTreeSet};

/// Beyond this many combinations of earlier answers a condition is taken as reachable.
const MAX_COMBINATIONS: usize = 20_000;

pub(super) fn check(package: &Package, flaws: &mut Flaws) {
    for (i, question) in package.questions.iter().enumerate() {
        if question.show_if.is_some() && !reachable(package, i) {
            flaws.add(
                format!("$.questions[{i}].show_if"),
                "no answers lead here, so the question would never be shown",
                "Change the condition or take the question out",
            );
        }
    }
    counts(package, flaws);
}

fn counts(package: &Package, flaws: &mut Flaws) {
    let counted = |asked: fn(Asked) -> bool| {
        package.questions.iter().filter(|question| question.counted() && asked(question.asked)).count()
    };
    let always = counted(|asked| asked == Asked::Always);
    let in_turns = counted(|asked| matches!(asked, Asked::InTurns(_)));
    if always > package.budget.max {
        flaws.add(
            "$.budget.max",
            format!("{always} questions are required, {} is the most", package.budget.max),
            "Let some rotate, or raise it",
        );
    }
    if always + in_turns < package.budget.min {
        flaws.add(
            "$.budget.min",
            format!("there are only {} counted questions", always + in_turns),
            "Add questions, or lower it",
        );
    }
    let screens = (0..package.questions.len()).filter(|i| package.always_asked(*i)).count();
    if screens > MAX_SCREENS {
        flaws.add(
            "$.questions",
            format!("{screens} screens are always possible"),
            format!("Keep {MAX_SCREENS} at most: let some rotate or take some out"),
        );
    }
    if !package.questions.iter().any(|question| question.kind == QuestionType::Text) {
        flaws.add("$.questions", "there is no open question", "Add one of type `text` (Q1)");
    }
}

/// Whether some answers to the questions it depends on make it appear.
fn reachable(package: &Package, index: usize) -> bool {
    let mut needed = BTreeSet::new();
    gather(package, index, &mut needed);
    let needed: Vec<usize> = needed.into_iter().collect();
    let combinations = needed.iter().try_fold(1_usize, |n, i| {
        n.checked_mul(samples(package, *i).len()).filter(|n| *n <= MAX_COMBINATIONS)
    });
    if combinations.is_none() {
        return true;
    }
    tries(package, index, &needed, &mut BTreeMap::new())
}

fn gather(package: &Package, index: usize, into: &mut BTreeSet<usize>) {
    let condition = package.questions[index].show_if.iter();
    for (_, leaf) in condition.flat_map(Condition::leaves) {
        let found = leaf.reference().and_then(|(_, id)| package.questions.iter().position(|q| q.id == *id));
        if let Some(found) = found
            && into.insert(found)
        {
            gather(package, found, into);
        }
    }
}

fn tries(package: &Package, index: usize, open: &[usize], answers: &mut BTreeMap<usize, Value>) -> bool {
    let Some((next, rest)) = open.split_first() else {
        return shown(package, index, answers);
    };
    if !shown(package, *next, answers) {
        return tries(package, index, rest, answers);
    }
    samples(package, *next).into_iter().any(|value| {
        answers.insert(*next, value);
        let found = tries(package, index, rest, answers);
        answers.remove(next);
        found
    })
}

fn shown(package: &Package, index: usize, answers: &BTreeMap<usize, Value>) -> bool {
    let look = |id: &QuestionId| {
        let at = package.questions.iter().position(|question| question.id == *id)?;
        Some((&package.questions[at], answers.get(&at)?))
    };
    package.questions[index].show_if.as_ref().is_none_or(|condition| condition.holds(&look))
}

/// Answers that stand for all the ways a condition can see this question.
fn samples(package: &Package, index: usize) -> Vec<Value> {
    let question: &Question = &package.questions[index];
    let mut samples: Vec<Value> = match question.kind {
        QuestionType::Multi => {
            let all: Vec<_> = question.options.iter().map(|option| option.id.clone()).collect();
            all.iter()
                .map(|id| Value::Choices(vec![id.clone()]))
                .chain([Value::Choices(all.clone())])
                .collect()
        }
        QuestionType::Text => vec![Value::Text(String::from("…"))],
        _ => question.options.iter().map(|option| Value::Choice(option.id.clone())).collect(),
    };
    if let Some((min, max)) = question.range {
        let bounds = package.questions.iter().filter_map(|q| q.show_if.as_ref()).flat_map(Condition::leaves);
        let bounds = bounds.filter_map(|(_, leaf)| match leaf {
            Condition::AtMost(bound) | Condition::AtLeast(bound) if bound.question == question.id => {
                Some(bound.value)
            }
            _ => None,
        });
        let numbers: BTreeSet<i64> = bounds.chain([min, max]).map(|n| n.clamp(min, max)).collect();
        samples.extend(numbers.into_iter().map(Value::Number));
    }
    if question.optional {
        samples.push(Value::Skipped);
    }
    if question.not_applicable {
        samples.push(Value::NotApplicable);
    }
    samples
}
