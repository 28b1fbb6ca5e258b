//! A complaint is taken down (`C1`): the questions of the package's form, then how to be reached.

use super::events::{Draft, Effect, Event, Filed, Given, What};
use super::saving::Then;
use super::{Asking, Attract, Saving, State, Thanks};
use crate::contact::ContactPart;
use crate::language::Language;
use crate::questionnaire::Form;
use crate::record::{Origin, Outcome};
use crate::survey::{Survey, VisitInfo};
use std::sync::Arc;

/// A complaint under way; in memory only.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaining {
    /// The answers so far and where they lead.
    pub survey: Survey,
    /// What is on the screen.
    pub step: Step,
    form: Arc<Form>,
    from: From,
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A question of the form.
    Question,
    /// How to be reached.
    Contact,
}

/// Where the customer was before, and comes back to.
#[derive(Debug, Clone, PartialEq)]
pub enum From {
    /// The attract screen.
    Attract(VisitInfo),
    /// A question of a survey.
    Survey(Box<Asking>),
    /// The thank-you after a survey.
    Thanks(Box<Thanks>),
}

impl Complaining {
    /// Begins with the form's first question.
    pub(super) fn begin(form: Arc<Form>, from: From, given: Given) -> State {
        let info = match &from {
            From::Attract(info) => info.clone(),
            From::Survey(asking) => asking.survey.info().clone(),
            From::Thanks(thanks) => thanks.info.clone(),
        };
        match Survey::begin(given.record, Arc::clone(&form.package), info, given.now_ms) {
            Some(survey) => State::Complaining(Self { survey, step: Step::Question, form, from }),
            None => from.again(given),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self.step {
            Step::Question => "complaint",
            Step::Contact => "contact",
        }
    }

    /// The survey that waits meanwhile.
    pub fn waiting(&self) -> Option<&Asking> {
        match &self.from {
            From::Survey(asking) => Some(asking),
            From::Attract(_) | From::Thanks(_) => None,
        }
    }

    pub(super) fn into_from(self) -> From {
        self.from
    }

    pub(super) fn on(
        mut self,
        language: Language,
        event: Event,
        given: Given,
        effects: &mut Vec<Effect>,
    ) -> State {
        match (self.step, event) {
            (Step::Question, Event::Answered(value)) => match self.survey.answer(value, given.now_ms) {
                Ok(true) if self.wants_no_contact(language) => self.save(language, None, effects),
                Ok(true) => State::Complaining(Self { step: Step::Contact, ..self }),
                Ok(false) | Err(_) => State::Complaining(self),
            },
            (Step::Question, Event::Back) => {
                if self.survey.back(given.now_ms) {
                    State::Complaining(self)
                } else {
                    self.from.again(given)
                }
            }
            (Step::Contact, Event::Back) => State::Complaining(Self { step: Step::Question, ..self }),
            (Step::Contact, Event::ContactGiven(contact)) => self.save(language, Some(contact), effects),
            (Step::Contact, Event::NoContact) => self.save(language, None, effects),
            (_, Event::Leave) => State::Leaving(Box::new(State::Complaining(self))),
            _ => State::Complaining(self),
        }
    }

    fn wants_no_contact(&self, language: Language) -> bool {
        self.form.wants_no_contact(&self.survey.answers(language, Outcome::Completed))
    }

    fn save(self, language: Language, contact: Option<ContactPart>, effects: &mut Vec<Effect>) -> State {
        let mut answers = self.survey.answers(language, Outcome::Completed);
        let mut text = self.survey.comments().unwrap_or_default();
        text.answers.clone_from(&answers.answers);
        let (category, department) = self.form.filed_under(&answers);
        let severity = self.form.propose(&answers, Some(&text));
        answers.origin = self.from.origin();
        let draft = Draft {
            record: self.survey.record(),
            what: What::Complaint(Filed { category, department, severity }),
            package: self.survey.package().reference.clone(),
            answers,
            text: Some(text),
            contact,
        };
        let then = match self.from {
            From::Attract(info) => Thanks { info, ..Thanks::default() },
            From::Survey(asking) => Thanks::meanwhile(*asking),
            From::Thanks(thanks) => *thanks,
        };
        State::Saving(Saving::begin(Arc::new(draft), Then::Thanks(then), effects))
    }
}

impl From {
    /// Back to where the customer was.
    fn again(self, given: Given) -> State {
        match self {
            Self::Attract(info) => State::Attract(Attract { info }),
            Self::Survey(mut asking) => {
                asking.survey.resume(given.now_ms);
                State::Asking(*asking)
            }
            Self::Thanks(thanks) => State::Thanks(*thanks),
        }
    }

    fn origin(&self) -> Option<Origin> {
        match self {
            Self::Attract(_) => None,
            Self::Survey(asking) => Some(Origin {
                record: asking.survey.record(),
                question: Some(asking.survey.question().id.clone()),
            }),
            Self::Thanks(thanks) => thanks.record.map(|record| Origin { record, question: None }),
        }
    }
}
