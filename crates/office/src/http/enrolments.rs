//! `POST /api/v1/enrolments`

use super::{body, signed};
use crate::office::Office;
use crate::refused::Refused;
use crate::{clock, configs, enrol};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// Takes a tablet in.
///
/// Body: an envelope of type `handover-enrolment+json`, signed by the key it announces. Answer: 200 with an
/// envelope of type `handover-config+json`. The same code with the same key again gets the same tablet.
/// Refusals: 400 `unreadable`, 401 `wrong-signature` or `revoked-device`, 403 `bad-code`, 413 `too-large`,
/// 415 `unsupported-media-type`, 422 `later-protocol`, 503 `unavailable`.
pub async fn create(State(office): State<Arc<Office>>, request: Request) -> Result<Response, Refused> {
    let body = body::json(request).await?;
    let config = enrol::enrol(&office, &enrol::read(&body)?, clock::now()).await?;
    Ok(signed(&configs::sign(&office.keys, &config)))
}
