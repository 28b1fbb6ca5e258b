//! Reading a body within [`MAX_BYTES`], counted after decompression, in flat memory.

use crate::refused::Refused;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use flate2::read::MultiGzDecoder;
use handover_domain::wire::MAX_BYTES;
use http_body_util::BodyExt;
use std::io::Read;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// What compression may add to bytes that do not compress.
const OVERHEAD: usize = 4 * 1024;

/// How a body may be packed.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it is described and never made")]
pub struct Coding {
    /// How the body is packed; the limit counts what comes out
    #[param(rename = "Content-Encoding", inline)]
    coding: Option<Packed>,
}

#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "it is described and never made")]
enum Packed {
    Gzip,
    Identity,
}

/// The body of a request that sends JSON, decompressed.
pub async fn json(request: Request) -> Result<Vec<u8>, Refused> {
    let (head, body) = request.into_parts();
    check_type(&head.headers)?;
    let gzip = is_gzip(&head.headers)?;
    let limit = if gzip { MAX_BYTES + OVERHEAD } else { MAX_BYTES };
    let bytes = tokio::time::timeout(PATIENCE, collect(body, limit)).await.map_err(|_| Refused::Cut)??;
    if gzip { inflate(&bytes) } else { Ok(bytes) }
}

fn check_type(headers: &HeaderMap) -> Result<(), Refused> {
    let Some(given) = headers.get(header::CONTENT_TYPE) else { return Ok(()) };
    let essence = given.to_str().ok().and_then(|text| text.split(';').next()).unwrap_or("");
    if essence.trim().eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Refused::MediaType("the body must be of the type application/json"))
    }
}

fn is_gzip(headers: &HeaderMap) -> Result<bool, Refused> {
    match headers.get(header::CONTENT_ENCODING).map(|coding| coding.as_bytes().to_ascii_lowercase()) {
        None => Ok(false),
        Some(coding) if coding == b"identity" => Ok(false),
        Some(coding) if coding == b"gzip" => Ok(true),
        Some(_) => Err(Refused::MediaType("the body may be encoded with gzip or not at all")),
    }
}

fn too_large() -> Refused {
    Refused::TooLarge(format!("the body is larger than {MAX_BYTES} bytes"))
}

async fn collect(mut body: Body, limit: usize) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Refused::Cut)?.into_data() else { continue };
        if bytes.len() + data.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

fn inflate(packed: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    MultiGzDecoder::new(packed)
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|_| Refused::Unreadable("the body is not readable as gzip".into()))?;
    if bytes.len() > MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
}
