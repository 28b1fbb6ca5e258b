//! The words and the small tables of a package.

use crate::hash::Hash;
use crate::ids::{PackageId, StageId};
use crate::json::{Object, words};
use crate::language::Text;
use serde::{Deserialize, Serialize};

words! {
    /// What kind of answer a question takes.
    QuestionType {
        /// The package's satisfaction levels (`Q3`).
        Rating = "rating",
        /// Yes or no (`Q4`).
        YesNo = "yes_no",
        /// One of the question's own options.
        Single = "single",
        /// Any of the question's own options.
        Multi = "multi",
        /// 0–10: would you recommend us?
        Nps = "nps",
        /// Words.
        Text = "text",
        /// A whole number within bounds.
        Number = "number",
    }

    /// What a question is for, beside its score.
    Role {
        /// A question about the visit.
        Ask = "ask",
        /// Why an answer was bad (`Q5`); never more of them than there is room for.
        Reason = "reason",
        /// Which group of customers somebody belongs to (`S1`); all on one screen, none has to be told.
        Group = "group",
        /// Whether somebody asked for a score (`I4`).
        Influence = "influence",
        /// What a complaint is about (`C2`); its options are the words of [`crate::complaint::Category`].
        Category = "category",
        /// How and when to be reached; the option `none` wants no contact.
        Reach = "reach",
    }
}

/// The exact questionnaire that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRef {
    /// Its id, over all versions.
    pub id: PackageId,
    /// Its version, from 1.
    pub version: u32,
    /// The SHA-256 of its published bytes.
    pub hash: Hash,
}

impl PackageRef {
    pub(crate) fn to_json(&self) -> String {
        Object::new()
            .shown("id", &self.id)
            .number("version", self.version.into())
            .shown("hash", &self.hash)
            .end()
    }
}

/// How much is asked of one customer (`Q2`), in counted questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// A package that cannot reach this many is refused.
    pub min: usize,
    /// Rotating questions fill up to this many.
    pub max: usize,
}

/// A stage of the visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Unique within the package.
    pub id: StageId,
    /// For reports.
    pub name: Text,
    /// Its weight within the index.
    pub score_weight: u32,
}
