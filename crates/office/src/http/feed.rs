//! `GET /api/v1/feed`

use super::Service;
use super::asked::{Newest, answer, authorised};
use super::description::{SignedFeed, refusals};
use super::peer::Peer;
use crate::refused::Refused;
use crate::{clock, feeds};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// The path that the line of authorisation is signed for.
const PATH: &str = "/api/v1/feed";

refusals!(UnknownDevice, RevokedDevice, WrongSignature, TooManyRequests);

/// What the tablets of a shop are told of each other, for one of them that asks
#[utoipa::path(
    get,
    path = PATH,
    operation_id = "fetch_feed",
    tag = "tablets",
    params(Newest),
    security(("tablet" = [])),
    responses(
        (
            status = 200,
            description = "The feed",
            body = SignedFeed,
            headers(("ETag" = String, description = "Its version in quotes"))
        ),
        (status = 304, description = "The tablet has this version; no body"),
        Refusals
    )
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    peer: Peer,
    request: Request,
) -> Result<Response, Refused> {
    let (headers, now) = (request.headers(), clock::now());
    let (office, mut tx) = (&service.office, service.office.store.read().await?);
    let device = authorised(&service, &mut tx, &peer, headers, PATH).await?;
    let version = feeds::version(&mut tx, &device.shop, now).await?;
    answer(headers, version, async {
        Ok(feeds::sign(&office.keys, &feeds::of(&mut tx, &device.shop, device.mode, now).await?))
    })
    .await
}
