//! One line in the log a request, and what is counted of it.
//!
//! Neither holds anything that was sent: no address beyond the route's template, no method that is not one of HTTP's own,
//! no code, no key, no sentence of a refusal. A tablet is its number.

use super::Service;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use handover_domain::wire::Reason;
use std::sync::Arc;
use std::time::Instant;
use tracing::field::Empty;
use tracing::{Instrument, Span};
use uuid::Uuid;

/// What an address that no route has is called: a file of the kiosk, or nothing.
const NO_ROUTE: &str = "other";

/// Notes how a request was answered. `X-Request-Id` names its line.
pub async fn watch(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (id, method) = (Uuid::now_v7().to_string(), known(request.method()));
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let span = tracing::info_span!("request", id, method, route, tablet = Empty, records = Empty);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (took, status) = (began.elapsed(), response.status().as_u16());
    let refused = response.extensions().get::<Reason>().map(|reason| reason.word());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, ms, refused, "answered"));
    service.metrics.answered(route, method, status, refused, took);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Notes which tablet it is that asks, once its signature was verified.
pub fn signed_by(tablet: u16) {
    Span::current().record("tablet", tablet);
}

/// Notes how many records a request brought.
pub fn brought(records: usize) {
    Span::current().record("records", records);
}

/// A method may be any word.
fn known(method: &Method) -> &'static str {
    let of_http = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    let words = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    of_http.iter().position(|known| known == method).map_or("other", |at| words[at])
}
