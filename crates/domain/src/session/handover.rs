//! A handover: staff gave the tablet to a customer. It ends with a survey, or it is told that it did not (`S5`).

use super::events::{Effect, Event, What};
use super::{Session, State};
use crate::ids::OrderRef;

/// A tablet that nobody took up lies there this long before its handover is over, in milliseconds.
const FORGOTTEN_MS: u64 = 600_000;

/// Whether nobody took up the tablet.
pub(super) fn is_forgotten(session: &Session, quiet_ms: u64) -> bool {
    session.handover.is_some() && matches!(session.state, State::Attract(_)) && quiet_ms >= FORGOTTEN_MS
}

/// Which handover begins with this event.
pub(super) fn begins(session: &Session, event: &Event) -> Option<OrderRef> {
    match (&session.state, event) {
        (State::Staff(staff), Event::HandedOver(info)) if matches!(*staff.under, State::Attract(_)) => {
            info.order.clone()
        }
        _ => None,
    }
}

/// Looks how the handover stands after a step. `begun` is the one that began with it.
pub(super) fn follow(session: &mut Session, begun: Option<OrderRef>, effects: &mut Vec<Effect>) {
    let Some(order) = session.handover.take() else {
        session.handover = begun;
        return;
    };
    let is_answered = effects
        .iter()
        .any(|effect| matches!(effect, Effect::Save(draft) if matches!(draft.what, What::Response(_))));
    let waits = match &session.state {
        State::Attract(attract) => begun.is_none() && attract.info.order.as_ref() == Some(&order),
        State::Staff(staff) => match &*staff.under {
            State::Attract(attract) => attract.info.order.as_ref() == Some(&order),
            _ => true,
        },
        _ => true,
    };
    if is_answered {
        return;
    }
    if waits {
        session.handover = Some(order);
    } else {
        effects.push(Effect::NoSurvey(order));
        session.handover = begun;
    }
}
