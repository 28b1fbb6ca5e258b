//! What a tablet lives through: one enum of states, one function that moves between them.
//!
//! Every state has its file. Screens show a state and send events; the kiosk's `core/` carries out effects.

mod asking;
mod attract;
mod comfort;
mod complaining;
mod consent;
mod events;
mod habits;
mod handover;
mod idle;
mod kiosk;
mod leaving;
mod out_of_service;
mod saving;
mod setup;
mod staff;
mod thanks;

pub use asking::Asking;
pub use attract::Attract;
pub use comfort::{Comfort, Contrast, TextSize};
pub use complaining::{Complaining, From, Step};
pub use consent::{Consent, Wish};
pub use events::{Draft, Effect, Event, Filed, Given, Receipt, SaveProblem, What};
pub use habits::Habits;
pub use idle::{COUNTDOWN_MS, Idle, is_due, patience_ms};
pub use kiosk::Kiosk;
pub use out_of_service::{OutOfService, Reason};
pub use saving::{Saving, Stage as SavingStage};
pub use setup::Setup;
pub use staff::Staff;
pub use thanks::Thanks;

use crate::ids::OrderRef;
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
    /// The tablet's own language, to which it comes back after every customer.
    pub home: Language,
    /// The language of the screen.
    pub language: Language,
    /// How large and how sharp the screen is drawn for this customer.
    pub comfort: Comfort,
    /// What the shop manager has set for this tablet.
    pub habits: Habits,
    /// Whether staff are wanted: a complaint is new, or something about one is due soon.
    pub wanted: bool,
    /// The handover that was begun and has not ended.
    pub handover: Option<OrderRef>,
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
    /// A complaint is taken down (`C1`).
    Complaining(Complaining),
    /// "Do you want to leave?", over what is underneath.
    Leaving(Box<State>),
    /// Nobody has touched the screen for a while: a countdown, over what is underneath.
    Idle(Idle),
    /// Writing the record, or telling that it could not be written.
    Saving(Saving),
    /// It is safe.
    Thanks(Thanks),
    /// Nothing can be taken, and why.
    OutOfService(OutOfService),
    /// How it goes with the records, for staff.
    Staff(Staff),
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
            Self::Complaining(complaining) => complaining.name(),
            Self::Leaving(_) => "leaving",
            Self::Idle(_) => "idle",
            Self::Saving(saving) => saving.name(),
            Self::Thanks(thanks) => thanks.name(),
            Self::OutOfService(_) => "out-of-service",
            Self::Staff(_) => "staff",
        }
    }

    /// The state whose screen is drawn; a countdown or the question whether to leave lies over it.
    pub fn underneath(&self) -> &Self {
        match self {
            Self::Leaving(under) => under.underneath(),
            Self::Idle(idle) => idle.under.underneath(),
            state => state,
        }
    }
}

impl Session {
    /// The questions of the moment, of a survey or a complaint, also while something lies over them.
    pub fn survey(&self) -> Option<&Survey> {
        match self.state.underneath() {
            State::Asking(asking) => Some(&asking.survey),
            State::Complaining(complaining) => Some(&complaining.survey),
            _ => None,
        }
    }

    /// Before anything is known.
    pub fn new(language: Language) -> Self {
        Self {
            kiosk: None,
            next_kiosk: None,
            home: language,
            language,
            comfort: Comfort::default(),
            habits: Habits::default(),
            wanted: false,
            handover: None,
            state: State::Starting,
        }
    }
}

/// One step: what happened leads to another state, and to effects the shell carries out.
/// An event that makes no sense in a state changes nothing.
pub fn update(mut session: Session, event: Event, given: Given) -> (Session, Vec<Effect>) {
    let mut effects = Vec::new();
    let was_waiting = is_waiting(&session.state);
    let begun = handover::begins(&session, &event);
    match event {
        Event::LanguageChosen(language) => {
            session.language = language;
            if was_waiting {
                session.home = language;
            }
        }
        Event::ComfortChosen(comfort) => session.comfort = comfort,
        Event::StaffWanted(wanted) => session.wanted = wanted,
        Event::HabitsSet(language, habits) => {
            (session.home, session.habits) = (language, habits);
            (session.language, session.comfort) = (language, habits.comfort());
        }
        Event::Tick { quiet_ms } if handover::is_forgotten(&session, quiet_ms) => {
            session.state = State::Attract(Attract::default());
        }
        Event::Tick { quiet_ms } if idle::is_forsaken(&session, quiet_ms) => {
            session.comfort = session.habits.comfort();
        }
        Event::Enrolled(kiosk) if !matches!(session.state, State::Setup(_)) => {
            session.next_kiosk = Some(kiosk);
        }
        Event::Configured(kiosk) => session.next_kiosk = Some(kiosk),
        Event::Broken(reason) => session.state = State::OutOfService(OutOfService { reason }),
        event => {
            let Session { kiosk, language, state, habits, handover, .. } = &mut session;
            let moved = match (std::mem::replace(state, State::Starting), event) {
                (state, Event::Tick { quiet_ms }) => {
                    idle::tick(state, *habits, quiet_ms, *language, &mut effects)
                }
                (state, Event::StaffCalled) => staff::call(state),
                (state, Event::Gone) => leaving::walk_away(state, *language, &mut effects),
                (State::Starting, event) => setup::start(kiosk, event),
                (State::Setup(setup), event) => setup.on(kiosk, event),
                // What a customer holds in their hands is not changed by a link.
                (state, Event::Visit(_)) if handover.is_some() => state,
                (State::Attract(attract), event) => attract.on(kiosk.as_deref(), language, event),
                (State::Consent(consent), event) => consent.on(kiosk.as_deref(), &event, given),
                (State::Asking(asking), event) => asking.on(*language, event, given, &mut effects),
                (State::Complaining(complaining), event) => {
                    complaining.on(*language, event, given, &mut effects)
                }
                (State::Leaving(under), event) => leaving::on(under, *language, &event, &mut effects),
                (State::Idle(idle), event) => idle.on(&event),
                (State::Saving(saving), event) => saving.on(event, &mut effects),
                (State::Thanks(thanks), event) => thanks.on(&event, given),
                (State::OutOfService(out), _) => State::OutOfService(out),
                (State::Staff(staff), event) => staff.on(event),
            };
            *state = moved;
        }
    }
    if !was_waiting && is_waiting(&session.state) {
        // Nothing of one customer is left for the next, not even the language.
        session.language = session.home;
        session.comfort = session.habits.comfort();
    }
    handover::follow(&mut session, begun, &mut effects);
    swap(&mut session);
    (session, effects)
}

/// Whether no customer is at the tablet.
fn is_waiting(state: &State) -> bool {
    matches!(state, State::Starting | State::Setup(_) | State::Attract(_))
}

/// A new set-up takes effect only while nobody is answering.
fn swap(session: &mut Session) {
    if matches!(session.state, State::Attract(_))
        && let Some(next) = session.next_kiosk.take()
    {
        session.kiosk = Some(next);
    }
}
