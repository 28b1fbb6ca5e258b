//! `/api/v1/users`: who works at head office.

pub mod grants;
pub mod passwords;

use super::Service;
use super::body::Coding;
use super::description::refusals;
use super::description::words::{Name, Time};
use super::people::{Asking, json, meant, read};
use super::session::{Granted, granted};
use crate::clock;
use crate::db::users;
use crate::refused::Refused;
use crate::users::Act;
use crate::users::posts::{self, Admitted};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use handover_domain::wire::Reason;
use serde::{Deserialize, Serialize};
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

/// Who is meant.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it is described and never made")]
pub struct Somebody {
    /// What they sign in with
    id: String,
}

/// Everybody who works here, or did.
#[derive(Serialize, ToSchema)]
pub struct UserList {
    users: Vec<ListedUser>,
}

/// Somebody who works here, or did.
#[derive(Serialize, ToSchema)]
pub struct ListedUser {
    /// What they sign in with
    #[schema(value_type = Name)]
    id: String,
    /// What they are called
    name: String,
    /// What they may do
    grants: Vec<Granted>,
    /// Whether too many passwords were wrong, so that nobody may try at the moment
    locked: bool,
    /// When they were removed, where they were
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Time>, nullable = false)]
    removed_at: Option<String>,
}

/// Somebody new.
#[derive(Deserialize, ToSchema)]
pub struct NewUser {
    /// What they sign in with
    #[schema(value_type = Name)]
    id: String,
    /// What they are called
    name: String,
}

/// Somebody who may sign in by this password from now on.
#[derive(Serialize, ToSchema)]
pub struct AdmittedUser {
    #[schema(value_type = Name)]
    id: String,
    /// What they are called
    name: String,
    /// It is told this once; hand it over in person, and have it changed
    password: String,
}

/// Who works here, and what each may do
#[utoipa::path(
    get,
    path = "/api/v1/users",
    operation_id = "users",
    tag = "people",
    security(("session" = [])),
    responses((status = 200, description = "Everybody", body = UserList), Refusals)
)]
pub async fn show(State(service): State<Arc<Service>>, asking: Asking) -> Result<Response, Refused> {
    asking.everywhere(Act::ManageUsers)?;
    let now = clock::now().timestamp_millis();
    let mut tx = service.office.store.read().await?;
    let mut all = Vec::new();
    for user in users::all(&mut tx).await? {
        let grants = users::grants(&mut tx, &user.id).await?.0;
        all.push(ListedUser {
            id: user.id.to_string(),
            name: user.name,
            grants: grants.into_iter().map(granted).collect(),
            locked: user.locked_until > now,
            removed_at: user.removed_at.map(clock::iso),
        });
    }
    Ok(json(&UserList { users: all }))
}

/// Lets somebody sign in
///
/// They may do nothing until a role is granted to them.
#[utoipa::path(
    post,
    path = "/api/v1/users",
    operation_id = "add_user",
    tag = "people",
    params(Coding),
    request_body = NewUser,
    security(("session" = [])),
    responses((status = 200, description = "They are added", body = AdmittedUser), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    request: Request,
) -> Result<Response, Refused> {
    asking.everywhere(Act::ManageUsers)?;
    let NewUser { id, name } = read(request).await?;
    Ok(json(&admitted(posts::add(&service.office, &id, &name, asking.id()).await?)))
}

/// Lets somebody in no more
///
/// What they did stays.
#[utoipa::path(
    delete,
    path = "/api/v1/users/{id}",
    operation_id = "remove_user",
    tag = "people",
    params(Somebody),
    security(("session" = [])),
    responses((status = 204, description = "They are signed in nowhere, and may sign in no more"), Refusals)
)]
pub async fn remove(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Refused> {
    let id = another(&asking, typed)?;
    posts::remove(&service.office, &id, asking.id()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who is meant, where whoever asks manages users and it is somebody else: nobody lets themselves into more than they were
/// given, and the last one who could let others in does not leave by mistake.
fn another(asking: &Asking, typed: Result<Path<String>, PathRejection>) -> Result<String, Refused> {
    asking.everywhere(Act::ManageUsers)?;
    let id = meant(typed)?;
    if id == asking.id() {
        let sentence = "Nobody says what they themselves may do, so nothing was changed; ask somebody else who manages users.";
        return Err(Refused::Said(Reason::Forbidden, sentence.into()));
    }
    Ok(id)
}

fn admitted(Admitted { id, name, password }: Admitted) -> AdmittedUser {
    AdmittedUser { id: id.to_string(), name, password }
}
