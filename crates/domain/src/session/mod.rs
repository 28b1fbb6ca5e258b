//! What a tablet lives through: one enum of states, one function that moves between them.
//!
//! Every state has its file. Screens show a state and send events; the kiosk's `core/` carries out effects.

mod asking;
mod attract;
mod consent;
mod events;
mod kiosk;
mod out_of_service;
mod saving;
mod setup;
mod thanks;

pub use asking::Asking;
pub use attract::Attract;
pub use consent::Consent;
pub use events::{Draft, Effect, EnrolProblem, Event, Given, SaveProblem};
pub use kiosk::Kiosk;
pub use out_of_service::{OutOfService, Reason};
pub use saving::{Saving, Stage as SavingStage};
pub use setup::Setup;
pub use thanks::Thanks;

use crate::language::Language;
use crate::survey::Survey;
use std::sync::Arc;

/// The whole of what the kiosk knows while it runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What head office set up; none before enrolment.
    pub kiosk: Option<Arc<Kiosk>>,
    /// A newer set-up that waits until nobody is answering (invariant 7).
    pub next_kiosk: Option<Arc<Kiosk>>,
    /// The language of the screen.
    pub language: Language,
    /// Whether the browser promises to keep what is stored. Where it does not, as in a private window, the
    /// setup screen says so.
    pub durable: bool,
    /// Where we are.
    pub state: State,
}

/// The states; the word in `data-screen` is [`State::name`].
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Before the store was opened.
    Starting,
    /// Not enrolled yet.
    Setup(Setup),
    /// Nobody is answering.
    Attract(Attract),
    /// Notice and consent (`P1`).
    Consent(Consent),
    /// A question is on the screen.
    Asking(Asking),
    /// "Do you want to leave?"
    Leaving(Asking),
    /// Writing the record, or telling that it could not be written.
    Saving(Saving),
    /// It is safe.
    Thanks(Thanks),
    /// Nothing can be taken, and why.
    OutOfService(OutOfService),
}

impl State {
    /// The word in `data-screen`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Setup(_) => "setup",
            Self::Attract(_) => "attract",
            Self::Consent(_) => "consent",
            Self::Asking(_) => "asking",
            Self::Leaving(_) => "leaving",
            Self::Saving(saving) => saving.name(),
            Self::Thanks(_) => "thanks",
            Self::OutOfService(_) => "out-of-service",
        }
    }
}

impl Session {
    /// The survey of the moment, also while the customer thinks about leaving.
    pub fn survey(&self) -> Option<&Survey> {
        match &self.state {
            State::Asking(asking) | State::Leaving(asking) => Some(&asking.survey),
            _ => None,
        }
    }

    /// Before anything is known.
    pub fn new(language: Language) -> Self {
        Self { kiosk: None, next_kiosk: None, language, durable: true, state: State::Starting }
    }
}

/// One step: what happened leads to another state, and to effects the shell carries out.
/// An event that makes no sense in a state changes nothing.
pub fn update(mut session: Session, event: Event, given: Given) -> (Session, Vec<Effect>) {
    let mut effects = Vec::new();
    match event {
        Event::LanguageChosen(language) => session.language = language,
        Event::NotDurable => session.durable = false,
        Event::Configured(kiosk) => session.next_kiosk = Some(kiosk),
        Event::Broken(reason) => session.state = State::OutOfService(OutOfService { reason }),
        event => {
            let Session { kiosk, language, state, .. } = &mut session;
            let moved = match std::mem::replace(state, State::Starting) {
                State::Starting => setup::start(kiosk, event),
                State::Setup(setup) => setup.on(kiosk, event, &mut effects),
                State::Attract(attract) => attract.on(language, event),
                State::Consent(consent) => consent.on(kiosk.as_deref(), &event, given),
                State::Asking(asking) => asking.on(*language, event, given, &mut effects),
                State::Leaving(asking) => asking.on_leaving(*language, &event, &mut effects),
                State::Saving(saving) => saving.on(event, &mut effects),
                State::Thanks(thanks) => thanks.on(&event),
                State::OutOfService(out) => State::OutOfService(out),
            };
            *state = moved;
        }
    }
    swap(&mut session);
    (session, effects)
}

/// A new set-up takes effect only while nobody is answering.
fn swap(session: &mut Session) {
    if matches!(session.state, State::Attract(_))
        && let Some(next) = session.next_kiosk.take()
    {
        session.kiosk = Some(next);
    }
}
