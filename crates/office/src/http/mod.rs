//! The service: one file per route, `problem` for every refusal.

mod asked;
mod batches;
mod body;
mod config;
mod enrolments;
mod feed;
mod keys;
mod problem;
mod statics;

use crate::ingest::Intake;
use crate::office::Office;
use crate::refused::Refused;
use axum::Router;
use axum::extract::FromRef;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use handover_domain::wire::Envelope;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// Every route. With a folder, the kiosk's files are served beside them. Kiosks that other hosts serve may speak to us where
/// their origin is named.
pub fn router(office: Arc<Office>, files: Option<&Path>, origins: &[HeaderValue]) -> Router {
    let api = Router::new()
        .route("/v1/enrolments", post(enrolments::create))
        .route("/v1/keys", post(keys::create))
        .route("/v1/config", get(config::show))
        .route("/v1/feed", get(feed::show))
        .route("/v1/batches", post(batches::create))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(Service { intake: Intake::begin(&office), office })
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ));
    // Without one, a page of another origin is told nothing at all.
    let api = if origins.is_empty() { api } else { api.layer(elsewhere(origins)) };
    let site = Router::new()
        .nest("/api", api)
        .route("/healthz", get(healthy))
        .method_not_allowed_fallback(method_not_allowed);
    let site = match files {
        Some(folder) => site.fallback_service(statics::folder(folder)),
        None => site.fallback(not_found),
    };
    site.layer(SetResponseHeaderLayer::overriding(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ))
}

/// What the routes work with.
#[derive(Clone, FromRef)]
struct Service {
    office: Arc<Office>,
    intake: Intake,
}

/// What a page of another origin may ask, and read of the answer.
fn elsewhere(origins: &[HeaderValue]) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins.to_vec())
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::AUTHORIZATION])
        .expose_headers([header::RETRY_AFTER])
        .max_age(Duration::from_hours(1))
}

/// `GET /healthz`: 200 while the service answers.
async fn healthy() -> StatusCode {
    StatusCode::OK
}

async fn not_found() -> Refused {
    Refused::NotFound
}

async fn method_not_allowed() -> Refused {
    Refused::MethodNotAllowed
}

/// 200 with a signed envelope.
fn signed(envelope: &Envelope) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], envelope.to_json()).into_response()
}
