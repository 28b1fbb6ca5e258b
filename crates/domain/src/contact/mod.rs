//! How a customer can be reached: collected only with a consent of its own, for one purpose (`P2`).

mod phone;

pub use phone::{Look, Place, look};

use crate::answer;
use crate::json::{self, Fault, Node, Object, words};
use serde::{Deserialize, Serialize};

/// The most characters of a name.
pub const MAX_NAME: usize = 60;
/// The most characters of a phone number as it is typed.
pub const MAX_PHONE: usize = 24;

words! {
    /// What contact details may be used for; nothing else.
    Purpose {
        /// To answer this complaint.
        AnswerComplaint = "answer_complaint",
    }
}

/// The content of [`crate::record::PartName::Contact`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPart {
    /// As the customer wants to be called; may be empty.
    pub name: String,
    /// E.164, `+8613800138000`.
    pub phone: String,
    /// What the customer agreed to, by an act of their own.
    pub consent: Purpose,
}

impl ContactPart {
    /// From what was typed; `None` where the number is none.
    pub fn new(name: &str, phone: &str, consent: Purpose) -> Option<Self> {
        let Look::Good(_, phone) = look(phone) else { return None };
        Some(Self { name: answer::clean(name, MAX_NAME), phone, consent })
    }

    /// Reads it, once it was opened.
    pub fn parse(plain: &[u8]) -> Result<Self, Fault> {
        json::read(plain, |node: &Node<'_>| Self {
            name: node.field("name").owned(),
            phone: node.field("phone").owned(),
            consent: Purpose::read(&node.field("consent")),
        })
    }

    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        Object::new()
            .text("name", &self.name)
            .text("phone", &self.phone)
            .shown("consent", &self.consent)
            .end()
    }
}
