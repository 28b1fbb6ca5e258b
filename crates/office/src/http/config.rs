//! `GET /api/v1/config`

use super::asked::{answer, authorised};
use crate::configs;
use crate::db::shops;
use crate::office::Office;
use crate::refused::Refused;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// The configuration of the tablet that asks.
///
/// Head: `Authorization: Handover <envelope in one line>` of type `handover-request+json` for this path.
/// Answer: 200 with an envelope of type `handover-config+json` and its version as `ETag`, or 304 where
/// `If-None-Match` names that version. Refusals: 401 `unknown-device`, `revoked-device` or
/// `wrong-signature`, 503 `unavailable`.
pub async fn show(State(office): State<Arc<Office>>, request: Request) -> Result<Response, Refused> {
    let headers = request.headers();
    let mut tx = office.store.read().await?;
    let device = authorised(&mut tx, headers, "/api/v1/config").await?;
    let version = shops::config_version(&mut tx).await?;
    answer(headers, version, async {
        Ok(configs::sign(&office.keys, &configs::of(&mut tx, &office.keys, &device).await?))
    })
    .await
}
