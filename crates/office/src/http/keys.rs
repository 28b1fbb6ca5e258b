//! `POST /api/v1/keys`

use super::{body, signed};
use crate::office::Office;
use crate::refused::Refused;
use crate::{approval, clock, configs};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// Takes the wish of a tablet to go on with another key.
///
/// Body: an envelope of type `handover-new-key+json`, signed by the key it announces. Answer: 200 with an envelope of
/// type `handover-config+json`, once that key is approved. Refusals: 403 `not-approved` until then, and the wish is
/// noted once, however often it is sent; 400 `unreadable`, 401 `unknown-device`, `revoked-device` or
/// `wrong-signature`, 413 `too-large`, 415 `unsupported-media-type`, 422 `later-protocol`, 503 `unavailable`.
pub async fn create(State(office): State<Arc<Office>>, request: Request) -> Result<Response, Refused> {
    let body = body::json(request).await?;
    let config = approval::ask(&office, &body, clock::now()).await?;
    Ok(signed(&configs::sign(&office.keys, &config)))
}
