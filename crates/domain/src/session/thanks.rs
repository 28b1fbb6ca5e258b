//! The record is safe (invariant 2): thanks, what happens next, and what the customer takes home.

use super::complaining::{Complaining, From};
use super::events::{Event, Given, Receipt};
use super::{Asking, Attract, State};
use crate::complaint::Complaint;
use crate::ids::RecordId;
use crate::questionnaire::Form;
use crate::survey::VisitInfo;
use std::sync::Arc;

/// The thank-you.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thanks {
    /// What was recorded in this visit, the newest last.
    pub receipts: Vec<Receipt>,
    /// Whether something was said to be wrong.
    pub raised: bool,
    /// What is known of the visit.
    pub info: VisitInfo,
    /// The survey that was recorded.
    pub record: Option<RecordId>,
    /// The survey that waits while a complaint was recorded.
    pub back: Option<Box<Asking>>,
    pub(super) form: Option<Arc<Form>>,
}

impl Thanks {
    /// After the last question of a survey.
    pub(super) fn after(asking: Asking) -> Self {
        let survey = asking.survey;
        Self {
            receipts: asking.complaints,
            raised: survey.is_raised(),
            info: survey.info().clone(),
            record: Some(survey.record()),
            back: None,
            form: survey.package().complaint.clone(),
        }
    }

    /// After a complaint in the middle of a survey.
    pub(super) fn meanwhile(asking: Asking) -> Self {
        Self {
            receipts: asking.complaints.clone(),
            info: asking.survey.info().clone(),
            back: Some(Box::new(asking)),
            ..Self::default()
        }
    }

    pub(super) fn with(mut self, receipt: Receipt) -> Self {
        if let Some(asking) = &mut self.back {
            asking.complaints.push(receipt.clone());
        }
        self.receipts.push(receipt);
        self
    }

    pub(super) fn name(&self) -> &'static str {
        if self.back.is_some() { "recorded" } else { "thanks" }
    }

    /// The complaint that was recorded last.
    pub fn complaint(&self) -> Option<&Complaint> {
        self.receipts.iter().rev().find_map(|receipt| receipt.complaint.as_ref())
    }

    /// Whether to offer to take a complaint down: something was wrong and none was recorded (`Q5`).
    pub fn offers_complaint(&self) -> bool {
        self.raised && self.complaint().is_none() && self.form.is_some()
    }

    pub(super) fn on(self, event: &Event, given: Given) -> State {
        match event {
            Event::Finished => match self.back {
                Some(mut asking) => {
                    asking.survey.resume(given.now_ms);
                    State::Asking(*asking)
                }
                None => State::Attract(Attract::default()),
            },
            Event::Complain(_) => match self.form.clone().filter(|_| self.offers_complaint()) {
                Some(form) => Complaining::begin(form, From::Thanks(Box::new(self)), given),
                None => State::Thanks(self),
            },
            _ => State::Thanks(self),
        }
    }
}
