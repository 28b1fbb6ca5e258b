//! Before a tablet has a set-up, and until staff say that it may begin. How it gets one is shown by the staff's own
//! program; here it is only known that there is none yet.

use super::events::Event;
use super::{Attract, Kiosk, State};
use std::sync::Arc;

/// What is known before there is a set-up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setup {
    /// The code that a link brought, as it stood there.
    pub code: Option<String>,
    /// It was set up before, and what came of it cannot be read any more.
    pub lost: bool,
}

/// The first event: the store is open. Nothing else is heard before.
pub(super) fn start(kiosk: &mut Option<Arc<Kiosk>>, event: Event) -> State {
    match event {
        Event::Started(Some(found)) => {
            *kiosk = Some(found);
            State::Attract(Attract::default())
        }
        Event::Started(None) => State::Setup(Setup::default()),
        _ => State::Starting,
    }
}

impl Setup {
    pub(super) fn on(self, kiosk: &mut Option<Arc<Kiosk>>, event: Event) -> State {
        match event {
            Event::CodeGiven(code) => State::Setup(Self { code: Some(code), ..self }),
            Event::SetupLost => State::Setup(Self { lost: true, ..self }),
            Event::Enrolled(new) => {
                *kiosk = Some(new);
                State::Setup(self)
            }
            // Who set it up has seen that all is well.
            Event::StaffDone if kiosk.is_some() => State::Attract(Attract::default()),
            _ => State::Setup(self),
        }
    }
}
