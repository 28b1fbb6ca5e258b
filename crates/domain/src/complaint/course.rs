//! How far a complaint has come: its open head, the steps taken, and the clocks of `C4` that still run.
//!
//! Steps come from this tablet's journal, from other tablets by way of head office, and from head office itself. They
//! are a set: in whatever order they arrive, and however often, the same course comes of them, and of two that do the
//! same the earlier one counts.

use super::{Clocks, Complaint, Done, StepKind};
use crate::json::words;
use crate::moment::Written;
use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::Serialize;

words! {
    /// By when something has to happen (`C4`).
    Deadline {
        /// The department has it.
        ToDepartment = "to_department",
        /// Somebody has spoken with the customer.
        FirstContact = "first_contact",
        /// Settled with the customer.
        Agreement = "agreement",
        /// The customer was asked whether that satisfied.
        Revisit = "revisit",
    }
}

/// One of a complaint's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// What it is for.
    pub deadline: Deadline,
    /// When it runs out.
    pub due: DateTime<FixedOffset>,
    /// When it was stopped.
    pub met: Option<DateTime<FixedOffset>>,
}

impl Clock {
    /// Milliseconds until it runs out, below 0 where it has; of a clock that was stopped, at that moment.
    pub fn left_ms(&self, now: DateTime<FixedOffset>) -> i64 {
        (self.due - self.met.unwrap_or(now)).num_milliseconds()
    }
}

/// A complaint and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Course {
    /// What its record says in the open.
    pub complaint: Complaint,
    /// When it was recorded, by the tablet's clock.
    pub captured_at: Written,
    /// What was done, the earliest first.
    pub steps: Vec<Done>,
}

/// Why a step may not be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// The customer was asked and the form is closed.
    Closed,
    /// It was recorded before.
    Before,
    /// There is no remedy yet that could be approved, or carried out.
    NoRemedy,
    /// The remedy was not approved yet.
    NotApproved,
    /// The customer wants no contact.
    NoContact,
    /// Only the shop manager does this.
    ManagerOnly,
}

impl Course {
    /// A complaint nothing was done about yet.
    pub fn new(complaint: Complaint, captured_at: Written) -> Self {
        Self { complaint, captured_at, steps: Vec::new() }
    }

    /// Adds steps; one that is here already is not added again.
    pub fn add(&mut self, steps: impl IntoIterator<Item = Done>) {
        for step in steps {
            if !self.steps.iter().any(|known| known.record == step.record) {
                self.steps.push(step);
            }
        }
        self.steps.sort_by_key(|step| (step.at.moment(), step.record));
    }

    /// When this was first done.
    pub fn first(&self, kinds: &[StepKind]) -> Option<&Done> {
        self.steps.iter().find(|step| kinds.contains(&step.kind))
    }

    /// Whether nothing more is to be done.
    pub fn is_closed(&self) -> bool {
        let last: &[_] = if self.complaint.contact {
            &[StepKind::Satisfied, StepKind::NotSatisfied]
        } else {
            &[StepKind::CarriedOut]
        };
        self.first(last).is_some()
    }

    /// Its clocks, in the order of their deadlines. Who left no contact cannot be contacted, agreed with or asked.
    pub fn clocks(&self) -> Vec<Clock> {
        use StepKind::{Agreed, Contacted, NotSatisfied, Satisfied};
        let Some(from) = self.captured_at.moment() else { return Vec::new() };
        let clocks = Clocks::of(self.complaint.severity);
        // Whatever was done, somebody had it; whoever agrees was spoken with.
        let all = [
            (Deadline::ToDepartment, clocks.to_department, &StepKind::ALL[..]),
            (Deadline::FirstContact, clocks.first_contact, &[Contacted, Agreed, Satisfied, NotSatisfied]),
            (Deadline::Agreement, clocks.agreement, &[Agreed, Satisfied, NotSatisfied]),
            (Deadline::Revisit, clocks.revisit, &[Satisfied, NotSatisfied]),
        ];
        let count = if self.complaint.contact { all.len() } else { 1 };
        let clock = |(deadline, ms, by): &(Deadline, i64, &[StepKind])| Clock {
            deadline: *deadline,
            due: from + TimeDelta::milliseconds(*ms),
            met: self.first(by).and_then(|step| step.at.moment()),
        };
        all[..count].iter().map(clock).collect()
    }

    /// The clock that runs out next, or ran out first.
    pub fn next(&self) -> Option<Clock> {
        self.clocks().into_iter().find(|clock| clock.met.is_none())
    }

    /// Whether a step may be recorded now, by a shop manager or somebody else of the shop.
    pub fn may(&self, kind: StepKind, is_manager: bool) -> Result<(), NotNow> {
        use StepKind::{
            Agreed, CarriedOut, Contacted, NotSatisfied, RemedyApproved, RemedyChosen, Satisfied,
        };
        let has = |kind| self.first(&[kind]).is_some();
        let (talks, manages) =
            (matches!(kind, Contacted | Agreed | Satisfied | NotSatisfied), kind == RemedyApproved);
        Err(match kind {
            _ if self.is_closed() => NotNow::Closed,
            _ if has(kind) => NotNow::Before,
            _ if talks && !self.complaint.contact => NotNow::NoContact,
            RemedyApproved | CarriedOut if !has(RemedyChosen) => NotNow::NoRemedy,
            CarriedOut if !has(RemedyApproved) => NotNow::NotApproved,
            _ if manages && !is_manager => NotNow::ManagerOnly,
            _ => return Ok(()),
        })
    }
}
