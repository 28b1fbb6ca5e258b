//! What the tablets of a shop are told of each other.

#![expect(dead_code, reason = "these are described and never made")]

use super::words::{
    CategoryWord, ComplaintNumber, Day, DepartmentWord, Id, Name, RemedyWord, SeverityWord, StepWord, Time,
    VisitWord,
};
use utoipa::ToSchema;

/// Complaints and visits of a shop. Its envelope is of the type `handover-feed+json`.
#[derive(ToSchema)]
pub struct Feed {
    #[schema(minimum = 0)]
    protocol: u32,
    shop: Name,
    /// Rises with every change, and with every day
    version: u64,
    #[schema(max_items = 500)]
    complaints: Vec<Course>,
    #[schema(max_items = 500)]
    visits: Vec<ListedVisit>,
}

/// A complaint and what was done about it.
#[derive(ToSchema)]
pub struct Course {
    complaint: Complaint,
    /// By the clock of the tablet, corrected
    captured_at: Time,
    steps: Vec<Done>,
}

/// What a complaint says in the open.
#[derive(ToSchema)]
pub struct Complaint {
    number: ComplaintNumber,
    category: CategoryWord,
    department: DepartmentWord,
    severity: SeverityWord,
    /// Whether the customer can be reached
    contact: bool,
}

/// A step that was taken.
#[derive(ToSchema)]
pub struct Done {
    record: Id,
    kind: StepWord,
    #[schema(nullable = false)]
    remedy: Option<RemedyWord>,
    /// Who took it
    by: Name,
    at: Time,
}

/// A visit that is expected.
#[derive(ToSchema)]
pub struct ListedVisit {
    /// The handover number
    order: Name,
    visit: VisitWord,
    day: Day,
    #[schema(nullable = false)]
    advisor: Option<Name>,
    #[schema(nullable = false)]
    model: Option<String>,
    #[schema(nullable = false)]
    mileage_km: Option<u32>,
}
