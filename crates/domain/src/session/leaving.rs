//! "Do you want to leave?", and what becomes of a customer's answers when they go.

use super::complaining::From;
use super::events::{Effect, Event};
use super::{Attract, State};
use crate::language::Language;
use crate::record::Outcome;

pub(super) fn on(under: Box<State>, language: Language, event: &Event, effects: &mut Vec<Effect>) -> State {
    match event {
        Event::Stay | Event::Back => *under,
        Event::LeaveKeeping => walk_away(*under, language, effects),
        Event::LeaveDeleting => State::Attract(Attract::default()),
        _ => State::Leaving(under),
    }
}

/// The customer is gone: what was chosen in a survey is kept as a partial record, without words; a complaint
/// that was not recorded yet is not, since nobody could answer it. Where no customer was, nothing changes.
pub(super) fn walk_away(state: State, language: Language, effects: &mut Vec<Effect>) -> State {
    match state {
        State::Asking(asking) if asking.survey.has_answers() => {
            asking.save(language, Outcome::Partial, effects)
        }
        State::Leaving(under) => walk_away(*under, language, effects),
        State::Idle(idle) => walk_away(*idle.under, language, effects),
        State::Complaining(complaining) => match complaining.into_from() {
            From::Survey(asking) => walk_away(State::Asking(*asking), language, effects),
            From::Attract(_) | From::Thanks(_) => State::Attract(Attract::default()),
        },
        State::Thanks(thanks) => match thanks.back {
            Some(asking) => walk_away(State::Asking(*asking), language, effects),
            None => State::Attract(Attract::default()),
        },
        State::Asking(_) | State::Consent(_) => State::Attract(Attract::default()),
        State::Starting
        | State::Setup(_)
        | State::Attract(_)
        | State::Saving(_)
        | State::OutOfService(_)
        | State::Staff(_) => state,
    }
}
