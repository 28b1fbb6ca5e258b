//! Before and during enrolment.

use super::events::{Effect, EnrolProblem, Event};
use super::{Attract, Kiosk, State};
use std::sync::Arc;

/// Where enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setup {
    /// Waiting for a code.
    NeedsCode,
    /// What was typed is no code.
    Mistyped,
    /// Asking head office.
    Enrolling,
    /// It did not work.
    Failed(EnrolProblem),
}

/// The first event: the store is open. Nothing else is heard before.
pub(super) fn start(kiosk: &mut Option<Arc<Kiosk>>, event: Event) -> State {
    match event {
        Event::Started(Some(found)) => {
            *kiosk = Some(found);
            State::Attract(Attract::default())
        }
        Event::Started(None) => State::Setup(Setup::NeedsCode),
        _ => State::Starting,
    }
}

impl Setup {
    pub(super) fn on(self, kiosk: &mut Option<Arc<Kiosk>>, event: Event, effects: &mut Vec<Effect>) -> State {
        match event {
            Event::CodeGiven(code) if self != Self::Enrolling => {
                effects.push(Effect::Enrol(code));
                State::Setup(Self::Enrolling)
            }
            Event::CodeMistyped if self != Self::Enrolling => State::Setup(Self::Mistyped),
            Event::EnrolFailed(problem) if self == Self::Enrolling || problem == EnrolProblem::SetupLost => {
                State::Setup(Self::Failed(problem))
            }
            Event::Enrolled(new) if self == Self::Enrolling => {
                *kiosk = Some(new);
                State::Attract(Attract::default())
            }
            _ => State::Setup(self),
        }
    }
}
