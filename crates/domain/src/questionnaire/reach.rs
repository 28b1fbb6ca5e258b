//! Whether every question can be reached.

use super::condition::Condition;
use super::review::Review;
use super::{Package, Question, QuestionType};
use crate::answer::Value;
use crate::ids::{OptionId, QuestionId};
use crate::json::Path;
use std::collections::{BTreeMap, BTreeSet};

/// Beyond this many combinations of earlier answers a condition is taken as reachable.
const MAX_COMBINATIONS: usize = 20_000;

pub(super) fn check(package: &Package, at: &Path<'_>, review: &mut Review<'_>) {
    for (i, question) in package.questions.iter().enumerate() {
        if question.show_if.is_some() && !reachable(package, i) {
            review.add(
                &at.index(i).name("show_if"),
                format_args!("no answers lead here, so the question would never be shown"),
                "Change the condition or take the question out",
            );
        }
    }
}

/// Whether some answers to the questions it depends on make it appear.
fn reachable(package: &Package, index: usize) -> bool {
    let mut needed = BTreeSet::new();
    gather(package, index, &mut needed);
    let needed: Vec<usize> = needed.into_iter().collect();
    let combinations = needed.iter().try_fold(1_usize, |n, i| {
        n.checked_mul(samples(package, *i).len() + 1).filter(|n| *n <= MAX_COMBINATIONS)
    });
    if combinations.is_none() {
        return true;
    }
    tries(package, index, &needed, &mut BTreeMap::new())
}

fn gather(package: &Package, index: usize, into: &mut BTreeSet<usize>) {
    let condition = package.questions[index].show_if.iter();
    for id in condition.flat_map(Condition::references) {
        if let Some(found) = package.questions.iter().position(|question| question.id == *id)
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
    // What rotates may not have been asked at all, unless both hang on the same gate.
    let may_be_left_out = !package.always_asked(*next) && package.root(*next) != package.root(index);
    if may_be_left_out && tries(package, index, rest, answers) {
        return true;
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
        Some((&*package.questions[at], answers.get(&at)?))
    };
    package.questions[index].show_if.as_ref().is_none_or(|condition| condition.holds(&look))
}

/// Answers that stand for all the ways a condition can see this question.
fn samples(package: &Package, index: usize) -> Vec<Value> {
    let question: &Question = &package.questions[index];
    let leaves: Vec<&Condition> =
        package.questions.iter().filter_map(|q| q.show_if.as_ref()).flat_map(Condition::leaves).collect();
    let mut samples: Vec<Value> = match question.kind {
        QuestionType::Multi => {
            sets(question, &leaves).into_iter().filter(|set| !set.is_empty()).map(Value::Choices).collect()
        }
        QuestionType::Text => vec![Value::Text(String::from("…"))],
        _ => question.options.iter().map(|option| Value::Choice(option.id.clone())).collect(),
    };
    if let Some((min, max)) = question.range {
        let bounds = leaves.iter().filter_map(|leaf| match leaf {
            Condition::AtMost(bound) | Condition::AtLeast(bound) if bound.question == question.id => {
                Some(bound.value)
            }
            _ => None,
        });
        let beside = bounds.flat_map(|n| [n.saturating_sub(1), n, n.saturating_add(1)]);
        let numbers: BTreeSet<i64> = beside.chain([min, max]).map(|n| n.clamp(min, max)).collect();
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

/// Every set of the options that conditions look at, and of one that stands for the others.
fn sets(question: &Question, leaves: &[&Condition]) -> Vec<Vec<OptionId>> {
    let looked_at = |id: &OptionId| {
        leaves.iter().any(|leaf| {
            matches!(leaf, Condition::Equals(equals) if equals.question == question.id && equals.value == *id)
        })
    };
    let (told_apart, others): (Vec<_>, Vec<_>) =
        question.options.iter().map(|option| &option.id).partition(|id| looked_at(id));
    let mut sets = vec![Vec::new()];
    for id in told_apart.into_iter().chain(others.into_iter().take(1)) {
        let with: Vec<Vec<OptionId>> =
            sets.iter().map(|set| [&set[..], std::slice::from_ref(id)].concat()).collect();
        sets.extend(with);
    }
    sets
}
