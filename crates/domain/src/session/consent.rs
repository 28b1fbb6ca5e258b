//! Notice before collecting, consent by an act of the customer (`P1`).

use super::events::{Event, Given};
use super::{Asking, Attract, Kiosk, State};
use crate::survey::{Survey, VisitInfo};
use std::sync::Arc;

/// The notice is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What is known of the visit.
    pub info: VisitInfo,
}

impl Consent {
    pub(super) fn on(self, kiosk: Option<&Kiosk>, event: &Event, given: Given) -> State {
        match event {
            Event::Agreed => {
                let package = kiosk.and_then(|kiosk| kiosk.package(self.info.visit));
                let survey = package.and_then(|package| {
                    Survey::begin(given.record, Arc::clone(package), self.info.clone(), given.now_ms)
                });
                match survey {
                    Some(survey) => State::Asking(Asking { survey }),
                    None => State::Attract(Attract { info: self.info }),
                }
            }
            Event::Declined | Event::Back => State::Attract(Attract { info: self.info }),
            _ => State::Consent(self),
        }
    }
}
