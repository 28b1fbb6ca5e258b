//! What becomes of a batch and of each of its records, within one transaction.

use super::verify::Verified;
use crate::arrival::{Arrival, Said, What, fitting};
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError};
use crate::db::{announced, complaints, devices, epochs, events, facts, numbers, quarantine, records, shops};
use chrono::{DateTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::wire::{Entry, Receipt, Status};

const CONFLICT: &str = "another record is in custody under this id; both are kept";

/// Stores a batch that was checked; what may be acknowledged once the transaction is durable.
pub async fn keep(
    conn: &mut Conn,
    loaded: &mut Loaded,
    batch: &Verified,
    now: DateTime<Utc>,
) -> Result<Receipt, StoreError> {
    let (shop, device) = (&batch.device.shop, batch.device.id);
    let mut results = Vec::with_capacity(batch.arrivals.len());
    for arrival in &batch.arrivals {
        results.push(record(conn, loaded, arrival, now).await?);
    }
    if let Some(tip) = &batch.head {
        announced::note(conn, shop, device, tip, batch.sent_at, now).await?;
    }
    devices::seen(conn, device, &batch.app, now).await?;
    let custody = epochs::custody(conn, shop, device).await?;
    Ok(Receipt {
        protocol: PROTOCOL,
        batch_id: batch.batch_id,
        server_time: now.into(),
        results,
        contiguous_through: custody.iter().map(|here| (here.epoch, here.through)).collect(),
        held: custody.iter().map(|here| (here.epoch, here.held)).collect(),
        config_version: shops::config_version(conn).await?,
    })
}

/// Stores a record, unless it is here already, was erased, or its id is taken.
async fn record(
    conn: &mut Conn,
    loaded: &mut Loaded,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> Result<Entry, StoreError> {
    let core = &arrival.header.core;
    let entry = |status, reason: Option<&str>| Entry {
        id: core.id,
        hash: arrival.hash,
        status,
        reason: reason.map(Into::into),
    };
    if records::is_erased(conn, &core.shop, core.id).await? {
        return Ok(entry(Status::Erased, None));
    }
    match records::hash(conn, &core.shop, core.id).await? {
        None => {
            records::add(conn, arrival, now).await?;
            records::add_parts(conn, arrival).await?;
            numbers::note(conn, core).await?;
            epochs::note(conn, arrival, now).await?;
            read(conn, loaded, &core.shop, core.id, &arrival.said, &arrival.day).await?;
            Ok(entry(Status::Stored, None))
        }
        Some(hash) if hash == arrival.hash => {
            // A part that was missing the first time is taken up now; otherwise nothing changes.
            if records::add_parts(conn, arrival).await? > 0 {
                read(conn, loaded, &core.shop, core.id, &arrival.said, &arrival.day).await?;
            }
            Ok(entry(Status::Duplicate, None))
        }
        Some(_) => {
            records::add_conflict(conn, core.device, arrival, now).await?;
            Ok(entry(Status::Conflict, Some(CONFLICT)))
        }
    }
}

/// Turns what a record says into facts or an event, or notes why that cannot be done; whether it was done.
pub async fn read(
    conn: &mut Conn,
    loaded: &mut Loaded,
    shop: &ShopId,
    record: RecordId,
    said: &Said,
    day: &str,
) -> Result<bool, StoreError> {
    if let Said::Happened(event) = said {
        events::add(conn, event).await?;
        quarantine::release(conn, shop, record).await?;
        return Ok(true);
    }
    match fitting(conn, loaded, said).await? {
        None => Ok(false),
        Some(Err(reason)) => {
            quarantine::put(conn, shop, record, &reason).await?;
            Ok(false)
        }
        Some(Ok(found)) => {
            match &found.what {
                What::Response(outcome) => {
                    if !facts::are_known(conn, shop, record).await? {
                        facts::add(conn, found, *outcome, day).await?;
                    }
                }
                What::Complaint(complaint) => complaints::add(conn, found, complaint, day).await?,
            }
            quarantine::release(conn, shop, record).await?;
            Ok(true)
        }
    }
}
