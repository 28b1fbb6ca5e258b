//! One customer's survey in memory: the questions selected, the answers so far, and where they lead.
//!
//! Nothing here touches a disk; what is left of it after the customer is a record, or nothing.

use crate::answer::{self, Value};
use crate::ids::{AdvisorId, OrderRef, QuestionId, RecordId};
use crate::language::Language;
use crate::questionnaire::{Package, Question};
use crate::record::{Answer, AnswersPart, Comment, Outcome, TextPart};
use crate::visit::{Channel, Visit};
use std::sync::Arc;

/// What is known of the visit before the first question; never a plate or a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitInfo {
    /// The kind of visit, or the package's own where nothing was said.
    pub visit: Option<Visit>,
    /// The handover number of the dealer's system.
    pub order: Option<OrderRef>,
    /// Who advised the customer.
    pub advisor: Option<AdvisorId>,
}

/// A survey under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    record: RecordId,
    package: Arc<Package>,
    info: VisitInfo,
    selected: Vec<usize>,
    given: Vec<Option<Given>>,
    at: usize,
    shown: Vec<usize>,
    shown_at: u64,
}

#[derive(Debug, Clone, PartialEq)]
struct Given {
    value: Value,
    ms: u64,
}

/// An answer that the question does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this question does not take that answer")]
pub struct Unfit;

impl Survey {
    /// Begins with the first question, at this page time. `None` where nothing can be asked on a tablet.
    pub fn begin(record: RecordId, package: Arc<Package>, info: VisitInfo, now_ms: u64) -> Option<Self> {
        let selected = package.select(record, Channel::Kiosk);
        let given = vec![None; package.questions.len()];
        let mut survey =
            Self { record, package, info, selected, given, at: 0, shown: Vec::new(), shown_at: now_ms };
        survey.show(*survey.path().first()?, now_ms);
        Some(survey)
    }

    /// The id under which the answers will be kept.
    pub fn record(&self) -> RecordId {
        self.record
    }

    /// What is known of the visit.
    pub fn info(&self) -> &VisitInfo {
        &self.info
    }

    /// What is being asked.
    pub fn package(&self) -> &Arc<Package> {
        &self.package
    }

    /// The question on the screen.
    pub fn question(&self) -> &Question {
        &self.package.questions[self.at]
    }

    /// The answer already given to it, when the customer came back.
    pub fn answer_here(&self) -> Option<&Value> {
        self.value(self.at)
    }

    /// `(place, length)` of the question on the path as it stands, from 1.
    pub fn progress(&self) -> (usize, usize) {
        let path = self.path();
        let place = path.iter().position(|i| *i == self.at).unwrap_or(0);
        (place + 1, path.len())
    }

    /// Whether anything was chosen yet that a partial survey keeps.
    pub fn has_answers(&self) -> bool {
        let kept = |given: &Given| !matches!(given.value, Value::Skipped | Value::Text(_));
        self.given.iter().flatten().any(kept)
    }

    /// Answers the question on the screen and moves on; `Ok(true)` when that was the last one.
    pub fn answer(&mut self, value: Value, now_ms: u64) -> Result<bool, Unfit> {
        let value = self.fitting(value)?;
        let ms = now_ms.saturating_sub(self.shown_at);
        self.given[self.at] = Some(Given { value, ms });
        self.drop_left_branches();
        let next = self.path().into_iter().find(|i| *i > self.at);
        if let Some(next) = next {
            self.show(next, now_ms);
        }
        Ok(next.is_none())
    }

    /// Goes one question back; `false` at the first one.
    pub fn back(&mut self, now_ms: u64) -> bool {
        let before = self.path().into_iter().rfind(|i| *i < self.at);
        if let Some(before) = before {
            self.show(before, now_ms);
        }
        before.is_some()
    }

    /// Everything chosen, for the answers part. What was asked is what was shown and is on the path: all of it
    /// for a completed survey. A partial one keeps what was chosen behind the question on the screen too, and
    /// does not tell that there were words.
    pub fn answers(&self, language: Language, outcome: Outcome) -> AnswersPart {
        let asked: Vec<usize> = self.path().into_iter().filter(|i| self.shown.contains(i)).collect();
        let id = |i: &usize| self.package.questions[*i].id.clone();
        AnswersPart {
            visit: self.package.visit,
            channel: Channel::Kiosk,
            language,
            advisor: self.info.advisor.clone(),
            order: self.info.order.clone(),
            answers: asked
                .iter()
                .filter_map(|i| {
                    let given = self.given[*i].as_ref()?;
                    let value = match &given.value {
                        Value::Text(_) if outcome == Outcome::Partial => return None,
                        Value::Text(_) => Value::Written,
                        other => other.clone(),
                    };
                    Some(Answer { question: id(i), value, ms: given.ms })
                })
                .collect(),
            asked: asked.iter().map(id).collect(),
        }
    }

    /// Everything written, for the text part; `None` where nothing was.
    pub fn comments(&self) -> Option<TextPart> {
        let comments: Vec<Comment> = self
            .path()
            .into_iter()
            .filter_map(|i| match self.value(i)? {
                Value::Text(text) => {
                    Some(Comment { question: self.package.questions[i].id.clone(), text: text.clone() })
                }
                _ => None,
            })
            .collect();
        (!comments.is_empty()).then_some(TextPart { comments })
    }

    fn value(&self, index: usize) -> Option<&Value> {
        self.given[index].as_ref().map(|given| &given.value)
    }

    /// The selected questions whose conditions hold on the answers before them.
    fn path(&self) -> Vec<usize> {
        let mut path = Vec::new();
        for i in &self.selected {
            let look = |id: &QuestionId| {
                let at = path.iter().find(|at: &&usize| self.package.questions[**at].id == *id)?;
                Some((&self.package.questions[*at], self.value(*at)?))
            };
            if self.package.questions[*i].show_if.as_ref().is_none_or(|condition| condition.holds(&look)) {
                path.push(*i);
            }
        }
        path
    }

    /// What was answered on a branch that is no longer taken was not meant, and is not kept.
    fn drop_left_branches(&mut self) {
        let path = self.path();
        for (i, given) in self.given.iter_mut().enumerate() {
            if !path.contains(&i) {
                *given = None;
            }
        }
    }

    fn show(&mut self, index: usize, now_ms: u64) {
        self.at = index;
        self.shown_at = now_ms;
        if !self.shown.contains(&index) {
            self.shown.push(index);
        }
    }

    fn fitting(&self, value: Value) -> Result<Value, Unfit> {
        let question = self.question();
        match value {
            Value::Written => Err(Unfit),
            _ if !question.takes(&value) => Err(Unfit),
            Value::Text(words) => {
                let words = answer::clean(&words);
                Ok(if words.is_empty() { Value::Skipped } else { Value::Text(words) })
            }
            Value::Choices(chosen) => Ok(Value::Choices(
                question
                    .options
                    .iter()
                    .map(|option| option.id.clone())
                    .filter(|id| chosen.contains(id))
                    .collect(),
            )),
            other => Ok(other),
        }
    }
}
