//! `POST /api/v1/batches`

use super::{body, signed};
use crate::ingest::Intake;
use crate::office::Office;
use crate::refused::Refused;
use crate::{clock, ingest};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// Takes a batch into custody.
///
/// Body: an envelope of type `handover-batch+json`, as JSON, gzipped or not, at most 256 KiB once
/// decompressed and 50 records. Answer: 200 with an envelope of type `handover-receipt+json`, written only
/// after the transaction is durable. Refusals: 400 `unreadable`, 401 `unknown-device`, `revoked-device` or
/// `wrong-signature`, 413 `too-large`, 415 `unsupported-media-type`, 422 `wrong-record` or `later-protocol`,
/// 503 `unavailable`; nothing of a refused batch is stored.
pub async fn create(
    State(office): State<Arc<Office>>,
    State(intake): State<Intake>,
    request: Request,
) -> Result<Response, Refused> {
    let body = body::json(request).await?;
    let receipt = ingest::take(&office, &intake, &body, clock::now()).await?;
    Ok(signed(&ingest::sign(&office.keys, &receipt)))
}
