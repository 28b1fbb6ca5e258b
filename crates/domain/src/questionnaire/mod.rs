//! The questionnaire package: what may be asked, of whom, in which languages, and for how many points.
//!
//! [`Package::load`] is the only way in and validates everything, so that nothing after it has to doubt a
//! reference. A new question type begins in [`QuestionType`]; `ARCHITECTURE.md` lists the places that must know it.

mod condition;
mod flaw;
mod form;
mod kinds;
mod load;
mod reach;
mod review;
mod select;

pub use condition::Condition;
pub use flaw::Flaw;
pub use form::Form;
pub use kinds::{Budget, PackageRef, QuestionType, Role, Stage};

use crate::answer::Value;
use crate::complaint::{Department, Severity};
use crate::hash::Hash;
use crate::ids::{OptionId, PackageId, QuestionId, StageId};
use crate::language::{Language, Text};
use crate::visit::{Channel, Visit};
use std::sync::Arc;

/// A validated package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Its id, version and the hash of its published bytes.
    pub reference: PackageRef,
    /// The kind of visit it asks about.
    pub visit: Visit,
    /// Its languages, in the order in which they are offered.
    pub languages: Vec<Language>,
    /// Its name, for staff and reports.
    pub title: Text,
    /// How much is asked of one customer (`Q2`).
    pub budget: Budget,
    /// The stages of the visit (`S1`), in order.
    pub stages: Vec<Stage>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Arc<Question>>,
    /// How complaints are taken down, where this package says so.
    pub complaint: Option<Arc<Form>>,
}

/// Never more screens than this in one survey (`Q2`).
pub const MAX_SCREENS: usize = 12;

/// A validated question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique within the package.
    pub id: QuestionId,
    /// What kind of answer it takes.
    pub kind: QuestionType,
    /// What it is for.
    pub role: Role,
    /// The stage it belongs to.
    pub stage: StageId,
    /// Where it may be asked.
    pub channels: Vec<Channel>,
    /// Which of the counted questions it belongs to.
    pub asked: Asked,
    /// Its weight within its stage.
    pub score_weight: u32,
    /// Whether it may be passed over.
    pub optional: bool,
    /// Whether "does not apply" is offered.
    pub not_applicable: bool,
    /// The question as the customer reads it.
    pub text: Text,
    /// One line for whoever does not understand it (`Q6`).
    pub help: Option<Text>,
    /// The options, in the order in which they are shown; empty for text and numbers.
    pub options: Vec<Choice>,
    /// Least and greatest number, for numbers.
    pub range: Option<(i64, i64)>,
    /// The most characters of words.
    pub most: usize,
    /// When it is shown.
    pub show_if: Option<Condition>,
}

/// How a question comes to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Of every customer.
    Always,
    /// In turns, by weight.
    InTurns(u32),
    /// Whenever the gate at this index is asked; the two count as one (`Q2`).
    WithGate(usize),
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Unique within the question.
    pub id: OptionId,
    /// As the customer reads it.
    pub label: Text,
    /// 0 to 100, or none where the option says nothing about satisfaction.
    pub points: Option<u8>,
    /// Whether it means that something went wrong (`Q5`).
    pub bad: bool,
    /// How bad a complaint is at least in which it was chosen (`C3`).
    pub severity: Option<Severity>,
    /// Who is concerned by a complaint of this category (`C2`).
    pub department: Option<Department>,
}

impl Question {
    /// Whether it counts towards the length of a survey (`Q2`): open, reason and group questions do not.
    pub fn counted(&self) -> bool {
        self.kind != QuestionType::Text && self.role == Role::Ask
    }

    /// Whether this answer means that something went wrong (`Q5`).
    pub fn is_bad(&self, value: &Value) -> bool {
        self.options.iter().any(|option| option.bad && value.holds(&option.id))
    }

    /// Whether its answers carry points.
    pub fn scored(&self) -> bool {
        self.options.iter().any(|option| option.points.is_some())
    }

    /// Whether it takes this answer. What was written may be said to be in the text part.
    pub fn takes(&self, value: &Value) -> bool {
        let known = |id| self.option(id).is_some();
        match (value, self.kind) {
            (Value::Choice(id), QuestionType::Rating | QuestionType::YesNo | QuestionType::Single) => {
                known(id)
            }
            (Value::Choices(ids), QuestionType::Multi) => !ids.is_empty() && ids.iter().all(known),
            (Value::Number(n), QuestionType::Nps | QuestionType::Number) => {
                self.range.is_some_and(|(min, max)| (min..=max).contains(n))
            }
            (Value::Text(_) | Value::Written, QuestionType::Text) => true,
            (Value::NotApplicable, _) => self.not_applicable,
            (Value::Skipped, _) => self.optional,
            _ => false,
        }
    }

    /// The option of this id.
    pub fn option(&self, id: &OptionId) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == *id)
    }
}

impl Package {
    /// The question of this id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id).map(|question| &**question)
    }

    /// The stage of this id.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// The id, for lists.
    pub fn id(&self) -> &PackageId {
        &self.reference.id
    }

    /// The hash of the published bytes.
    pub fn hash(&self) -> Hash {
        self.reference.hash
    }
}
