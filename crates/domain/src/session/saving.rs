//! Between the last tap and the thank-you: the record is written, and read back.

use super::events::{Draft, Effect, Event, SaveProblem};
use super::{Attract, State, Thanks, thanks};
use crate::record::Outcome;
use std::sync::Arc;

/// The answers, held until they are on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Saving {
    draft: Arc<Draft>,
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

impl Saving {
    pub(super) fn new(draft: Arc<Draft>) -> Self {
        Self { draft, stage: Stage::Writing }
    }

    pub(super) fn name(&self) -> &'static str {
        match self.stage {
            Stage::Writing => "saving",
            Stage::Failed(_) => "not-saved",
        }
    }

    pub(super) fn on(self, event: Event, effects: &mut Vec<Effect>) -> State {
        match (event, self.stage, self.draft.outcome) {
            (Event::Saved(slip), Stage::Writing, Outcome::Completed) => {
                effects.push(Effect::FinishAfter(thanks::STAYS_MS));
                State::Thanks(Thanks { slip })
            }
            (Event::Saved(_), Stage::Writing, Outcome::Partial)
            | (Event::LeaveDeleting, Stage::Failed(_), _) => State::Attract(Attract::default()),
            (Event::NotSaved(problem), Stage::Writing, _) => {
                State::Saving(Self { stage: Stage::Failed(problem), ..self })
            }
            (Event::TryAgain, Stage::Failed(_), _) => {
                effects.push(Effect::Save(Arc::clone(&self.draft)));
                State::Saving(Self::new(self.draft))
            }
            _ => State::Saving(self),
        }
    }
}
