//! What a tablet asks for without a body: who asks, and whether it has the newest version already.

use super::signed;
use crate::db::Conn;
use crate::db::devices::Device;
use crate::identity;
use crate::refused::Refused;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use handover_domain::wire::{Envelope, Request, Type};

/// The tablet that asks for this path, and signed that it does.
pub async fn authorised(conn: &mut Conn, headers: &HeaderMap, path: &str) -> Result<Device, Refused> {
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
    let line = line.and_then(|line| line.strip_prefix("Handover ")).ok_or(Refused::WrongSignature)?;
    let opened = Envelope::parse_compact(line.trim()).and_then(|envelope| envelope.open(Type::Request));
    let opened = opened.map_err(|_| Refused::WrongSignature)?;
    let device = identity::of(conn, &opened).await?;
    let asked: Request = serde_json::from_slice(&opened.payload).map_err(|_| Refused::NotForThis)?;
    if asked.device == device.id && asked.path == path { Ok(device) } else { Err(Refused::NotForThis) }
}

/// 200 with an envelope that is made only where it is wanted, or 304 to whoever has this version.
pub async fn answer(
    headers: &HeaderMap,
    version: u64,
    made: impl Future<Output = Result<Envelope, Refused>>,
) -> Result<Response, Refused> {
    let mut response =
        if knows(headers, version) { StatusCode::NOT_MODIFIED.into_response() } else { signed(&made.await?) };
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

fn knows(headers: &HeaderMap, version: u64) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let mut tags = tags.flat_map(|tags| tags.split(','));
    tags.any(|tag| tag.trim().trim_start_matches("W/").trim_matches('"') == version.to_string())
}
