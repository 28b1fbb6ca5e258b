//! Nobody is answering.

use super::consent::Wish;
use super::events::Event;
use super::{Consent, Kiosk, State};
use crate::language::Language;
use crate::survey::VisitInfo;

/// What is known of the next customer's visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attract {
    /// From the link that started the handover.
    pub info: VisitInfo,
}

impl Attract {
    pub(super) fn on(self, kiosk: Option<&Kiosk>, language: &mut Language, event: Event) -> State {
        let can_complain = kiosk.is_some_and(|kiosk| kiosk.form(self.info.visit).is_some());
        let (chosen, wish) = match event {
            Event::Visit(info) => return State::Attract(Self { info }),
            Event::Start(chosen) => (chosen, Wish::Survey),
            Event::Complain(chosen) if can_complain => (chosen, Wish::Complaint),
            _ => return State::Attract(self),
        };
        *language = chosen;
        State::Consent(Consent { info: self.info, wish })
    }
}
