//! The words and the small tables of a package.

use crate::ids::StageId;
use crate::json::words;
use crate::language::Text;

words! {
    /// The kinds of visit; each has its own questionnaire.
    Visit {
        /// Maintenance or repair (维修/保养), after-sales satisfaction (CSI).
        Service = "service",
        /// Handing over a new car (交车), sales satisfaction (SSI).
        Delivery = "delivery",
    }

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
