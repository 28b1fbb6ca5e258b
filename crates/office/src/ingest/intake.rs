//! Group commit: batches that arrive while a transaction is under way share the next one, and its flush to the disk.

use super::keep::keep;
use super::verify::Verified;
use crate::db::StoreError;
use crate::db::ledger::Ledger;
use crate::db::packages::Loaded;
use crate::office::Office;
use crate::refused::Refused;
use chrono::{DateTime, Utc};
use handover_domain::wire::Receipt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, mpsc, oneshot};

/// How many batches share a transaction at most.
const TOGETHER: usize = 64;
/// How many records, unless one batch has more: whoever is answered sends on while the others are written.
const RECORDS: usize = 400;
/// How many may wait for theirs; whoever comes then waits outside.
const WAITING: usize = 256;
/// How long outside.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where verified batches are handed in.
#[derive(Clone)]
pub struct Intake(mpsc::Sender<Waiting>);

/// A batch, and whoever waits for its receipt.
struct Waiting {
    batch: Verified,
    now: DateTime<Utc>,
    answer: oneshot::Sender<Result<Receipt, StoreError>>,
}

impl Intake {
    /// Begins to take batches; it ends when everybody who may hand one in is gone.
    pub fn begin(office: &Arc<Office>) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..office.store.writers() {
            let (runtime, writing) = (Handle::current(), write(office.clone(), receiver.clone()));
            // On a thread of its own: as one task of many it would wait, after each statement, behind the requests that are
            // checked meanwhile.
            thread::spawn(move || runtime.block_on(writing));
        }
        Self(sender)
    }

    /// The receipt of a batch, once it is durable.
    pub async fn store(&self, batch: Verified, now: DateTime<Utc>) -> Result<Receipt, Refused> {
        let (answer, stored) = oneshot::channel();
        self.0.send_timeout(Waiting { batch, now, answer }, PATIENCE).await.map_err(|_| StoreError::Busy)?;
        Ok(stored.await.map_err(|_| StoreError::Busy)??)
    }
}

/// Stores whatever waits, together, again and again.
async fn write(office: Arc<Office>, receiver: Arc<Mutex<mpsc::Receiver<Waiting>>>) {
    let mut loaded = Loaded::default();
    let mut group = Vec::new();
    while receiver.lock().await.recv_many(&mut group, TOGETHER).await > 0 {
        while !group.is_empty() {
            let mut some: Vec<Waiting> = group.drain(..fitting(&group)).collect();
            let receipts = match together(&office, &mut loaded, &some).await {
                Ok(receipts) => receipts.into_iter().map(Ok).collect(),
                // Where nobody gets a turn to write, to ask for one again and again would only keep all of them waiting.
                Err(StoreError::Busy) => {
                    some.append(&mut group);
                    some.iter().map(|_| Err(StoreError::Busy)).collect()
                }
                // One that cannot be stored takes no other along.
                Err(_) if some.len() > 1 => one_by_one(&office, &mut loaded, &some).await,
                Err(error) => vec![Err(error)],
            };
            for (waiting, receipt) in some.into_iter().zip(receipts) {
                // Whoever asked may be gone; it is stored all the same, and found to be here the next time.
                let _ = waiting.answer.send(receipt);
            }
        }
    }
}

/// How many of those that wait share the next transaction.
fn fitting(group: &[Waiting]) -> usize {
    let mut records = 0;
    let fit = group.iter().take_while(|waiting| {
        records += waiting.batch.arrivals.len();
        records <= RECORDS
    });
    fit.count().max(1)
}

/// Each in a transaction of its own.
async fn one_by_one(
    office: &Office,
    loaded: &mut Loaded,
    group: &[Waiting],
) -> Vec<Result<Receipt, StoreError>> {
    let mut receipts = Vec::with_capacity(group.len());
    for waiting in group {
        let alone = together(office, loaded, std::slice::from_ref(waiting)).await;
        receipts.push(alone.map(|mut receipts| receipts.remove(0)));
    }
    receipts
}

/// All of them in one transaction, or none.
async fn together(
    office: &Office,
    loaded: &mut Loaded,
    group: &[Waiting],
) -> Result<Vec<Receipt>, StoreError> {
    let shops = group.iter().map(|waiting| &waiting.batch.device.shop);
    let mut tx = office.store.write_for(shops).await.map_err(|error| {
        tracing::error!("{error}");
        StoreError::Busy
    })?;
    let (mut ledger, mut receipts) = (Ledger::default(), Vec::with_capacity(group.len()));
    for waiting in group {
        receipts.push(keep(&mut tx, loaded, &mut ledger, &waiting.batch, waiting.now).await?);
    }
    ledger.close(&mut tx).await?;
    office.store.commit(tx).await?;
    for waiting in group {
        let batch = &waiting.batch;
        tracing::info!(tablet = batch.device.number, records = batch.arrivals.len(), "batch stored");
    }
    Ok(receipts)
}
