//! `POST /api/v1/complaints/{number}/openings`

use super::super::Service;
use super::super::body::Coding;
use super::super::description::refusals;
use super::super::people::{Asking, json, language, meant, read};
use super::course::Meant;
use super::opened::OpenedComplaints;
use crate::complaints::{self, number};
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

refusals!(Unreadable, SignedOut, Forbidden, NotFound, TooLarge, UnsupportedMediaType, TooManyRequests);

/// How a complaint is to be opened.
#[derive(Deserialize, ToSchema)]
pub struct OpenComplaint {
    /// The language of what was chosen: `zh-CN` (without it), `zh-TW` or `en`
    lang: Option<String>,
}

/// Opens what was said in a complaint, and how to reach the customer
///
/// That it is opened, and by whom, is on record before anything is read. One of a shop that is not theirs who ask is answered like one
/// that there is not.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{number}/openings",
    operation_id = "open_complaint",
    tag = "people",
    params(Meant, Coding),
    request_body = OpenComplaint,
    security(("session" = [])),
    responses((status = 200, description = "All that was said", body = OpenedComplaints), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    let reach = asking.reach(&mut tx, Act::OpenWords).await?;
    drop(tx);
    let number = number(&meant(typed)?)?;
    let OpenComplaint { lang } = read(request).await?;
    let language = language(lang.as_deref())?;
    let found = complaints::open(&service.office, &number, &reach, asking.id(), language).await?;
    Ok(json(&OpenedComplaints::of(found)))
}
