//! What a tablet asks for without a body: who asks, and whether it has the newest version already.

use super::peer::Peer;
use super::{Service, signed, watch};
use crate::db::Conn;
use crate::db::devices::Device;
use crate::identity;
use crate::refused::Refused;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use handover_domain::wire::{Envelope, Opened, Request, Type};
use utoipa::IntoParams;

/// Which version a tablet has already.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it is described and never made")]
pub struct Newest {
    /// The `ETag` of the version that the tablet has
    #[param(rename = "If-None-Match")]
    tag: Option<String>,
}

/// The enrolled tablet that signed this, if it does not ask too often. What nobody known has signed counts for the
/// address that it comes from.
pub async fn signer(
    service: &Service,
    conn: &mut Conn,
    Peer(address): &Peer,
    opened: &Opened,
) -> Result<Device, Refused> {
    match identity::of(conn, opened).await {
        Ok(device) => {
            watch::signed_by(device.number);
            service.limits.tablet(device.number)?;
            Ok(device)
        }
        Err(refused) => {
            service.limits.address(*address)?;
            Err(refused)
        }
    }
}

/// The tablet that asks for this path, and signed that it does.
pub async fn authorised(
    service: &Service,
    conn: &mut Conn,
    peer: &Peer,
    headers: &HeaderMap,
    path: &str,
) -> Result<Device, Refused> {
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
    let line = line.and_then(|line| line.strip_prefix("Handover ")).ok_or(Refused::WrongSignature)?;
    let opened = Envelope::parse_compact(line.trim()).and_then(|envelope| envelope.open(Type::Request));
    let opened = opened.map_err(|_| Refused::WrongSignature)?;
    let device = signer(service, conn, peer, &opened).await?;
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
