//! For the people at the counter: how it goes with the records, and the files for when there is no network.
//! Counts, never answers and never scores (invariant 9).

use super::events::{Effect, Event};
use super::{Setup, State};

/// The staff screen, over a screen at which no customer is answering.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// What it lies over, and goes back to.
    pub under: Box<State>,
    /// How it goes, as the courier says it; nothing before it has.
    pub told: Told,
    /// What became of the last file.
    pub file: File,
}

/// How it goes, in the language of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The first says why nothing moves, or that all is well.
    pub lines: Vec<String>,
    /// What somebody should look after.
    pub warnings: Vec<String>,
}

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// It is being written or read.
    Busy,
    /// What became of it; nothing where none was asked for.
    Done(String),
}

/// Which records go into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Those that head office has not acknowledged.
    Pending,
    /// Those of the last days, acknowledged or not.
    Days(u32),
}

/// Opens the screen where no customer is answering; elsewhere nothing happens.
pub(super) fn call(state: State, effects: &mut Vec<Effect>) -> State {
    let is_free = match &state {
        State::Setup(setup) => *setup != Setup::Enrolling,
        State::Attract(_) | State::OutOfService(_) => true,
        // Answers that could not be saved wait for just these people.
        State::Saving(saving) => saving.has_failed(),
        _ => false,
    };
    if !is_free {
        return state;
    }
    effects.push(Effect::Watch(true));
    State::Staff(Staff { under: Box::new(state), told: Told::default(), file: File::Done(String::new()) })
}

impl Staff {
    pub(super) fn on(mut self, event: Event, effects: &mut Vec<Effect>) -> State {
        let is_busy = self.file == File::Busy;
        match event {
            Event::StaffDone => {
                effects.push(Effect::Watch(false));
                return *self.under;
            }
            Event::HowItGoes(told) => self.told = told,
            Event::SendNow => effects.push(Effect::Hurry),
            Event::Export(span) if !is_busy => {
                self.file = File::Busy;
                effects.push(Effect::Export(span));
            }
            Event::FileChosen if !is_busy => {
                self.file = File::Busy;
                effects.push(Effect::Bring);
            }
            Event::FileDone(news) => self.file = File::Done(news),
            _ => {}
        }
        State::Staff(self)
    }
}
