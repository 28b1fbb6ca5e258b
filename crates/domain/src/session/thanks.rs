//! The record is safe (invariant 2): thanks, and the receipt code.

use super::events::Event;
use super::{Attract, State};
use crate::slip::Slip;

/// How long the thank-you stays when nobody touches it, in milliseconds.
pub(super) const STAYS_MS: u64 = 20_000;

/// The thank-you.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thanks {
    /// The receipt code.
    pub slip: Slip,
}

impl Thanks {
    pub(super) fn on(self, event: &Event) -> State {
        match event {
            Event::Finished => State::Attract(Attract::default()),
            _ => State::Thanks(self),
        }
    }
}
