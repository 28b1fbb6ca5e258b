//! `/api/v1/complaints`: what people at head office read of complaints, and do about them.

pub mod course;
pub mod list;
mod opened;
pub mod openings;
pub mod steps;

use super::description::words::{
    CategoryWord, ComplaintNumber, DeadlineWord, DepartmentWord, Id, Name, RemedyWord, SeverityWord,
    StepWord, Time,
};
use crate::db::complaints::Listed;
use chrono::{DateTime, FixedOffset};
use handover_domain::complaint::{Category, Clock, Deadline, Department, Done, Remedy, Severity, StepKind};
use handover_domain::moment;
use serde::Serialize;
use utoipa::ToSchema;

/// A complaint as it is listed: nothing of what was said, and not how to reach anybody.
#[derive(Serialize, ToSchema)]
pub struct ListedComplaint {
    /// What the customer can quote
    #[schema(value_type = ComplaintNumber)]
    number: String,
    /// Its shop
    #[schema(value_type = Name)]
    shop: String,
    /// Its record
    #[schema(value_type = Id)]
    record: String,
    /// When it was taken, by the clock on the showroom's wall
    #[schema(value_type = Time)]
    captured_at: String,
    #[schema(value_type = CategoryWord)]
    category: Category,
    #[schema(value_type = DepartmentWord)]
    department: Department,
    #[schema(value_type = SeverityWord)]
    severity: Severity,
    contact: Contact,
    /// How many records have this number: where it is more than one, it does not say which is meant
    #[schema(minimum = 1)]
    records: u64,
    /// Whether nothing more is to be done
    closed: bool,
    /// Its clocks, in the order of their deadlines
    clocks: Vec<ComplaintClock>,
    /// What was done, the earliest first
    steps: Vec<TakenStep>,
}

/// Whether the customer can be reached.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Contact {
    /// Yes
    Left,
    /// They left contact details and had them erased
    Erased,
    /// They left none
    None,
}

/// By when something has to happen, or had to.
#[derive(Serialize, ToSchema)]
pub struct ComplaintClock {
    #[schema(value_type = DeadlineWord)]
    deadline: Deadline,
    /// When it runs out
    #[schema(value_type = Time)]
    due: String,
    /// When it was stopped
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Time>, nullable = false)]
    met: Option<String>,
    state: Standing,
}

/// How a clock stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Standing {
    /// It runs
    Due,
    /// It was stopped in time
    Kept,
    /// It ran out, or was stopped too late
    Missed,
}

/// A step that was taken.
#[derive(Serialize, ToSchema)]
pub struct TakenStep {
    /// Its record, or an id of head office's own
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
    /// When
    #[schema(value_type = Time)]
    at: String,
}

/// A complaint as it stands now.
fn told(listed: &Listed, now: DateTime<FixedOffset>) -> ListedComplaint {
    let Listed { shop, record, course, captured, contact_erased, records } = listed;
    let complaint = &course.complaint;
    ListedComplaint {
        number: complaint.number.to_string(),
        shop: shop.to_string(),
        record: record.to_string(),
        captured_at: moment::write(captured),
        category: complaint.category,
        department: complaint.department,
        severity: complaint.severity,
        contact: match (complaint.contact, contact_erased) {
            (true, _) => Contact::Left,
            (false, true) => Contact::Erased,
            (false, false) => Contact::None,
        },
        records: *records,
        closed: course.is_closed(),
        clocks: course.clocks().iter().map(|clock| running(clock, now)).collect(),
        steps: course.steps.iter().map(taken).collect(),
    }
}

fn running(clock: &Clock, now: DateTime<FixedOffset>) -> ComplaintClock {
    ComplaintClock {
        deadline: clock.deadline,
        due: moment::write(&clock.due),
        met: clock.met.as_ref().map(moment::write),
        state: match (clock.left_ms(now) < 0, clock.met) {
            (true, _) => Standing::Missed,
            (false, Some(_)) => Standing::Kept,
            (false, None) => Standing::Due,
        },
    }
}

fn taken(done: &Done) -> TakenStep {
    TakenStep {
        id: done.record.to_string(),
        kind: done.kind,
        remedy: done.remedy,
        by: done.by.to_string(),
        at: done.at.as_str().to_owned(),
    }
}
