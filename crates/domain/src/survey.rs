//! One customer's survey in memory: the questions selected, the answers so far, and where they lead.
//!
//! Nothing here touches a disk; what is left of it after the customer is a record, or nothing.

use crate::answer::{self, Value};
use crate::ids::{AdvisorId, OptionId, OrderRef, QuestionId, RecordId};
use crate::language::Language;
use crate::questionnaire::{Choice, Condition, MAX_SCREENS, Package, Question, Role};
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
    pub fn question(&self) -> &Arc<Question> {
        self.asks(self.at)
    }

    fn asks(&self, index: usize) -> &Arc<Question> {
        &self.package.questions[index]
    }

    /// The answer already given to it, when the customer came back.
    pub fn answer_here(&self) -> Option<&Value> {
        self.value(self.at)
    }

    /// The questions on the screen: one, or every group that a customer may name.
    pub fn questions(&self) -> Vec<&Arc<Question>> {
        if self.question().role != Role::Group {
            return vec![self.question()];
        }
        self.groups().into_iter().map(|i| self.asks(i)).collect()
    }

    /// The answer given to any question on the path.
    pub fn answer_to(&self, id: &QuestionId) -> Option<&Value> {
        self.value(self.package.questions.iter().position(|question| question.id == *id)?)
    }

    /// The options chosen on the screen before this one, for whoever cannot see that they were taken.
    pub fn chosen_before(&self) -> Vec<&Choice> {
        let before = self.stops().into_iter().rfind(|i| *i < self.at);
        let chosen = before.and_then(|i| Some((&self.package.questions[i], self.value(i)?)));
        let Some((question, value)) = chosen else { return Vec::new() };
        question.options.iter().filter(|option| value.holds(&option.id)).collect()
    }

    /// `(place, length)` of the screen on the path as it stands, from 1.
    pub fn progress(&self) -> (usize, usize) {
        let stops = self.stops();
        let place = stops.iter().position(|i| *i == self.at).unwrap_or(0);
        (place + 1, stops.len())
    }

    /// Whether an apology is due here: the first bad answer of this survey came just before (`Q5`).
    pub fn is_sorry(&self) -> bool {
        let stops = self.stops();
        let first = stops.iter().find(|i| self.is_bad(**i));
        let before = stops.iter().rfind(|i| **i < self.at);
        first.is_some() && first == before
    }

    /// Whether something was said to be wrong.
    pub fn is_raised(&self) -> bool {
        self.path().into_iter().any(|i| self.is_bad(i))
    }

    fn is_bad(&self, index: usize) -> bool {
        self.value(index).is_some_and(|value| self.asks(index).is_bad(value))
    }

    /// Whether anything was chosen yet that a partial survey keeps.
    pub fn has_answers(&self) -> bool {
        let kept = |given: &Given| !matches!(given.value, Value::Skipped | Value::Text(_));
        self.given.iter().flatten().any(kept)
    }

    /// Answers the question on the screen and moves on; `Ok(true)` when that was the last one.
    pub fn answer(&mut self, value: Value, now_ms: u64) -> Result<bool, Unfit> {
        let value = self.fitting(value)?;
        if self.question().role == Role::Group {
            // There is no answer to several questions at once but to pass them over.
            return if value == Value::Skipped { self.tell_groups(&[], now_ms) } else { Err(Unfit) };
        }
        let ms = now_ms.saturating_sub(self.shown_at);
        self.given[self.at] = Some(Given { value, ms });
        Ok(self.go_on(now_ms))
    }

    /// Tells which groups the customer belongs to, and moves on; what is not named was passed over.
    pub fn tell_groups(&mut self, named: &[(QuestionId, OptionId)], now_ms: u64) -> Result<bool, Unfit> {
        let ms = now_ms.saturating_sub(self.shown_at);
        let groups = self.groups();
        let known = |(id, option): &(QuestionId, OptionId)| {
            groups.iter().any(|i| {
                let question = self.asks(*i);
                question.id == *id && question.option(option).is_some()
            })
        };
        if self.question().role != Role::Group || !named.iter().all(known) {
            return Err(Unfit);
        }
        for i in groups {
            let id = &self.asks(i).id;
            let option = named.iter().find(|(question, _)| question == id);
            let value = option.map_or(Value::Skipped, |(_, option)| Value::Choice(option.clone()));
            self.given[i] = Some(Given { value, ms });
        }
        Ok(self.go_on(now_ms))
    }

    /// Moves to the next screen; `true` where there is none.
    fn go_on(&mut self, now_ms: u64) -> bool {
        self.drop_left_branches();
        let next = self.stops().into_iter().find(|i| *i > self.at);
        if let Some(next) = next {
            self.show(next, now_ms);
        }
        next.is_none()
    }

    /// Goes one screen back; `false` at the first one.
    pub fn back(&mut self, now_ms: u64) -> bool {
        let before = self.stops().into_iter().rfind(|i| *i < self.at);
        if let Some(before) = before {
            self.show(before, now_ms);
        }
        before.is_some()
    }

    /// The customer comes back to the question on the screen, whose time begins anew.
    pub fn resume(&mut self, now_ms: u64) {
        self.shown_at = now_ms;
    }

    /// Everything chosen, for the answers part. What was asked is what was shown and is on the path: all of it
    /// for a completed survey. A partial one keeps what was chosen behind the question on the screen too, and
    /// does not tell that there were words.
    pub fn answers(&self, language: Language, outcome: Outcome) -> AnswersPart {
        let (mut asked, mut answers) = (Vec::new(), Vec::new());
        for i in self.path() {
            if !self.shown.contains(&i) {
                continue;
            }
            let id = &self.asks(i).id;
            asked.push(id.clone());
            let Some(given) = &self.given[i] else { continue };
            let value = match &given.value {
                Value::Text(_) if outcome == Outcome::Partial => continue,
                Value::Text(_) => Value::Written,
                other => other.clone(),
            };
            answers.push(Answer { question: id.clone(), value, ms: given.ms });
        }
        AnswersPart {
            visit: self.package.visit,
            channel: Channel::Kiosk,
            language,
            advisor: self.info.advisor.clone(),
            order: self.info.order.clone(),
            asked,
            answers,
            origin: None,
        }
    }

    /// Everything written, for the text part; `None` where nothing was.
    pub fn comments(&self) -> Option<TextPart> {
        let mut comments = Vec::new();
        for i in self.path() {
            if let Some(Value::Text(text)) = self.value(i) {
                let question = self.asks(i).id.clone();
                comments.push(Comment { question, text: text.clone() });
            }
        }
        (!comments.is_empty()).then_some(TextPart { comments, answers: Vec::new() })
    }

    fn value(&self, index: usize) -> Option<&Value> {
        self.given[index].as_ref().map(|given| &given.value)
    }

    /// The selected questions whose conditions hold on the answers before them. Reasons are asked while there is
    /// room for them (`Q2`): no condition looks at one, so they change nothing else.
    fn path(&self) -> Vec<usize> {
        let is_reason = |i: &usize| self.asks(*i).role == Role::Reason;
        let mut path = self.on_path();
        let mut room = MAX_SCREENS.saturating_sub(self.package.screens(&self.possible(&path)));
        // What was given comes first, then what may still be asked. A reason that was passed by stays out.
        let was_given = |i: &usize| is_reason(i) && self.given[*i].is_some();
        let given: Vec<usize> = path.iter().copied().filter(was_given).take(room).collect();
        room -= given.len();
        path.retain(|i| {
            if !is_reason(i) || given.contains(i) {
                return true;
            }
            let stays = !was_given(i) && *i >= self.at && room > 0;
            room -= usize::from(stays);
            stays
        });
        path
    }

    /// What is on the path, or may still come onto it: a question that it hangs on has no answer yet. Going on
    /// only takes away from this, so that a reason that was asked keeps its room.
    fn possible(&self, path: &[usize]) -> Vec<usize> {
        let mut possible: Vec<usize> = Vec::new();
        for i in &self.selected {
            let condition = self.asks(*i).show_if.as_ref();
            let references = condition.map(Condition::references).unwrap_or_default();
            let is_open = |j: &usize| self.given[*j].is_none() && references.contains(&&self.asks(*j).id);
            if path.contains(i) || possible.iter().any(is_open) {
                possible.push(*i);
            }
        }
        possible
    }

    /// One stop a screen: the groups share one.
    fn stops(&self) -> Vec<usize> {
        let mut stops = self.path();
        let mut first = true;
        stops.retain(|i| !self.is_group(*i) || std::mem::take(&mut first));
        stops
    }

    /// The groups on the path.
    fn groups(&self) -> Vec<usize> {
        let mut groups = self.path();
        groups.retain(|i| self.is_group(*i));
        groups
    }

    fn is_group(&self, index: usize) -> bool {
        self.asks(index).role == Role::Group
    }

    fn on_path(&self) -> Vec<usize> {
        let mut path = Vec::new();
        for i in &self.selected {
            let look = |id: &QuestionId| {
                let at = path.iter().find(|at: &&usize| self.asks(**at).id == *id)?;
                Some((&**self.asks(*at), self.value(*at)?))
            };
            if self.asks(*i).show_if.as_ref().is_none_or(|condition| condition.holds(&look)) {
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
        let on_screen = if self.is_group(index) { self.groups() } else { vec![index] };
        for index in on_screen {
            if !self.shown.contains(&index) {
                self.shown.push(index);
            }
        }
    }

    fn fitting(&self, value: Value) -> Result<Value, Unfit> {
        let question = self.question();
        match value {
            Value::Written => Err(Unfit),
            _ if !question.takes(&value) => Err(Unfit),
            Value::Text(words) => {
                let words = answer::clean(&words, question.most);
                Ok(if words.is_empty() { Value::Skipped } else { Value::Text(words) })
            }
            Value::Choices(chosen) => {
                let mut ids = Vec::new();
                for option in &question.options {
                    if chosen.contains(&option.id) {
                        ids.push(option.id.clone());
                    }
                }
                Ok(Value::Choices(ids))
            }
            other => Ok(other),
        }
    }
}
