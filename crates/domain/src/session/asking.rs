//! One question on the screen, and the way out.

use super::events::{Draft, Effect, Event, Given};
use super::{Attract, Consent, Saving, State};
use crate::language::Language;
use crate::record::Outcome;
use crate::survey::Survey;
use std::sync::Arc;

/// A survey under way; in memory only.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// The answers so far and where they lead.
    pub survey: Survey,
}

impl Asking {
    pub(super) fn on(
        mut self,
        language: Language,
        event: Event,
        given: Given,
        effects: &mut Vec<Effect>,
    ) -> State {
        match event {
            Event::Answered(value) => match self.survey.answer(value, given.now_ms) {
                Ok(true) => self.save(language, Outcome::Completed, effects),
                Ok(false) | Err(_) => State::Asking(self),
            },
            Event::Back => {
                if self.survey.back(given.now_ms) {
                    State::Asking(self)
                } else {
                    State::Consent(Consent { info: self.survey.info().clone() })
                }
            }
            Event::Leave => State::Leaving(self),
            _ => State::Asking(self),
        }
    }

    pub(super) fn on_leaving(self, language: Language, event: &Event, effects: &mut Vec<Effect>) -> State {
        match event {
            Event::Stay | Event::Back => State::Asking(self),
            Event::LeaveKeeping if self.survey.has_answers() => {
                self.save(language, Outcome::Partial, effects)
            }
            Event::LeaveKeeping | Event::LeaveDeleting => State::Attract(Attract::default()),
            _ => State::Leaving(self),
        }
    }

    fn save(self, language: Language, outcome: Outcome, effects: &mut Vec<Effect>) -> State {
        let draft = Arc::new(Draft {
            record: self.survey.record(),
            outcome,
            package: self.survey.package().reference.clone(),
            answers: self.survey.answers(language, outcome),
            // What was written is the customer's own; leaving midway is no wish to send it.
            text: match outcome {
                Outcome::Completed => self.survey.comments(),
                Outcome::Partial => None,
            },
        });
        effects.push(Effect::Save(Arc::clone(&draft)));
        State::Saving(Saving::new(draft))
    }
}
