//! `/api/v1/users/{id}/grants`

use super::super::Service;
use super::super::body::Coding;
use super::super::description::refusals;
use super::super::people::{Asking, json, read, unreadable};
use super::super::session::{Granted, granted};
use super::{Somebody, another};
use crate::refused::Refused;
use crate::users::Role;
use crate::users::posts::{self, Post};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

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

/// A role, and where it holds: in the network where neither a region nor a shop is named.
#[derive(Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
pub struct NewGrant {
    /// `viewer`, `care`, `shop_manager`, `regional`, `general_manager`, `privacy` or `admin`
    #[param(value_type = String)]
    #[schema(value_type = String)]
    role: Role,
    /// In the shops of this region only
    region: Option<String>,
    /// In this shop only
    shop: Option<String>,
}

impl NewGrant {
    fn of<'a>(&'a self, id: &'a str) -> Post<'a> {
        Post { id, role: self.role, region: self.region.as_deref(), shop: self.shop.as_deref() }
    }
}

/// Lets somebody do what a role allows
///
/// Granted twice, it is granted once. Nobody grants anything to themselves.
#[utoipa::path(
    post,
    path = "/api/v1/users/{id}/grants",
    operation_id = "grant",
    tag = "people",
    params(Somebody, Coding),
    request_body = NewGrant,
    security(("session" = [])),
    responses((status = 200, description = "It is granted", body = Granted), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Refused> {
    let id = another(&asking, typed)?;
    let asked: NewGrant = read(request).await?;
    let (_, grant, _) = posts::grant(&service.office, &asked.of(&id), asking.id()).await?;
    Ok(json(&granted(grant)))
}

/// Takes a role from somebody
#[utoipa::path(
    delete,
    path = "/api/v1/users/{id}/grants",
    operation_id = "withdraw",
    tag = "people",
    params(Somebody, NewGrant),
    security(("session" = [])),
    responses((status = 204, description = "It is withdrawn"), Refusals)
)]
pub async fn end(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
    asked: Result<Query<NewGrant>, QueryRejection>,
) -> Result<StatusCode, Refused> {
    let id = another(&asking, typed)?;
    let Query(asked) =
        asked.map_err(|_| unreadable("the address does not name a role as this one takes it"))?;
    posts::withdraw(&service.office, &asked.of(&id), asking.id()).await?;
    Ok(StatusCode::NO_CONTENT)
}
