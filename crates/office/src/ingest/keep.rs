//! What becomes of one record, within the transaction of its batch.

use crate::arrival::{Arrival, Said, What, fitting};
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError, complaints, epochs, facts, numbers, quarantine, records};
use chrono::{DateTime, Utc};
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::wire::{Entry, Status};

const CONFLICT: &str = "another record is in custody under this id; both are kept";

/// Stores a record, unless it is here already, was erased, or its id is taken.
pub async fn keep(
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

/// Turns what a record says into facts, or notes why that cannot be done; whether it was done.
pub async fn read(
    conn: &mut Conn,
    loaded: &mut Loaded,
    shop: &ShopId,
    record: RecordId,
    said: &Said,
    day: &str,
) -> Result<bool, StoreError> {
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
