//! When a question is shown (`Q4`).

use super::Question;
use crate::answer::Value;
use crate::ids::QuestionId;

/// A condition over earlier answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The question has an answer other than "does not apply" and "skipped".
    Answered(QuestionId),
    /// The option was chosen (among others, for multi).
    Equals(Equals),
    /// The number, or the points of the chosen option, is at most this.
    AtMost(Bound),
    /// The number, or the points of the chosen option, is at least this.
    AtLeast(Bound),
}

/// An option of an earlier question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equals {
    /// The earlier question.
    pub question: QuestionId,
    /// One of its options.
    pub value: crate::ids::OptionId,
}

/// A bound on an earlier question's number or points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The earlier question.
    pub question: QuestionId,
    /// The bound itself, inclusive.
    pub value: i64,
}

impl Condition {
    /// Whether it holds, given a look-up of earlier questions and the answers on the path to them.
    pub fn holds<'a>(&self, look: &impl Fn(&QuestionId) -> Option<(&'a Question, &'a Value)>) -> bool {
        match self {
            Self::All(all) => all.iter().all(|c| c.holds(look)),
            Self::Any(any) => any.iter().any(|c| c.holds(look)),
            Self::Not(not) => !not.holds(look),
            Self::Answered(id) => {
                look(id).is_some_and(|(_, value)| !matches!(value, Value::NotApplicable | Value::Skipped))
            }
            Self::Equals(Equals { question, value }) => {
                look(question).is_some_and(|(_, given)| given.holds(value))
            }
            Self::AtMost(bound) => measured(look(&bound.question)).is_some_and(|n| n <= bound.value),
            Self::AtLeast(bound) => measured(look(&bound.question)).is_some_and(|n| n >= bound.value),
        }
    }

    /// Every question it looks at, in order.
    pub(crate) fn references(&self) -> Vec<&QuestionId> {
        let mut references = Vec::new();
        for leaf in self.leaves() {
            references.extend(leaf.reference());
        }
        references
    }

    /// The question a leaf looks at.
    fn reference(&self) -> Option<&QuestionId> {
        match self {
            Self::All(_) | Self::Any(_) | Self::Not(_) => None,
            Self::Answered(id) => Some(id),
            Self::Equals(equals) => Some(&equals.question),
            Self::AtMost(bound) | Self::AtLeast(bound) => Some(&bound.question),
        }
    }

    /// Every leaf, in order.
    pub(super) fn leaves(&self) -> Vec<&Self> {
        let mut leaves = Vec::new();
        self.gather(&mut leaves);
        leaves
    }

    fn gather<'a>(&'a self, leaves: &mut Vec<&'a Self>) {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().for_each(|condition| condition.gather(leaves)),
            Self::Not(not) => not.gather(leaves),
            leaf => leaves.push(leaf),
        }
    }
}

fn measured(answered: Option<(&Question, &Value)>) -> Option<i64> {
    match answered? {
        (_, Value::Number(n)) => Some(*n),
        (question, Value::Choice(option)) => question.option(option)?.points.map(i64::from),
        _ => None,
    }
}
