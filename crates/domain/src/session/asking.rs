//! One question on the screen, and the ways on.

use super::complaining::{Complaining, From};
use super::consent::Wish;
use super::events::{Draft, Effect, Event, Given, Receipt, What};
use super::saving::Then;
use super::{Consent, Saving, State, Thanks};
use crate::language::Language;
use crate::record::Outcome;
use crate::survey::Survey;
use std::sync::Arc;

/// A survey under way; in memory only.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// The answers so far and where they lead.
    pub survey: Survey,
    /// Complaints recorded on the way.
    pub complaints: Vec<Receipt>,
}

impl Asking {
    pub(super) fn on(
        mut self,
        language: Language,
        event: Event,
        given: Given,
        effects: &mut Vec<Effect>,
    ) -> State {
        let answered = match event {
            Event::Answered(value) => self.survey.answer(value, given.now_ms),
            Event::GroupsNamed(named) => self.survey.tell_groups(&named, given.now_ms),
            Event::Back => {
                if self.survey.back(given.now_ms) {
                    return State::Asking(self);
                }
                // Before the first question lies the notice; what was answered is not dropped without a word.
                if self.survey.has_answers() || !self.complaints.is_empty() {
                    return State::Leaving(Box::new(State::Asking(self)));
                }
                let info = self.survey.info().clone();
                return State::Consent(Consent { info, wish: Wish::Survey });
            }
            Event::Leave => return State::Leaving(Box::new(State::Asking(self))),
            Event::Complain(_) => return self.complain(given),
            _ => return State::Asking(self),
        };
        match answered {
            Ok(true) => self.save(language, Outcome::Completed, effects),
            Ok(false) | Err(_) => State::Asking(self),
        }
    }

    fn complain(self, given: Given) -> State {
        match self.survey.package().complaint.clone() {
            Some(form) => Complaining::begin(form, From::Survey(Box::new(self)), given),
            None => State::Asking(self),
        }
    }

    /// Ends the survey: whole, or as it stands.
    pub(super) fn save(self, language: Language, outcome: Outcome, effects: &mut Vec<Effect>) -> State {
        let survey = &self.survey;
        let draft = Draft {
            record: survey.record(),
            what: What::Response(outcome),
            package: survey.package().reference.clone(),
            answers: survey.answers(language, outcome),
            // What was written is the customer's own; leaving midway is no wish to send it.
            text: match outcome {
                Outcome::Completed => survey.comments(),
                Outcome::Partial => None,
            },
            contact: None,
        };
        let then = match outcome {
            Outcome::Completed => Then::Thanks(Thanks::after(self)),
            Outcome::Partial => Then::Attract,
        };
        State::Saving(Saving::begin(Arc::new(draft), then, effects))
    }
}
