//! Between the last tap and the thank-you: the record is written, and read back.

use super::events::{Draft, Effect, Event, SaveProblem};
use super::{Attract, State, Thanks};
use std::sync::Arc;

/// What a customer said, held until it is on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Saving {
    draft: Arc<Draft>,
    then: Then,
    /// How far it is.
    pub stage: Stage,
}

/// How far writing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not on disk yet.
    Writing,
    /// It did not work; the answers are still here.
    Failed(SaveProblem),
}

/// What follows once it is safe.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Then {
    /// The customer is gone.
    Attract,
    /// The customer is thanked.
    Thanks(Thanks),
}

impl Saving {
    pub(super) fn begin(draft: Arc<Draft>, then: Then, effects: &mut Vec<Effect>) -> Self {
        effects.push(Effect::Save(Arc::clone(&draft)));
        Self { draft, then, stage: Stage::Writing }
    }

    pub(super) fn name(&self) -> &'static str {
        match self.stage {
            Stage::Writing => "saving",
            Stage::Failed(_) => "not-saved",
        }
    }

    /// Whether it is not known yet what comes of it.
    pub fn is_writing(&self) -> bool {
        self.stage == Stage::Writing
    }

    /// Whether the answers wait for help.
    pub(super) fn has_failed(&self) -> bool {
        matches!(self.stage, Stage::Failed(_))
    }

    pub(super) fn on(self, event: Event, effects: &mut Vec<Effect>) -> State {
        match (event, self.stage) {
            (Event::Saved(receipt), Stage::Writing) => match self.then {
                Then::Attract => State::Attract(Attract::default()),
                Then::Thanks(thanks) => State::Thanks(thanks.with(receipt)),
            },
            (Event::LeaveDeleting, Stage::Failed(_)) => State::Attract(Attract::default()),
            (Event::NotSaved(problem), Stage::Writing) => {
                State::Saving(Self { stage: Stage::Failed(problem), ..self })
            }
            (Event::TryAgain, Stage::Failed(_)) => State::Saving(Self::begin(self.draft, self.then, effects)),
            _ => State::Saving(self),
        }
    }
}
