//! `/api/v1/session`: who works at head office signs in and out, and changes their password.

use super::description::refusals;
use super::peer::Peer;
use super::people::{Asking, COOKIE, by_own_page, json, token};
use super::{Service, body};
use crate::clock;
use crate::refused::Refused;
use crate::users::{self, Act, Grant, Member, Role, Scope};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// No script reads it, and no page of another site brings it along.
const MANNERS: &str = "; Path=/; Secure; HttpOnly; SameSite=Strict";

refusals!(Unreadable, SignedOut, Forbidden, TooLarge, UnsupportedMediaType, TooManyRequests);

/// Who wants to be let in.
#[derive(Deserialize, ToSchema)]
pub struct SignIn {
    /// What they sign in with
    name: String,
    /// Their password
    password: String,
}

/// A password and the one that takes its place.
#[derive(Deserialize, ToSchema)]
pub struct Change {
    /// The password so far
    before: String,
    /// The new one, of 12 to 128 characters
    after: String,
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    /// What they sign in with
    id: String,
    /// What they are called
    name: String,
    /// What they may do
    grants: Vec<Granted>,
}

/// What somebody may do, and where.
#[derive(Serialize, ToSchema)]
pub struct Granted {
    /// `viewer`, `care`, `shop_manager`, `regional`, `general_manager`, `privacy` or `admin`
    #[schema(value_type = String)]
    role: Role,
    /// The region; none where it holds for more or less than one
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    /// The shop; none where it holds for more than one
    #[serde(skip_serializing_if = "Option::is_none")]
    shop: Option<String>,
    /// What it allows: `read_scores`, `read_complaints`, `step_complaints`, `approve_remedies`, `call_customers`, `open_words`,
    /// `export`, `export_orders`, `erase`, `read_log`, `set_up`, `manage_users`
    #[schema(value_type = Vec<String>)]
    may: Vec<Act>,
}

/// Signs somebody in
///
/// The cookie of the answer is what shows whose later requests are theirs: for half an hour without any, and for twelve hours at most.
/// Too many wrong passwords in a row, and nobody is let in under that name for a while, whatever the password: half a minute from the fifth on, then longer.
#[utoipa::path(
    post,
    path = "/api/v1/session",
    operation_id = "sign_in",
    tag = "people",
    params(body::Coding),
    request_body = SignIn,
    responses((status = 200, description = "Who it is, and a cookie", body = SignedIn), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    Peer(address): Peer,
    request: Request,
) -> Result<Response, Refused> {
    service.limits.address(address)?;
    by_own_page(request.headers())?;
    let given: SignIn = secret(&body::json(request).await?)?;
    let begun = users::session::begin(&service.office, &given.name, &given.password, clock::now()).await?;
    let mut response = json(&told(begun.member));
    set_cookie(&mut response, &format!("{COOKIE}={}{MANNERS}", begun.token));
    Ok(response)
}

/// Who is signed in
#[utoipa::path(
    get,
    path = "/api/v1/session",
    operation_id = "who_is_signed_in",
    tag = "people",
    security(("session" = [])),
    responses((status = 200, description = "Who it is", body = SignedIn), Refusals)
)]
pub async fn show(Asking(member): Asking) -> Response {
    json(&told(member))
}

/// Signs out
#[utoipa::path(
    delete,
    path = "/api/v1/session",
    operation_id = "sign_out",
    tag = "people",
    security(("session" = [])),
    responses((status = 204, description = "Nobody is signed in by this cookie any more"), Refusals)
)]
pub async fn end(
    State(service): State<Arc<Service>>,
    _: Asking,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    users::session::end(&service.office, token(&headers).unwrap_or_default()).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&mut response, &format!("{COOKIE}=; Max-Age=0{MANNERS}"));
    Ok(response)
}

/// Changes the password
///
/// Whoever is signed in under this name is so no more, the one who asks too.
#[utoipa::path(
    put,
    path = "/api/v1/session/password",
    operation_id = "change_password",
    tag = "people",
    security(("session" = [])),
    params(body::Coding),
    request_body = Change,
    responses((status = 204, description = "It is changed; sign in with it"), Refusals)
)]
pub async fn change(
    State(service): State<Arc<Service>>,
    Asking(member): Asking,
    request: Request,
) -> Result<StatusCode, Refused> {
    let given: Change = secret(&body::json(request).await?)?;
    users::session::change(&service.office, &member, &given.before, &given.after, clock::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn secret<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    // What stands in it is not quoted: it may be a password.
    serde_json::from_slice(body)
        .map_err(|_| Refused::Unreadable("the body is not what this address takes".into()))
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

fn told(Member { user, grants }: Member) -> SignedIn {
    SignedIn { id: user.id.to_string(), name: user.name, grants: grants.0.into_iter().map(granted).collect() }
}

/// A role as it is told.
pub fn granted(Grant { role, scope }: Grant) -> Granted {
    let (region, shop) = match scope {
        Scope::Network => (None, None),
        Scope::Region(id) => (Some(id.to_string()), None),
        Scope::Shop(id) => (None, Some(id.to_string())),
    };
    let may = Act::ALL.into_iter().filter(|act| role.allows(*act)).collect();
    Granted { role, region, shop, may }
}
