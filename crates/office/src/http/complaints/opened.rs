//! What is told of a complaint that was opened.

use super::super::description::words::{
    CategoryWord, ChannelWord, ComplaintNumber, DepartmentWord, Id, ModeWord, Name, PartWord, RemedyWord,
    SeverityWord, StepWord, Time, VisitWord,
};
use super::super::people::Words;
use crate::complaints::{Opened, Opening, Step};
use handover_domain::complaint::{Category, Department, Done, Remedy, Severity, StepKind};
use handover_domain::contact::{ContactPart, Purpose};
use handover_domain::moment;
use handover_domain::record::{AnswersPart, Mode, PartName};
use handover_domain::visit::{Channel, Visit};
use serde::Serialize;
use utoipa::ToSchema;

/// Everything that a number stands for.
#[derive(Serialize, ToSchema)]
pub struct OpenedComplaints {
    /// More than one only where two tablets issued one number
    complaints: Vec<OpenedComplaint>,
    /// Records that the number stands for and that are not here any more
    missing: Vec<MissingRecord>,
}

/// A record that should be here.
#[derive(Serialize, ToSchema)]
pub struct MissingRecord {
    #[schema(value_type = Name)]
    shop: String,
    #[schema(value_type = Id)]
    record: String,
}

/// All that was said in a complaint. What is missing stands in `closed`, with the reason.
#[derive(Serialize, ToSchema)]
pub struct OpenedComplaint {
    #[schema(value_type = Id)]
    record: String,
    #[schema(value_type = Name)]
    shop: String,
    /// The tablet's number
    tablet: u16,
    /// What stands on the slip
    receipt_code: String,
    #[schema(value_type = Time)]
    captured_at: String,
    #[schema(value_type = ModeWord)]
    mode: Mode,
    /// Why it is in no list yet, where it could not be read on arrival
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    unread: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<About>,
    /// What the customer wrote
    words: Vec<Words>,
    /// What they chose, in the words that they read
    chosen: Vec<Chosen>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact: Option<ContactDetails>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    visit: Option<AboutVisit>,
    /// The parts that say nothing, and why
    closed: Vec<ClosedPart>,
    /// What was done about it, the earliest first
    steps: Vec<OpenedStep>,
}

/// What a complaint says in the open.
#[derive(Serialize, ToSchema)]
pub struct About {
    #[schema(value_type = ComplaintNumber)]
    number: String,
    #[schema(value_type = CategoryWord)]
    category: Category,
    #[schema(value_type = DepartmentWord)]
    department: Department,
    #[schema(value_type = SeverityWord)]
    severity: Severity,
}

/// What was chosen.
#[derive(Serialize, ToSchema)]
pub struct Chosen {
    #[schema(value_type = Name)]
    question: String,
    answer: String,
}

/// How to reach a customer, for the one purpose that they agreed to.
#[derive(Serialize, ToSchema)]
pub struct ContactDetails {
    /// As they want to be called; may be empty
    name: String,
    phone: String,
    /// `answer_complaint`
    #[schema(value_type = String)]
    consent: Purpose,
}

/// The visit that a complaint is about.
#[derive(Serialize, ToSchema)]
pub struct AboutVisit {
    #[schema(value_type = VisitWord)]
    visit: Visit,
    #[schema(value_type = ChannelWord)]
    channel: Channel,
    /// The language that the customer chose
    language: String,
    /// The handover number
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>, nullable = false)]
    order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>, nullable = false)]
    advisor: Option<String>,
    /// The record of the survey that it came from
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>, nullable = false)]
    survey: Option<String>,
    /// The question that stood on the screen
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>, nullable = false)]
    question: Option<String>,
}

/// A part that says nothing.
#[derive(Serialize, ToSchema)]
pub struct ClosedPart {
    #[schema(value_type = PartWord)]
    part: PartName,
    /// `erased`, `none`, or what is wrong with it
    why: String,
}

/// A step, with what was written about it.
#[derive(Serialize, ToSchema)]
pub struct OpenedStep {
    #[schema(value_type = Id)]
    id: String,
    #[schema(value_type = StepWord)]
    kind: StepKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<RemedyWord>, nullable = false)]
    remedy: Option<Remedy>,
    /// Who did it
    #[schema(value_type = Name)]
    by: String,
    #[schema(value_type = Time)]
    at: String,
    /// What whoever did it is called, where that is known
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    name: Option<String>,
    /// Whether it was done at head office
    own: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    note: Option<String>,
    /// Why the note cannot be read
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    note_closed: Option<String>,
}

impl OpenedComplaints {
    /// What was opened.
    pub fn of(found: Vec<Opening>) -> Self {
        let mut told = Self { complaints: Vec::new(), missing: Vec::new() };
        for Opening { shop, record, opened } in found {
            if let Some(opened) = opened {
                told.complaints.push(of(*opened));
            } else {
                told.missing.push(MissingRecord { shop: shop.to_string(), record: record.to_string() });
            }
        }
        told
    }
}

fn of(opened: Opened) -> OpenedComplaint {
    let mut closed = Vec::new();
    let mut say = |part, why| closed.push(ClosedPart { part, why });
    let text = opened.text.map_err(|why| say(PartName::Text, why)).unwrap_or_default();
    let contact = opened.contact.map_err(|why| say(PartName::Contact, why)).ok();
    let around = opened.around.map_err(|why| say(PartName::Answers, why)).ok();
    let core = opened.core;
    OpenedComplaint {
        record: core.id.to_string(),
        shop: core.shop.to_string(),
        tablet: opened.tablet,
        receipt_code: opened.slip.to_string(),
        captured_at: moment::write(&opened.captured),
        mode: core.mode,
        unread: opened.waiting,
        about: core.complaint.map(|complaint| About {
            number: complaint.number.to_string(),
            category: complaint.category,
            department: complaint.department,
            severity: complaint.severity,
        }),
        words: text.comments.into_iter().map(Words::of).collect(),
        chosen: opened
            .chosen
            .into_iter()
            .map(|(question, answer)| Chosen { question: question.to_string(), answer })
            .collect(),
        contact: contact.map(|ContactPart { name, phone, consent }| ContactDetails { name, phone, consent }),
        visit: around.map(visit),
        closed,
        steps: opened.steps.into_iter().map(step).collect(),
    }
}

fn visit(around: AnswersPart) -> AboutVisit {
    AboutVisit {
        visit: around.visit,
        channel: around.channel,
        language: around.language.tag().into(),
        order: around.order.map(|order| order.to_string()),
        advisor: around.advisor.map(|advisor| advisor.to_string()),
        survey: around.origin.as_ref().map(|origin| origin.record.to_string()),
        question: around.origin.and_then(|origin| origin.question).map(|question| question.to_string()),
    }
}

fn step(Step { taken, name, note }: Step) -> OpenedStep {
    let (note, note_closed) = match note {
        Some(Ok(note)) => (Some(note), None),
        Some(Err(why)) => (None, Some(why)),
        None => (None, None),
    };
    let Done { record, kind, remedy, by, at } = taken.done;
    OpenedStep {
        id: record.to_string(),
        kind,
        remedy,
        by: by.to_string(),
        at: at.as_str().to_owned(),
        name,
        own: taken.own,
        note,
        note_closed,
    }
}
