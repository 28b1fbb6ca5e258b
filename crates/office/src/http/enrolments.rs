//! `POST /api/v1/enrolments`

use super::description::{SignedConfig, SignedEnrolment, refusals};
use super::peer::Peer;
use super::{Service, body, signed, watch};
use crate::refused::Refused;
use crate::{clock, configs, enrol};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

refusals!(
    Unreadable,
    RevokedDevice,
    WrongSignature,
    BadCode,
    TooLarge,
    UnsupportedMediaType,
    LaterProtocol,
    TooManyRequests
);

/// Takes a tablet in
///
/// The wish is signed by the key that it announces. The same code with the same key again gets the same tablet.
#[utoipa::path(
    post,
    path = "/api/v1/enrolments",
    operation_id = "enrol",
    tag = "tablets",
    params(body::Coding),
    request_body = SignedEnrolment,
    responses((status = 200, description = "The tablet's configuration", body = SignedConfig), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    Peer(address): Peer,
    request: Request,
) -> Result<Response, Refused> {
    // Whoever signs this is not known yet, and may be anybody.
    service.limits.address(address)?;
    let (body, office) = (body::json(request).await?, &service.office);
    let config = enrol::enrol(office, &enrol::read(&body)?, clock::now()).await?;
    watch::signed_by(config.number);
    Ok(signed(&configs::sign(&office.keys, &config)))
}
