//! `POST /api/v1/complaints/{number}/steps`

use super::super::Service;
use super::super::body::Coding;
use super::super::description::refusals;
use super::super::description::words::{Id, RemedyWord, StepWord};
use super::super::people::{Asking, json, meant, minted, read};
use super::course::Meant;
use super::{ListedComplaint, told};
use crate::clock;
use crate::complaints::{self, Ask, number};
use crate::refused::Refused;
use crate::users::{Act, Reach};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use handover_domain::complaint::{Remedy, Step, StepKind};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

refusals!(
    Unreadable,
    SignedOut,
    Forbidden,
    NotFound,
    TooLarge,
    UnsupportedMediaType,
    WrongRecord,
    TooManyRequests
);

/// A step that was taken.
#[derive(Deserialize, ToSchema)]
pub struct NewStep {
    /// A UUID of version 7 that whoever sends it made: sent twice, it is noted once
    #[schema(value_type = Id)]
    id: Uuid,
    #[schema(value_type = StepWord)]
    kind: StepKind,
    /// Which remedy was chosen; `remedy_chosen` only
    #[schema(value_type = Option<RemedyWord>)]
    remedy: Option<Remedy>,
    /// What is worth knowing about it, without the customer's name or number
    note: Option<String>,
}

/// Notes what was done about a complaint
///
/// By whoever is signed in. The form's order holds (C5), and `remedy_approved` is for whoever manages the shop. The same step
/// under the same `id` again changes nothing; another one under it is refused, and the first stays.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{number}/steps",
    operation_id = "step_complaint",
    tag = "people",
    params(Meant, Coding),
    request_body = NewStep,
    security(("session" = [])),
    responses((status = 200, description = "The complaint as it stands then", body = ListedComplaint), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    let reach = asking.reach(&mut tx, Act::StepComplaints).await?;
    let managed = Reach::of(&mut tx, &asking.0.grants, Act::ApproveRemedies).await?;
    drop(tx);
    let number = number(&meant(typed)?)?;
    let NewStep { id, kind, remedy, note } = read(request).await?;
    let id = minted(id)?;
    let step = Step { number, kind, remedy, by: asking.0.user.id };
    let ask = Ask { id, step, note };
    let listed = complaints::step(&service.office, ask, &reach, &managed).await?;
    Ok(json(&told(&listed, clock::now().fixed_offset())))
}
