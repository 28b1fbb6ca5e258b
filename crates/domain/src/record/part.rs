//! What was said, before it is sealed.

use crate::answer::Value;
use crate::base64;
use crate::ids::{AdvisorId, KeyId, OrderRef, QuestionId, RecordId};
use crate::json::{self, Fault, Node, Object, list, string, words};
use crate::language::Language;
use crate::visit::{Channel, Visit};
use serde::{Deserialize, Serialize};

words! {
    /// The parts a record may have; each has its own readers.
    PartName {
        /// Chosen answers, for the *records* key.
        Answers = "answers",
        /// Words of the customer, for the *care* key.
        Text = "text",
        /// How a customer can be reached, for the *care* key.
        Contact = "contact",
        /// What happened to the tablet, for the *records* key.
        Event = "event",
        /// What is known of a handover, for the *records* key.
        Handover = "handover",
        /// The vehicle's plate and VIN, for the *care* key.
        Vehicle = "vehicle",
        /// What somebody of the shop wrote about a complaint, for the *care* key and the shop's.
        Note = "note",
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

impl SealedPart {
    pub(super) fn read(node: &Node<'_>) -> Self {
        Self {
            name: PartName::read(&node.field("name")),
            key: KeyId::read(&node.field("key")),
            data: node.field("data").bytes(),
        }
    }

    pub(super) fn to_json(&self) -> String {
        let data = base64::encode(&self.data);
        Object::new().shown("name", &self.name).shown("key", &self.key).text("data", &data).end()
    }
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

impl Answer {
    fn read(node: &Node<'_>) -> Self {
        Self {
            question: QuestionId::read(&node.field("question")),
            value: Value::read(&node.field("value")),
            ms: node.field("ms").u64(),
        }
    }

    fn to_json(&self) -> String {
        let value = match &self.value {
            Value::Choice(id) => Object::new().shown("choice", id).end(),
            Value::Choices(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| string(id.as_str())).collect();
                Object::new().json("choices", &list(&ids)).end()
            }
            Value::Number(n) => Object::new().json("number", &n.to_string()).end(),
            Value::Text(text) => Object::new().text("text", text).end(),
            Value::Written => string("written"),
            Value::NotApplicable => string("not_applicable"),
            Value::Skipped => string("skipped"),
        };
        Object::new().shown("question", &self.question).json("value", &value).number("ms", self.ms).end()
    }
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
    /// What a complaint came from, where it came from a survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// The survey that a complaint came from (`C1`). Only head office sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its record; none will come if the customer had its answers deleted.
    pub record: RecordId,
    /// The question that led to the complaint, where it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
}

impl Origin {
    fn to_json(&self) -> String {
        Object::new()
            .shown("record", &self.record)
            .shown_if("question", self.question.as_ref().map(|question| question as _))
            .end()
    }
}

impl AnswersPart {
    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        let asked: Vec<String> = self.asked.iter().map(|id| string(id.as_str())).collect();
        let part = Object::new()
            .shown("visit", &self.visit)
            .shown("channel", &self.channel)
            .shown("language", &self.language)
            .shown_if("advisor", self.advisor.as_ref().map(|advisor| advisor as _))
            .shown_if("order", self.order.as_ref().map(|order| order as _))
            .json("asked", &list(&asked))
            .json("answers", &answers(&self.answers));
        match &self.origin {
            Some(origin) => part.json("origin", &origin.to_json()),
            None => part,
        }
        .end()
    }
}

fn answers(answers: &[Answer]) -> String {
    let answers: Vec<String> = answers.iter().map(Answer::to_json).collect();
    list(&answers)
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextPart {
    /// In the order in which they were asked.
    pub comments: Vec<Comment>,
    /// What was chosen in a complaint: whoever has to answer it needs the whole of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

impl TextPart {
    /// Reads it, once it was opened.
    pub fn parse(plain: &[u8]) -> Result<Self, Fault> {
        json::read(plain, |node: &Node<'_>| Self {
            comments: node.field("comments").list(|comment| Comment {
                question: QuestionId::read(&comment.field("question")),
                text: comment.field("text").owned(),
            }),
            answers: node.optional("answers").map(|answers| answers.list(Answer::read)).unwrap_or_default(),
        })
    }

    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        let comment = |comment: &Comment| {
            Object::new().shown("question", &comment.question).text("text", &comment.text).end()
        };
        let comments: Vec<String> = self.comments.iter().map(comment).collect();
        let part = Object::new().json("comments", &list(&comments));
        if self.answers.is_empty() { part } else { part.json("answers", &answers(&self.answers)) }.end()
    }
}

/// The content of [`PartName::Note`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePart {
    /// What somebody of the shop wrote.
    pub note: String,
}

impl NotePart {
    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        Object::new().text("note", &self.note).end()
    }
}
