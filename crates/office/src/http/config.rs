//! `GET /api/v1/config`

use super::signed;
use crate::db::Conn;
use crate::db::devices::Device;
use crate::db::shops;
use crate::office::Office;
use crate::refused::Refused;
use crate::{configs, identity};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use handover_domain::wire::{Envelope, Request as Signed, Type};
use std::sync::Arc;

const PATH: &str = "/api/v1/config";

/// The configuration of the tablet that asks.
///
/// Head: `Authorization: Handover <envelope in one line>` of type `handover-request+json` for this path.
/// Answer: 200 with an envelope of type `handover-config+json` and its version as `ETag`, or 304 where
/// `If-None-Match` names that version. Refusals: 401 `unknown-device`, `revoked-device` or
/// `wrong-signature`, 503 `unavailable`.
pub async fn show(State(office): State<Arc<Office>>, request: Request) -> Result<Response, Refused> {
    let headers = request.headers();
    let mut tx = office.store.read().await?;
    let device = authorised(&mut tx, headers).await?;
    let version = shops::config_version(&mut tx).await?;
    let mut response = if knows(headers, version) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        signed(&configs::sign(&office.keys, &configs::of(&mut tx, &office.keys, &device).await?))
    };
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

async fn authorised(conn: &mut Conn, headers: &HeaderMap) -> Result<Device, Refused> {
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
    let line = line.and_then(|line| line.strip_prefix("Handover ")).ok_or(Refused::WrongSignature)?;
    let opened = Envelope::parse_compact(line.trim()).and_then(|envelope| envelope.open(Type::Request));
    let opened = opened.map_err(|_| Refused::WrongSignature)?;
    let device = identity::of(conn, &opened).await?;
    let asked: Signed = serde_json::from_slice(&opened.payload).map_err(|_| Refused::NotForThis)?;
    if asked.device == device.id && asked.path == PATH { Ok(device) } else { Err(Refused::NotForThis) }
}

fn knows(headers: &HeaderMap, version: u64) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let mut tags = tags.flat_map(|tags| tags.split(','));
    tags.any(|tag| tag.trim().trim_start_matches("W/").trim_matches('"') == version.to_string())
}
