//! What was said, before it is sealed.

use crate::answer::Value;
use crate::ids::{AdvisorId, KeyId, OrderRef, QuestionId};
use crate::language::Language;
use crate::questionnaire::Visit;
use serde::{Deserialize, Serialize};

/// The parts a record may have; each has its own readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartName {
    /// Chosen answers, for the *records* key.
    Answers,
    /// Words of the customer, for the *care* key.
    Text,
    /// What happened to the tablet, for the *records* key.
    Event,
}

impl std::fmt::Display for PartName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Answers => "answers",
            Self::Text => "text",
            Self::Event => "event",
        })
    }
}

/// One part, sealed for one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPart {
    /// Which part.
    pub name: PartName,
    /// The key it was sealed for.
    pub key: KeyId,
    /// `enc ‖ ciphertext`.
    #[serde(with = "crate::base64")]
    pub data: Vec<u8>,
}

/// How the questions reached the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On the showroom tablet (现场).
    Kiosk,
    /// By phone (电话回访).
    Phone,
    /// By letter or message (信函/短信).
    Letter,
}

/// One answer, with how long its question was on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: QuestionId,
    /// What was answered. Words are in [`TextPart`].
    pub value: Value,
    /// Milliseconds from showing the question to the last answer to it.
    pub ms: u64,
}

/// The content of [`PartName::Answers`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersPart {
    /// The kind of visit.
    pub visit: Visit,
    /// How the questions reached the customer.
    pub channel: Channel,
    /// The language of the last question shown.
    pub language: Language,
    /// Who advised the customer, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advisor: Option<AdvisorId>,
    /// The handover number, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderRef>,
    /// Every question shown on the final path, in order.
    pub asked: Vec<QuestionId>,
    /// The answers given to them; a question left unanswered is missing.
    pub answers: Vec<Answer>,
}

/// Words given in answer to one open question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The open question.
    pub question: QuestionId,
    /// The words, cleaned and bounded by [`crate::answer::clean`].
    pub text: String,
}

/// The content of [`PartName::Text`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPart {
    /// In the order in which they were asked.
    pub comments: Vec<Comment>,
}
