//! `/api/v1/devices/keys`: the new keys that tablets ask to go on with.

use super::super::Service;
use super::super::description::refusals;
use super::super::description::words::{KeyId, Name, Time};
use super::super::people::{Asking, json, meant};
use crate::clock;
use crate::db::device_keys::{self, Wish};
use crate::refused::Refused;
use crate::tablets;
use crate::users::Act;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(SignedOut, Forbidden, NotFound, WrongRecord, TooManyRequests);

/// Which key is meant.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it is described and never made")]
pub struct Meant {
    /// Its id, as the tablet shows it to its staff
    key: String,
}

/// Keys that wait for approval.
#[derive(Serialize, ToSchema)]
pub struct WaitingKeys {
    keys: Vec<WaitingKey>,
}

/// A key that a tablet asks to go on with.
#[derive(Serialize, ToSchema)]
pub struct WaitingKey {
    #[schema(value_type = KeyId)]
    key: String,
    /// The number of the tablet that it is said to belong to
    tablet: i64,
    #[schema(value_type = Name)]
    shop: String,
    /// The kiosk's version
    app: String,
    #[schema(value_type = Time)]
    asked_at: String,
    /// Whether that tablet was revoked, so that no key of it is approved
    revoked: bool,
}

/// Which tablets ask, with what key
#[utoipa::path(
    get,
    path = "/api/v1/devices/keys",
    operation_id = "waiting_keys",
    tag = "people",
    security(("session" = [])),
    responses((status = 200, description = "The keys that wait", body = WaitingKeys), Refusals)
)]
pub async fn show(State(service): State<Arc<Service>>, asking: Asking) -> Result<Response, Refused> {
    asking.everywhere(Act::SetUp)?;
    let mut tx = service.office.store.read().await?;
    let keys = device_keys::waiting(&mut tx).await?.into_iter().map(told).collect();
    Ok(json(&WaitingKeys { keys }))
}

/// Lets a key sign for its tablet
///
/// Anybody who knows a tablet's id can ask: compare the key's id with the one that the tablet shows to its staff.
#[utoipa::path(
    post,
    path = "/api/v1/devices/keys/{key}/approvals",
    operation_id = "approve_key",
    tag = "people",
    params(Meant),
    security(("session" = [])),
    responses((status = 204, description = "It signs from now on"), Refusals)
)]
pub async fn approve(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Refused> {
    asking.everywhere(Act::SetUp)?;
    tablets::approve(&service.office, &meant(typed)?, asking.id()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn told(Wish { key, tablet, shop, app, asked_at, revoked, .. }: Wish) -> WaitingKey {
    WaitingKey { key: key.to_string(), tablet, shop, app, asked_at: clock::iso(asked_at), revoked }
}
