//! `GET /readyz`

use super::Service;
use super::description::refusals;
use crate::clock;
use crate::db::{StoreError, health};
use crate::office::Office;
use crate::refused::Refused;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use tokio::time::timeout;

/// How long the database may take for one row.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer serves everybody who asks, so that nobody keeps the database busy by asking.
const FRESH: Duration = Duration::from_secs(1);

/// What somebody saw who looked whether records can be taken.
#[derive(Clone, Copy)]
enum Seen {
    Ready,
    /// The database takes no row.
    Stuck,
    /// A key is not here.
    Lacking,
}

/// What was seen when somebody last looked.
#[derive(Default)]
pub struct Readiness(Mutex<Option<(Instant, Seen)>>);

impl Readiness {
    async fn seen(&self, office: &Office) -> Seen {
        // Whoever comes while somebody looks waits for what that one sees.
        let mut last = self.0.lock().await;
        match *last {
            Some((at, seen)) if at.elapsed() < FRESH => seen,
            _ => {
                let seen = match timeout(PATIENCE, look(office)).await {
                    Ok(Ok(true)) => Seen::Ready,
                    Ok(Ok(false)) => Seen::Lacking,
                    Ok(Err(_)) | Err(_) => Seen::Stuck,
                };
                *last = Some((Instant::now(), seen));
                seen
            }
        }
    }
}

/// Whether every key is here, once a row is as durable as any record.
async fn look(office: &Office) -> Result<bool, StoreError> {
    let mut tx = office.store.write_for([]).await?;
    health::beat(&mut tx, clock::now()).await?;
    office.store.commit(tx).await?;
    office.has_every_key().await
}

refusals!();

/// Whether head office can take records
///
/// The database is brought up to date before anything is answered at all; here it takes a row, durably, within two
/// seconds, and every key of head office that something is sealed for or that signs is here. The answer serves for a second.
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "is_ready",
    tag = "operations",
    responses((status = 200, description = "It can; no body"), Refusals)
)]
pub async fn show(State(service): State<Arc<Service>>) -> Result<StatusCode, Refused> {
    match service.readiness.seen(&service.office).await {
        Seen::Ready => Ok(StatusCode::OK),
        Seen::Stuck => Err(Refused::NotReady),
        Seen::Lacking => Err(Refused::Lacking),
    }
}
