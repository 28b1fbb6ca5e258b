//! The kiosk's files.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::path::Path;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Serves a folder at `/`. The page itself is never stored by a cache, so that a new version is found;
/// everything else is asked after, since not every file carries its hash in its name. Links into the
/// page carry handover numbers, which go to nobody else.
pub fn folder(path: &Path) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(path).precompressed_gzip())
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, caching))
        .layer(SetResponseHeaderLayer::overriding(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ))
}

#[expect(clippy::unnecessary_wraps, reason = "the layer asks for an option")]
fn caching<B>(response: &Response<B>) -> Option<HeaderValue> {
    let page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    Some(HeaderValue::from_static(if page { "no-store" } else { "no-cache" }))
}
