//! A batch from envelope to receipt: believe, check everything, store everything, acknowledge.
//!
//! Nothing is stored before the whole batch was checked, and nothing is acknowledged before it is durable.

mod keep;
mod publish;

pub use publish::{PublishError, publish};

use crate::arrival::Arrival;
use crate::clock;
use crate::db::{devices, epochs, packages, shops};
use crate::identity;
use crate::office::Office;
use crate::refused::Refused;
use chrono::{DateTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::wire::{Batch, Envelope, Receipt, Type};

/// Takes a batch into custody and returns what may be acknowledged.
pub async fn take(office: &Office, body: &[u8], now: DateTime<Utc>) -> Result<Receipt, Refused> {
    let opened = Envelope::parse(body)?.open(Type::Batch)?;
    let device = identity::of(office, &opened).await?;
    let batch = Batch::parse(&opened.payload)?;
    if batch.device != device.id {
        return Err(Refused::NotForThis);
    }
    let ahead = clock::ahead(now, batch.sent_at);
    let arrivals = (1..)
        .zip(batch.records)
        .map(|(place, record)| Arrival::check(place, record, &device, ahead, &office.keys))
        .collect::<Result<Vec<_>, _>>()?;

    let mut tx = office.store.write().await?;
    let mut loaded = packages::Loaded::default();
    let mut results = Vec::with_capacity(arrivals.len());
    for arrival in &arrivals {
        results.push(keep::keep(&mut tx, &mut loaded, arrival, now).await?);
    }
    devices::seen(&mut tx, device.id, &batch.app, now).await?;
    let receipt = Receipt {
        protocol: PROTOCOL,
        batch_id: batch.batch_id,
        server_time: now.into(),
        results,
        contiguous_through: epochs::contiguous(&mut tx, &device.shop, device.id).await?.into_iter().collect(),
        held: Vec::new(),
        config_version: shops::config_version(&mut tx).await?,
    };
    office.store.commit(tx).await?;
    tracing::info!(tablet = device.number, records = receipt.results.len(), "batch stored");
    Ok(receipt)
}
