//! What a record in the tablet's own journal says in the open, for the people at the counter: never what was said.

use super::core::{Kind, Mode, Outcome};
use crate::complaint::{Complaint, Step};
use crate::ids::{OrderRef, RecordId};
use crate::json::{self, Node};
use crate::moment::Written;

/// A record's open head, as far as it is shown in the showroom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// Which record.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// How a survey ended.
    pub outcome: Option<Outcome>,
    /// Whether it counts.
    pub mode: Mode,
    /// When, by the tablet's clock.
    pub captured_at: Written,
    /// A complaint's number and what it is filed under.
    pub complaint: Option<Complaint>,
    /// What was done about which complaint.
    pub step: Option<Step>,
    /// The handover number of a handover, or of the survey that came of one.
    pub handover: Option<OrderRef>,
}

impl Glance {
    /// Reads it from the text of a [`super::Record`]; `None` where that is none.
    pub fn of(record: &str) -> Option<Self> {
        let header = json::read(record.as_bytes(), |node: &Node<'_>| node.field("header").owned()).ok()?;
        json::read(header.as_bytes(), |node: &Node<'_>| {
            let core = node.field("core");
            Self {
                id: RecordId::read(&core.field("id")),
                kind: Kind::read(&core.field("kind")),
                outcome: core.optional("outcome").map(|outcome| Outcome::read(&outcome)),
                mode: Mode::read(&core.field("mode")),
                captured_at: Written::read(&core.field("captured_at")),
                complaint: core.optional("complaint").map(|complaint| Complaint::read(&complaint)),
                step: core.optional("step").map(|step| Step::read(&step)),
                handover: core.optional("handover").map(|order| OrderRef::read(&order)),
            }
        })
        .ok()
    }
}
