//! Before and during enrolment.

use super::events::{Effect, Event};
use super::{Attract, Kiosk, State};
use std::sync::Arc;

/// Where enrolment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setup {
    /// Waiting for a code.
    NeedsCode,
    /// What was typed is no code.
    Mistyped,
    /// Asking head office.
    Enrolling,
    /// It did not work; why, in the language it was asked in.
    Failed(String),
    /// It was done before, and what came of it cannot be read any more.
    Lost,
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
            Event::EnrolFailed(why) if self == Self::Enrolling => State::Setup(Self::Failed(why)),
            Event::SetupLost if self == Self::NeedsCode => State::Setup(Self::Lost),
            Event::Enrolled(new) if self == Self::Enrolling => {
                *kiosk = Some(new);
                State::Attract(Attract::default())
            }
            _ => State::Setup(self),
        }
    }
}
