//! `GET /api/v1/feed`

use super::asked::{answer, authorised};
use crate::office::Office;
use crate::refused::Refused;
use crate::{clock, feeds};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// What the tablets of a shop are told of each other, for one of them that asks.
///
/// Head: `Authorization: Handover <envelope in one line>` of type `handover-request+json` for this path.
/// Answer: 200 with an envelope of type `handover-feed+json` and its version as `ETag`, or 304 where
/// `If-None-Match` names that version. Refusals: 401 `unknown-device`, `revoked-device` or
/// `wrong-signature`, 503 `unavailable`.
pub async fn show(State(office): State<Arc<Office>>, request: Request) -> Result<Response, Refused> {
    let (headers, now) = (request.headers(), clock::now());
    let mut tx = office.store.read().await?;
    let device = authorised(&mut tx, headers, "/api/v1/feed").await?;
    let version = feeds::version(&mut tx, &device.shop, now).await?;
    answer(headers, version, async {
        Ok(feeds::sign(&office.keys, &feeds::of(&mut tx, &device.shop, device.mode, now).await?))
    })
    .await
}
