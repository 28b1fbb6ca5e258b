//! `GET /readyz`

use super::Service;
use super::description::refusals;
use crate::clock;
use crate::db::health;
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

/// Whether the database could be written to, when somebody last looked.
#[derive(Default)]
pub struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    async fn holds(&self, office: &Office) -> bool {
        // Whoever comes while somebody looks waits for what that one sees.
        let mut last = self.0.lock().await;
        match *last {
            Some((at, ready)) if at.elapsed() < FRESH => ready,
            _ => {
                let ready = matches!(timeout(PATIENCE, write(office)).await, Ok(Ok(())));
                *last = Some((Instant::now(), ready));
                ready
            }
        }
    }
}

/// One row, made durable as any record is.
async fn write(office: &Office) -> Result<(), Refused> {
    let mut tx = office.store.write_for([]).await?;
    health::beat(&mut tx, clock::now()).await?;
    Ok(office.store.commit(tx).await?)
}

refusals!();

/// Whether head office can take records
///
/// The database is brought up to date before anything is answered at all; here it takes a row, durably, within two
/// seconds. The answer serves for a second.
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "is_ready",
    tag = "operations",
    responses((status = 200, description = "It can; no body"), Refusals)
)]
pub async fn show(State(service): State<Arc<Service>>) -> Result<StatusCode, Refused> {
    if service.readiness.holds(&service.office).await { Ok(StatusCode::OK) } else { Err(Refused::NotReady) }
}
