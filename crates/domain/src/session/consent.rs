//! Notice before collecting, consent by an act of the customer (`P1`).

use super::complaining::{Complaining, From};
use super::events::{Event, Given};
use super::{Asking, Attract, Kiosk, State};
use crate::survey::{Survey, VisitInfo};
use std::sync::Arc;

/// The notice is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What is known of the visit.
    pub info: VisitInfo,
    /// What the customer came for.
    pub wish: Wish,
}

/// What a customer came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To answer questions.
    Survey,
    /// To complain.
    Complaint,
}

impl Consent {
    pub(super) fn on(self, kiosk: Option<&Kiosk>, event: &Event, given: Given) -> State {
        match event {
            Event::Agreed => self.agreed(kiosk, given),
            Event::Declined | Event::Back => State::Attract(Attract { info: self.info }),
            _ => State::Consent(self),
        }
    }

    fn agreed(self, kiosk: Option<&Kiosk>, given: Given) -> State {
        let info = self.info;
        if self.wish == Wish::Complaint
            && let Some(form) = kiosk.and_then(|kiosk| kiosk.form(info.visit))
        {
            return Complaining::begin(Arc::clone(form), From::Attract(info), given);
        }
        let package = kiosk.and_then(|kiosk| kiosk.package(info.visit));
        let survey = package
            .and_then(|package| Survey::begin(given.record, Arc::clone(package), info.clone(), given.now_ms));
        match survey {
            Some(survey) => State::Asking(Asking { survey, complaints: Vec::new() }),
            None => State::Attract(Attract { info }),
        }
    }
}
