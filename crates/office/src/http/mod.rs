//! The service: one file per route, `problem` for every refusal, `description` for what the routes say of themselves.

mod alive;
mod asked;
mod batches;
mod body;
mod calls;
mod comments;
mod complaints;
mod config;
mod description;
mod devices;
mod enrolments;
mod erasures;
mod exports;
mod feed;
mod guards;
mod keys;
mod limits;
mod log;
mod metrics;
mod openapi;
mod peer;
mod people;
mod problem;
mod ready;
mod report;
mod session;
mod statics;
mod users;
mod watch;

pub use report::wanted;

use crate::ingest::Intake;
use crate::office::Office;
use crate::refused::Refused;
use axum::Router;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use exports::Exports;
use handover_domain::wire::Envelope;
use limits::Limits;
use metrics::Metrics;
use ready::Readiness;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What every route works with.
pub struct Service {
    office: Arc<Office>,
    intake: Intake,
    limits: Limits,
    metrics: Metrics,
    readiness: Readiness,
    /// Who may export at the moment.
    exports: Exports,
    /// The web servers in front, which say for whom they ask.
    proxies: Vec<IpAddr>,
}

impl Service {
    /// Serves this head office, so many requests a second to each who asks.
    pub fn new(office: Arc<Office>, rate: NonZeroU32, proxies: Vec<IpAddr>) -> Arc<Self> {
        Arc::new(Self {
            intake: Intake::begin(&office),
            office,
            limits: Limits::new(rate),
            metrics: Metrics::new(),
            readiness: Readiness::default(),
            exports: Exports::new(),
            proxies,
        })
    }
}

/// Every route of the public address.
fn public() -> OpenApiRouter<Arc<Service>> {
    OpenApiRouter::with_openapi(description::Description::openapi())
        .routes(routes!(enrolments::create))
        .routes(routes!(keys::create))
        .routes(routes!(config::show))
        .routes(routes!(feed::show))
        .routes(routes!(batches::create))
        .routes(routes!(session::create, session::show, session::end))
        .routes(routes!(session::change))
        .routes(routes!(report::show))
        .routes(routes!(complaints::list::show))
        .routes(routes!(complaints::course::show))
        .routes(routes!(complaints::steps::create))
        .routes(routes!(complaints::openings::create))
        .routes(routes!(calls::due::show))
        .routes(routes!(calls::list::show, calls::note::create))
        .routes(routes!(calls::rates::show))
        .routes(routes!(calls::openings::create))
        .routes(routes!(comments::create))
        .routes(routes!(exports::create))
        .routes(routes!(erasures::create))
        .routes(routes!(log::show))
        .routes(routes!(users::show, users::create))
        .routes(routes!(users::remove))
        .routes(routes!(users::passwords::create))
        .routes(routes!(users::grants::create, users::grants::end))
        .routes(routes!(devices::show))
        .routes(routes!(devices::revoke))
        .routes(routes!(devices::keys::show))
        .routes(routes!(devices::keys::approve))
        .routes(routes!(openapi::show))
        .routes(routes!(alive::show))
        .routes(routes!(ready::show))
}

/// Every route of the address that metrics have to themselves.
fn inner() -> OpenApiRouter<Arc<Service>> {
    OpenApiRouter::default().routes(routes!(metrics::show))
}

/// The description of every route, as JSON.
///
/// # Panics
/// Never: every member of a description has a JSON form.
pub fn description() -> String {
    let described = public().merge(inner()).into_openapi();
    described.to_pretty_json().expect("every member of a description has a JSON form")
}

/// What the public address answers. With a folder, the kiosk's files are served beside the API. Kiosks that other hosts
/// serve may speak to us where their origin is named.
pub fn router(service: Arc<Service>, files: Option<&Path>, origins: &[HeaderValue]) -> Router {
    let site = Router::from(public()).method_not_allowed_fallback(method_not_allowed);
    let site = match files {
        Some(folder) => site.fallback_service(statics::folder(folder)),
        None => site.fallback(not_found),
    };
    // Without one, a page of another origin is told nothing at all.
    let site = if origins.is_empty() { site } else { site.layer(elsewhere(origins)) };
    guarded(site, service)
}

/// What the address of the metrics answers, and nothing else.
pub fn metrics_router(service: Arc<Service>) -> Router {
    let site = Router::from(inner()).method_not_allowed_fallback(method_not_allowed).fallback(not_found);
    guarded(site, service)
}

/// What holds for every answer.
fn guarded(site: Router<Arc<Service>>, service: Arc<Service>) -> Router {
    site.layer(from_fn(guards::timely))
        .layer(from_fn(guards::short))
        .layer(from_fn(guards::heard_out))
        .layer(CatchPanicLayer::custom(guards::broken))
        .layer(SetResponseHeaderLayer::overriding(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(from_fn_with_state(service.clone(), watch::watch))
        .with_state(service)
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
