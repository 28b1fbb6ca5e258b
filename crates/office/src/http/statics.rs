//! The kiosk's files, and what browsers are told of them.

use crate::refused::Refused;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::fs;
use std::path::Path;
use tower_http::services::ServeDir;

/// What the page says that it may do stands in its head, behind this; the kiosk's build wrote it.
const POLICY: &str = "<meta http-equiv=Content-Security-Policy content=\"";
/// What no page can say of itself: that no other page shows it in a frame.
const NO_FRAMES: &str = "frame-ancestors 'none'";
/// Links into the page carry handover numbers, which go to nobody else; and the page needs neither camera nor place.
const HEADERS: [(&str, &str); 4] = [
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), fullscreen=(self), screen-wake-lock=(self)",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Serves a folder at `/`, every file of it with the same headers.
pub fn folder(path: &Path) -> Router {
    let policy = policy(path);
    let headed = from_fn(move |request: Request, next: Next| {
        let (policy, mut caching) = (policy.clone(), caching(request.uri().path()));
        async move {
            let mut response = next.run(request).await;
            if let Some(refused) = refused(response.status()) {
                // What is not there may be there tomorrow.
                (response, caching) = (with_methods(refused, response.headers()), "no-store");
            }
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            for (name, value) in HEADERS {
                headers.insert(name, HeaderValue::from_static(value));
            }
            response
        }
    });
    Router::new().fallback_service(ServeDir::new(path).precompressed_gzip()).layer(headed)
}

/// What the server of files says with a status alone.
fn refused(status: StatusCode) -> Option<Refused> {
    match status {
        StatusCode::NOT_FOUND => Some(Refused::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Refused::MethodNotAllowed),
        status if status.is_client_error() => Some(Refused::Conditions),
        status if status.is_server_error() => Some(Refused::Broken),
        _ => None,
    }
}

fn with_methods(refused: Refused, said: &HeaderMap) -> Response {
    let mut response = refused.into_response();
    if let Some(methods) = said.get(header::ALLOW) {
        response.headers_mut().insert(header::ALLOW, methods.clone());
    }
    response
}

/// The page's own policy and what it cannot say. Without one in the page, nothing is said but that.
fn policy(folder: &Path) -> HeaderValue {
    let page = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
    let own = page.split_once(POLICY).and_then(|(_, rest)| rest.split_once('"')).map(|(policy, _)| policy);
    let whole = own.map_or_else(|| NO_FRAMES.to_owned(), |own| format!("{own}; {NO_FRAMES}"));
    HeaderValue::from_str(&whole).unwrap_or_else(|_| HeaderValue::from_static(NO_FRAMES))
}

/// A file that is named after its contents never changes. The page and the service worker are looked at anew every time,
/// so that a new version is found.
fn caching(path: &str) -> &'static str {
    let stem = path.rsplit('/').next().and_then(|name| name.split_once('.')).map_or("", |(stem, _)| stem);
    let number = stem.strip_suffix("_bg").unwrap_or(stem).rsplit('-').next().unwrap_or("");
    if number.len() == 16 && number.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        "public, max-age=31536000, immutable"
    } else if stem.is_empty() || stem == "index" {
        "no-store"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_after_its_contents_is_kept_for_good() {
        for path in ["/handover-e30cb16b90cbbef8_bg.wasm", "/below/start-e30cb16b90cbbef8.js"] {
            assert!(caching(path).contains("immutable"), "{path}");
        }
        for path in [
            "/sw.js",
            "/manifest.webmanifest",
            "/icons/192.png",
            "/handover-e30cb16b90cbbef_bg.wasm",
            "/a-zzzzzzzzzzzzzzzz.js",
        ] {
            assert_eq!(caching(path), "no-cache", "{path}");
        }
        for path in ["/", "/index.html", "/below/"] {
            assert_eq!(caching(path), "no-store", "{path}");
        }
    }
}
