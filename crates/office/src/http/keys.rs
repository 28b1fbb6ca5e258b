//! `POST /api/v1/keys`

use super::description::{SignedConfig, SignedNewKey, refusals};
use super::peer::Peer;
use super::{Service, body, signed, watch};
use crate::refused::Refused;
use crate::{approval, clock, configs};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

refusals!(
    Unreadable,
    UnknownDevice,
    RevokedDevice,
    WrongSignature,
    NotApproved,
    TooLarge,
    UnsupportedMediaType,
    LaterProtocol,
    TooManyRequests
);

/// Takes the wish of a tablet to go on with another key
///
/// It is signed by the key that it announces. Until that key is approved it is refused with `not-approved`, and noted
/// once, however often it is sent.
#[utoipa::path(
    post,
    path = "/api/v1/keys",
    operation_id = "ask_for_key",
    tag = "tablets",
    params(body::Coding),
    request_body = SignedNewKey,
    responses((status = 200, description = "The tablet's configuration, once the key is approved", body = SignedConfig), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    Peer(address): Peer,
    request: Request,
) -> Result<Response, Refused> {
    // Whoever signs this is not known yet, and may be anybody.
    service.limits.address(address)?;
    let (body, office) = (body::json(request).await?, &service.office);
    let config = approval::ask(office, &body, clock::now()).await?;
    watch::signed_by(config.number);
    Ok(signed(&configs::sign(&office.keys, &config)))
}
