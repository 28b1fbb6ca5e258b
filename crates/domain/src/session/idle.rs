//! Nobody touches the tablet: a countdown that anybody can see and stop (WCAG 2.2.1), then the screen is wiped.

use super::events::{Effect, Event};
use super::{Habits, Session, State, handover, leaving};
use crate::language::Language;
use crate::questionnaire::QuestionType;

/// How long the countdown is, in milliseconds; 20 s is the least the guideline allows.
pub const COUNTDOWN_MS: u64 = 25_000;

const SECOND_MS: u64 = 1000;
/// How long staff may look away from their room, in milliseconds.
const STAFF_MS: u64 = 120_000;

/// The countdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Idle {
    /// What it lies over.
    pub under: Box<State>,
    /// Seconds until the screen is wiped.
    pub left_s: u64,
}

impl Idle {
    pub(super) fn on(self, event: &Event) -> State {
        match event {
            Event::Stay => *self.under,
            _ => State::Idle(self),
        }
    }
}

/// How long a screen waits for a touch before the countdown begins, in milliseconds; `None` where it waits forever:
/// nobody is there, or answers that are not saved yet wait for help.
pub fn patience_ms(state: &State, habits: Habits) -> Option<u64> {
    let writing = match state {
        State::Asking(asking) => asking.survey.question().kind == QuestionType::Text,
        State::Thanks(thanks) => thanks.complaint().is_some(),
        State::Complaining(_) => true,
        State::Consent(_) | State::Leaving(_) => false,
        State::Idle(idle) => return patience_ms(&idle.under, habits),
        State::Starting
        | State::Setup(_)
        | State::Attract(_)
        | State::Saving(_)
        | State::OutOfService(_)
        | State::Staff(_) => return None,
    };
    Some(habits.patience_s * SECOND_MS * if writing { 2 } else { 1 })
}

/// Whether time has come to begin the countdown, go on with it or end it, or to take back the switches of somebody
/// who never began; most of the time it has not.
pub fn is_due(session: &Session, quiet_ms: u64) -> bool {
    let Session { state, comfort, habits, .. } = session;
    match patience_ms(state, *habits) {
        Some(patience) => matches!(state, State::Idle(_)) || quiet_ms >= patience,
        None => {
            is_left_open(state, quiet_ms)
                || handover::is_forgotten(session, quiet_ms)
                || is_forsaken(session, quiet_ms) && *comfort != habits.comfort()
        }
    }
}

/// Whether whoever touched the attract screen is gone.
pub(super) fn is_forsaken(session: &Session, quiet_ms: u64) -> bool {
    matches!(session.state, State::Attract(_)) && quiet_ms >= session.habits.patience_s * SECOND_MS
}

/// Whether staff went away from their screen.
fn is_left_open(state: &State, quiet_ms: u64) -> bool {
    matches!(state, State::Staff(_)) && quiet_ms >= STAFF_MS
}

/// Begins, goes on with, or ends the countdown.
pub(super) fn tick(
    state: State,
    habits: Habits,
    quiet_ms: u64,
    language: Language,
    effects: &mut Vec<Effect>,
) -> State {
    if is_left_open(&state, quiet_ms)
        && let State::Staff(staff) = state
    {
        return staff.on(Event::StaffDone);
    }
    let Some(patience) = patience_ms(&state, habits) else { return state };
    let under = match state {
        State::Idle(idle) => *idle.under,
        state => state,
    };
    if quiet_ms < patience {
        return under;
    }
    match (patience + COUNTDOWN_MS).saturating_sub(quiet_ms).div_ceil(SECOND_MS) {
        0 => leaving::walk_away(under, language, effects),
        left_s => State::Idle(Idle { under: Box::new(under), left_s }),
    }
}
