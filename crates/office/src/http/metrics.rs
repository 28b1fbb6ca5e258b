//! What a Prometheus asks: `GET /metrics`, at an address of its own.
//!
//! Every label is a word of ours, so that no value that was sent makes a series.

use super::Service;
use super::description::refusals;
use crate::db::health;
use crate::refused::Refused;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use handover_domain::wire::Receipt;
use prometheus_client::encoding::{EncodeLabelSet, prometheus_text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bounds of what is measured, in seconds.
const SECONDS: [f64; 14] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Why {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Became {
    status: &'static str,
}

/// Everything that is counted since the start.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<OfRoute, Histogram, fn() -> Histogram>,
    refused: Family<Why, Counter>,
    batches: Counter,
    batch_seconds: Histogram,
    batches_waiting: Gauge,
    records: Family<Became, Counter>,
    quarantine: Gauge,
}

fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}

impl Metrics {
    /// Nothing was counted yet.
    pub fn new() -> Self {
        let new = Self {
            registry: Registry::with_prefix("handover"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(histogram),
            refused: Family::default(),
            batches: Counter::default(),
            batch_seconds: histogram(),
            batches_waiting: Gauge::default(),
            records: Family::default(),
            quarantine: Gauge::default(),
        };
        new.registered()
    }

    fn registered(mut self) -> Self {
        let to = &mut self.registry;
        to.register("requests", "Requests by route, method and status", self.requests.clone());
        to.register("request_seconds", "How long they took", self.seconds.clone());
        to.register("refused", "Requests that were refused, by reason", self.refused.clone());
        to.register("batches", "Batches that were taken into custody", self.batches.clone());
        to.register(
            "batch_seconds",
            "From a batch's arrival until it was durable",
            self.batch_seconds.clone(),
        );
        to.register(
            "batches_waiting",
            "Batches that are being checked, or wait for their turn to be stored",
            self.batches_waiting.clone(),
        );
        to.register("records", "What became of the records that arrived", self.records.clone());
        to.register("quarantine", "Records in custody that could not be read yet", self.quarantine.clone());
        self
    }

    /// Counts a request.
    pub fn answered(
        &self,
        route: &str,
        method: &'static str,
        status: u16,
        refused: Option<&'static str>,
        took: Duration,
    ) {
        let route = route.to_owned();
        self.requests.get_or_create(&Answered { route: route.clone(), method, status }).inc();
        self.seconds.get_or_create(&OfRoute { route }).observe(took.as_secs_f64());
        if let Some(reason) = refused {
            self.refused.get_or_create(&Why { reason }).inc();
        }
    }

    /// A batch has come; it waits until what this gives is dropped.
    pub fn batch(&self) -> Waiting<'_> {
        self.batches_waiting.inc();
        Waiting { metrics: self, since: Instant::now() }
    }
}

/// A batch on its way into the database.
pub struct Waiting<'a> {
    metrics: &'a Metrics,
    since: Instant,
}

impl Waiting<'_> {
    /// It is durable.
    pub fn taken(self, receipt: &Receipt) {
        self.metrics.batches.inc();
        self.metrics.batch_seconds.observe(self.since.elapsed().as_secs_f64());
        for entry in &receipt.results {
            self.metrics.records.get_or_create(&Became { status: entry.status.word() }).inc();
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.metrics.batches_waiting.dec();
    }
}

refusals!(NotFound);

/// Counters for a Prometheus
///
/// They are answered only at the address that `handover-office serve --metrics` names, and at the public one there is
/// nothing here.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "measure",
    tag = "operations",
    responses(
        (status = 200, description = "The text format of Prometheus, 0.0.4", body = String, content_type = "text/plain"),
        Refusals
    )
)]
pub async fn show(State(service): State<Arc<Service>>) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    service.metrics.quarantine.set(health::quarantined(&mut tx).await?);
    let mut text = String::new();
    prometheus_text::encode(&mut text, &service.metrics.registry).map_err(|_| Refused::Broken)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}
