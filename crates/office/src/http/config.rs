//! `GET /api/v1/config`

use super::Service;
use super::asked::{Newest, answer, authorised};
use super::description::{SignedConfig, refusals};
use super::peer::Peer;
use crate::configs;
use crate::db::shops;
use crate::refused::Refused;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// The path that the line of authorisation is signed for.
const PATH: &str = "/api/v1/config";

refusals!(UnknownDevice, RevokedDevice, WrongSignature, TooManyRequests);

/// The configuration of the tablet that asks
#[utoipa::path(
    get,
    path = PATH,
    operation_id = "fetch_config",
    tag = "tablets",
    params(Newest),
    security(("tablet" = [])),
    responses(
        (
            status = 200,
            description = "The configuration",
            body = SignedConfig,
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
    let headers = request.headers();
    let (office, mut tx) = (&service.office, service.office.store.read().await?);
    let device = authorised(&service, &mut tx, &peer, headers, PATH).await?;
    let version = shops::config_version(&mut tx).await?;
    answer(headers, version, async {
        Ok(configs::sign(&office.keys, &configs::of(&mut tx, &office.keys, &device).await?))
    })
    .await
}
