//! The room of the people at the counter, over a screen at which no customer is answering. What is in it is shown by
//! their own program; a customer's tablet only knows that they are there, and what they leave it with.

use super::events::Event;
use super::{Attract, State};

/// Staff are at the tablet.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// What their room lies over, and goes back to.
    pub under: Box<State>,
}

/// Opens it where no customer is answering; elsewhere nothing happens.
pub(super) fn call(state: State) -> State {
    let is_free = match &state {
        State::Attract(_) | State::OutOfService(_) => true,
        // Answers that could not be saved wait for just these people.
        State::Saving(saving) => saving.has_failed(),
        _ => false,
    };
    if is_free { State::Staff(Staff { under: Box::new(state) }) } else { state }
}

impl Staff {
    pub(super) fn on(self, event: Event) -> State {
        match (event, &*self.under) {
            (Event::StaffDone, _) => *self.under,
            (Event::HandedOver(info), State::Attract(_)) => State::Attract(Attract { info }),
            (Event::TakenBack, State::Attract(_)) => {
                State::Staff(Self { under: Box::new(State::Attract(Attract::default())) })
            }
            _ => State::Staff(self),
        }
    }
}
