//! The JSON of a package, before it is validated. `docs/questionnaire.md` is its reference.

use super::condition::Condition;
use crate::ids::{OptionId, PackageId, QuestionId, StageId};
use crate::language::{Language, Text};
use crate::record::Channel;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kinds of visit; each has its own questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visit {
    /// Maintenance or repair (维修/保养), after-sales satisfaction (CSI).
    Service,
    /// Handing over a new car (交车), sales satisfaction (SSI).
    Delivery,
}

impl Visit {
    /// The word on the wire and in links.
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Delivery => "delivery",
        }
    }

    /// The visit of a word in a link.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Service, Self::Delivery].into_iter().find(|visit| visit.word() == word)
    }
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// The package's satisfaction levels (`Q3`).
    Rating,
    /// Yes or no (`Q4`).
    YesNo,
    /// One of the question's own options.
    Single,
    /// Any of the question's own options.
    Multi,
    /// 0–10: would you recommend us?
    Nps,
    /// Words.
    Text,
    /// A whole number within bounds.
    Number,
}

/// How much is asked of one customer (`Q2`), in counted questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// A package that cannot reach this many is refused.
    pub min: usize,
    /// Rotating questions fill up to this many.
    pub max: usize,
}

/// A stage of the visit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique within the package.
    pub id: StageId,
    /// For reports.
    pub name: Text,
    /// Its weight within the index.
    #[serde(default = "one")]
    pub score_weight: u32,
}

/// Points by option, where they differ from the package's levels.
pub type Points = BTreeMap<OptionId, u8>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackageFile {
    pub format: u32,
    pub id: PackageId,
    pub version: u32,
    pub visit: Visit,
    pub languages: Vec<Language>,
    pub title: Text,
    pub budget: Budget,
    /// The options of every rating question.
    pub levels: Vec<ChoiceFile>,
    /// The options of every yes/no question.
    pub yes_no: Vec<ChoiceFile>,
    pub stages: Vec<Stage>,
    pub questions: Vec<QuestionFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceFile {
    pub id: OptionId,
    pub label: Text,
    #[serde(default)]
    pub points: Option<u8>,
    #[serde(default)]
    pub bad: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionFile {
    pub id: QuestionId,
    #[serde(rename = "type")]
    pub kind: QuestionType,
    pub stage: StageId,
    pub channels: Vec<Channel>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub rotation_weight: Option<u32>,
    #[serde(default = "one")]
    pub score_weight: u32,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub not_applicable: bool,
    pub text: Text,
    #[serde(default)]
    pub help: Option<Text>,
    #[serde(default)]
    pub options: Vec<ChoiceFile>,
    /// Points by option for this question alone.
    #[serde(default)]
    pub points: Points,
    /// The options that mean something went wrong, for this question alone.
    #[serde(default)]
    pub bad: Option<Vec<OptionId>>,
    #[serde(default)]
    pub min: Option<i64>,
    #[serde(default)]
    pub max: Option<i64>,
    #[serde(default)]
    pub show_if: Option<Condition>,
}

fn one() -> u32 {
    1
}
