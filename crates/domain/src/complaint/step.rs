//! What has been done about a complaint (`C5`, `C6`); each step is a record of its own, and none is ever changed.

use super::Number;
use crate::ids::{PersonId, RecordId};
use crate::json::{Node, Object, words};
use crate::moment::Written;
use serde::{Deserialize, Serialize};

words! {
    /// The steps of the tracking form (客户投诉处理跟踪表).
    StepKind {
        /// The department concerned has it.
        PassedOn = "passed_on",
        /// Somebody has spoken with the customer.
        Contacted = "contacted",
        /// What happened is established (确认).
        Confirmed = "confirmed",
        /// Why it happened is known (原因分析).
        CauseFound = "cause_found",
        /// What is to be done is decided (处理方案).
        RemedyChosen = "remedy_chosen",
        /// The responsible manager agrees to that.
        RemedyApproved = "remedy_approved",
        /// The customer agrees to that.
        Agreed = "agreed",
        /// It was done (实施).
        CarriedOut = "carried_out",
        /// The customer was asked, and is satisfied (回访满意).
        Satisfied = "satisfied",
        /// The customer was asked, and is not: a new form follows (回访不满意).
        NotSatisfied = "not_satisfied",
    }

    /// What is done for the customer.
    Remedy {
        /// 更换
        Replace = "replace",
        /// 维修
        Repair = "repair",
        /// 补偿
        Compensate = "compensate",
        /// 解释
        Explain = "explain",
    }
}

impl StepKind {
    /// In the order of the form.
    pub const ALL: [Self; 10] = [
        Self::PassedOn,
        Self::Contacted,
        Self::Confirmed,
        Self::CauseFound,
        Self::RemedyChosen,
        Self::RemedyApproved,
        Self::Agreed,
        Self::CarriedOut,
        Self::Satisfied,
        Self::NotSatisfied,
    ];
}

impl Remedy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Replace, Self::Repair, Self::Compensate, Self::Explain];
}

/// What a step's record says in the open, so that clocks can be kept without opening anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The complaint.
    pub number: Number,
    /// What was done.
    pub kind: StepKind,
    /// Which remedy; `remedy_chosen` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// Who did it.
    pub by: PersonId,
}

impl Step {
    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        Self {
            number: Number::read(&node.field("number")),
            kind: StepKind::read(&node.field("kind")),
            remedy: node.optional("remedy").map(|remedy| Remedy::read(&remedy)),
            by: PersonId::read(&node.field("by")),
        }
    }

    pub(crate) fn to_json(&self) -> String {
        Object::new()
            .shown("number", &self.number)
            .shown("kind", &self.kind)
            .shown_if("remedy", self.remedy.as_ref().map(|remedy| remedy as _))
            .shown("by", &self.by)
            .end()
    }
}

/// A step that was taken: its record, and when by the clock of whoever took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The record that tells of it; the same step twice is one.
    pub record: RecordId,
    /// What was done.
    pub kind: StepKind,
    /// Which remedy, where one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// Who did it.
    pub by: PersonId,
    /// When.
    pub at: Written,
}

impl Done {
    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        Self {
            record: RecordId::read(&node.field("record")),
            kind: StepKind::read(&node.field("kind")),
            remedy: node.optional("remedy").map(|remedy| Remedy::read(&remedy)),
            by: PersonId::read(&node.field("by")),
            at: Written::read(&node.field("at")),
        }
    }
}
