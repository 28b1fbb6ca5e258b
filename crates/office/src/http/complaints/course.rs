//! `GET /api/v1/complaints/{number}`

use super::super::Service;
use super::super::description::refusals;
use super::super::people::{Asking, json, meant};
use super::{ListedComplaint, told};
use crate::clock;
use crate::complaints::{number, unknown};
use crate::db::complaints;
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(Unreadable, SignedOut, Forbidden, NotFound, TooManyRequests);

/// Which complaint is meant.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it is described and never made")]
pub struct Meant {
    /// Its number, as the customer quotes it
    number: String,
}

/// What a number stands for.
#[derive(Serialize, ToSchema)]
pub struct ComplaintsOfNumber {
    /// More than one only where two tablets issued one number
    complaints: Vec<ListedComplaint>,
}

/// How far a complaint has come
///
/// One of a shop that is not theirs who ask is answered like one that there is not.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{number}",
    operation_id = "complaint",
    tag = "people",
    params(Meant),
    security(("session" = [])),
    responses((status = 200, description = "The complaint", body = ComplaintsOfNumber), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    let reach = asking.reach(&mut tx, Act::ReadComplaints).await?;
    let number = number(&meant(typed)?)?;
    let mut found = complaints::of_number(&mut tx, &number).await?;
    found.retain(|listed| reach.holds(&listed.shop));
    if found.is_empty() {
        return Err(unknown(&number));
    }
    let now = clock::now().fixed_offset();
    Ok(json(&ComplaintsOfNumber { complaints: found.iter().map(|listed| told(listed, now)).collect() }))
}
