//! `POST /api/v1/users/{id}/passwords`

use super::super::Service;
use super::super::description::refusals;
use super::super::people::{Asking, json};
use super::{AdmittedUser, Somebody, admitted, another};
use crate::refused::Refused;
use crate::users::posts;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;

refusals!(SignedOut, Forbidden, NotFound, TooManyRequests);

/// Makes another password for somebody
///
/// They are signed in nowhere. One's own is changed with `PUT /api/v1/session/password`.
#[utoipa::path(
    post,
    path = "/api/v1/users/{id}/passwords",
    operation_id = "make_password",
    tag = "people",
    params(Somebody),
    security(("session" = [])),
    responses((status = 200, description = "It is made", body = AdmittedUser), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
) -> Result<Response, Refused> {
    let id = another(&asking, typed)?;
    Ok(json(&admitted(posts::password(&service.office, &id, asking.id()).await?)))
}
