//! Nobody is answering.

use super::events::Event;
use super::{Consent, State};
use crate::language::Language;
use crate::survey::VisitInfo;

/// What is known of the next customer's visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attract {
    /// From the link that started the handover.
    pub info: VisitInfo,
}

impl Attract {
    pub(super) fn on(self, language: &mut Language, event: Event) -> State {
        match event {
            Event::Visit(info) => State::Attract(Self { info }),
            Event::Start(chosen) => {
                *language = chosen;
                State::Consent(Consent { info: self.info })
            }
            _ => State::Attract(self),
        }
    }
}
