//! `show_if`, with every reference checked where it stands.

use super::super::condition::{Bound, Condition, Equals};
use super::super::{Question, Role};
use crate::ids::{OptionId, QuestionId};
use crate::json::Node;
use crate::questionnaire::review::Review;
use crate::visit::Channel;
use std::sync::Arc;

const WORDS: [&str; 7] = ["all", "any", "not", "answered", "equals", "at_most", "at_least"];

/// What a condition may look at.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    /// The questions before this one.
    pub earlier: &'a [Arc<Question>],
    /// Where this one is asked.
    pub channels: &'a [Channel],
}

impl<'a> Sight<'a> {
    /// Reads a condition: an object of one member.
    pub fn condition(self, node: &Node<'_>, review: &mut Review<'_>) -> Condition {
        node.only(&WORDS);
        let mut entries = node.entries();
        let (Some((word, of)), None) = (entries.next(), entries.next()) else {
            node.fault(format_args!("expected one condition"));
            return Condition::All(Vec::new());
        };
        match word {
            "all" => Condition::All(of.list(|each| self.condition(each, review))),
            "any" => Condition::Any(of.list(|each| self.condition(each, review))),
            "not" => Condition::Not(Box::new(self.condition(&of, review))),
            "answered" => Condition::Answered(self.question(&of, review).0),
            "equals" => Condition::Equals(self.equals(&of, review)),
            "at_most" => Condition::AtMost(self.bound(&of, review)),
            _ => Condition::AtLeast(self.bound(&of, review)),
        }
    }

    fn question(self, node: &Node<'_>, review: &mut Review<'_>) -> (QuestionId, Option<&'a Question>) {
        let id = QuestionId::read(node);
        let found = self.earlier.iter().find(|question| question.id == id).map(|question| &**question);
        let Some(target) = found else {
            review.add(
                node.path(),
                format_args!("there is no question `{id}` before this one"),
                "Name a question that comes earlier in $.questions",
            );
            return (id, None);
        };
        if target.role != Role::Ask && target.role != Role::Category {
            review.add(
                node.path(),
                format_args!("`{id}` is a `{}`, on which nothing may hang", target.role),
                "Let it hang on a question of the survey",
            );
        }
        if let Some(channel) = self.channels.iter().find(|channel| !target.channels.contains(channel)) {
            review.add(
                node.path(),
                format_args!("`{id}` is not asked on the channel `{channel}`"),
                "Let both be asked on the same channels",
            );
        }
        (id, found)
    }

    fn equals(self, node: &Node<'_>, review: &mut Review<'_>) -> Equals {
        node.only(&["question", "value"]);
        let (question, target) = self.question(&node.field("question"), review);
        let at = node.field("value");
        let value = OptionId::read(&at);
        if target.is_some_and(|target| target.option(&value).is_none()) {
            review.unknown_option(&at, value.as_str());
        }
        Equals { question, value }
    }

    fn bound(self, node: &Node<'_>, review: &mut Review<'_>) -> Bound {
        node.only(&["question", "value"]);
        let at = node.field("question");
        let (question, target) = self.question(&at, review);
        if target.is_some_and(|target| target.range.is_none() && !target.scored()) {
            review.add(
                at.path(),
                format_args!("`{question}` has neither a number nor points to compare"),
                "Compare with `equals` or `answered`",
            );
        }
        Bound { question, value: node.field("value").i64() }
    }
}
