//! What can happen, and what is to be done about it.

use super::out_of_service::Reason;
use super::{Comfort, Habits, Kiosk};
use crate::answer::Value;
use crate::complaint::{Category, Complaint, Department, Severity};
use crate::contact::ContactPart;
use crate::ids::{OptionId, OrderRef, QuestionId, RecordId};
use crate::language::Language;
use crate::questionnaire::PackageRef;
use crate::record::{AnswersPart, Outcome, TextPart};
use crate::slip::Slip;
use crate::survey::VisitInfo;
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;

/// What every step is given from outside.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// Milliseconds since the page began.
    pub now_ms: u64,
    /// A fresh record id, used where one is needed.
    pub record: RecordId,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The store is open; this is what it holds.
    Started(Option<Arc<Kiosk>>),
    /// A link brought what should be an enrolment code.
    CodeGiven(String),
    /// Head office took the tablet in.
    Enrolled(Arc<Kiosk>),
    /// The tablet was enrolled, and cannot read its set-up any more; its records are there.
    SetupLost,
    /// A newer verified configuration arrived.
    Configured(Arc<Kiosk>),
    /// A link told about the visit.
    Visit(VisitInfo),
    /// A customer chose a language on any screen.
    LanguageChosen(Language),
    /// A customer chose how the screen is drawn.
    ComfortChosen(Comfort),
    /// A customer chose a language on the attract screen and begins.
    Start(Language),
    /// A customer wants to complain, in this language.
    Complain(Language),
    /// The customer agrees to the notice.
    Agreed,
    /// The customer does not.
    Declined,
    /// The customer answers the question on the screen.
    Answered(Value),
    /// The customer names the groups on the screen they belong to; the others are passed over.
    GroupsNamed(Vec<(QuestionId, OptionId)>),
    /// The customer leaves contact details, with consent.
    ContactGiven(ContactPart),
    /// The customer does not want to be contacted.
    NoContact,
    /// One screen back.
    Back,
    /// The customer wants to leave.
    Leave,
    /// The customer stays after all.
    Stay,
    /// The customer leaves; what was answered may be kept.
    LeaveKeeping,
    /// The customer leaves; nothing is kept.
    LeaveDeleting,
    /// Time passed; nobody has touched the tablet for so many milliseconds.
    Tick {
        /// Since the last touch.
        quiet_ms: u64,
    },
    /// The page is going away.
    Gone,
    /// The record is on disk and was read back.
    Saved(Receipt),
    /// It is not.
    NotSaved(SaveProblem),
    /// Staff or customer ask to write it once more.
    TryAgain,
    /// The thank-you was read.
    Finished,
    /// Whether staff are wanted at this tablet has changed.
    StaffWanted(bool),
    /// Somebody of the showroom wants to see how it goes.
    StaffCalled,
    /// They have seen it, or have set the tablet up.
    StaffDone,
    /// They hand the tablet to a customer, whose visit is this one.
    HandedOver(VisitInfo),
    /// They take it back.
    TakenBack,
    /// The shop manager has set what this tablet does, and in which language.
    HabitsSet(Language, Habits),
    /// Nothing can be taken any more.
    Broken(Reason),
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write this record, then tell [`Event::Saved`] or [`Event::NotSaved`].
    Save(Arc<Draft>),
    /// Write down that this handover ended without a survey.
    NoSurvey(OrderRef),
}

/// What a customer said, before it becomes a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The record's id.
    pub record: RecordId,
    /// What it will be.
    pub what: What,
    /// The questionnaire that was asked, or whose form was filled in.
    pub package: PackageRef,
    /// What was chosen.
    pub answers: AnswersPart,
    /// What was written; never for a partial survey.
    pub text: Option<TextPart>,
    /// How to reach the customer; complaints only.
    pub contact: Option<ContactPart>,
}

/// What a draft will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A survey, and how it ended.
    Response(Outcome),
    /// A complaint.
    Complaint(Filed),
}

/// What a complaint is filed under; its number comes with its place in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    /// What it is about.
    pub category: Category,
    /// Who is concerned.
    pub department: Department,
    /// How bad it seems to be.
    pub severity: Severity,
}

/// What a customer takes home of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The receipt code.
    pub slip: Slip,
    /// When it was written, by the tablet's clock.
    pub at: DateTime<FixedOffset>,
    /// The complaint's open head, where it is one.
    pub complaint: Option<Complaint>,
}

/// Why a record could not be written; the answers are still on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveProblem {
    /// The storage is full.
    Full,
    /// The storage failed or was closed.
    Failed,
    /// What was read back is not what was written.
    Unconfirmed,
}
