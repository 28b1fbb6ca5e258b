//! What becomes of a batch and of each of its records, within one transaction.

use super::verify::Verified;
use crate::arrival::{Arrival, Facts, Said, What, fitting};
use crate::db::packages::Loaded;
use crate::db::rollups::Deltas;
use crate::db::{Conn, StoreError};
use crate::db::{
    announced, complaints, devices, epochs, erased, events, facts, handovers, numbers, quarantine, records,
    shops, steps,
};
use crate::{db, feeds};
use chrono::{DateTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::ids::RecordId;
use handover_domain::record::{Core, Kind, Mode, PartName};
use handover_domain::wire::{Entry, Receipt, Status};
use std::collections::{BTreeMap, BTreeSet};

const CONFLICT: &str = "another record is in custody under this id; both are kept";

/// Stores a batch that was checked; what may be acknowledged once the transaction is durable.
pub async fn keep(
    conn: &mut Conn,
    loaded: &mut Loaded,
    batch: &Verified,
    now: DateTime<Utc>,
) -> Result<Receipt, StoreError> {
    let (shop, device) = (&batch.device.shop, batch.device.id);
    let ids: Vec<RecordId> = batch.arrivals.iter().map(|arrival| arrival.header.core.id).collect();
    let mut here = Here {
        hashes: records::hashes(conn, shop, &ids).await?,
        erased: erased::whole(conn, shop, &ids).await?,
    };
    let mut deltas = Deltas::default();
    let mut results = Vec::with_capacity(ids.len());
    let mut stored = Vec::new();
    for arrival in &batch.arrivals {
        let entry = record(conn, loaded, &mut deltas, &mut here, arrival, now).await?;
        if entry.status == Status::Stored {
            stored.push(arrival);
        }
        results.push(entry);
    }
    deltas.flush(conn).await?;
    epochs::note(conn, &stored, now).await?;
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
        feed_version: feeds::version(conn, shop, now).await?,
    })
}

/// What was here of the records of a batch, and has come since.
struct Here {
    hashes: BTreeMap<RecordId, Hash>,
    erased: BTreeSet<RecordId>,
}

/// Stores a record, unless it is here already, was erased, or its id is taken.
async fn record(
    conn: &mut Conn,
    loaded: &mut Loaded,
    deltas: &mut Deltas,
    here: &mut Here,
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
    if here.erased.contains(&core.id) {
        return Ok(entry(Status::Erased, None));
    }
    match here.hashes.get(&core.id) {
        None => {
            records::add(conn, arrival, now).await?;
            records::add_parts(conn, arrival).await?;
            numbers::note(conn, core).await?;
            read(conn, loaded, deltas, Reading::First, core, &arrival.said, &arrival.day).await?;
            silence(conn, core, now).await?;
            here.hashes.insert(core.id, arrival.hash);
            Ok(entry(Status::Stored, None))
        }
        Some(hash) if *hash == arrival.hash => {
            // A part that was missing the first time is taken up now; otherwise nothing changes.
            if records::add_parts(conn, arrival).await? > 0 {
                read(conn, loaded, deltas, Reading::Again, core, &arrival.said, &arrival.day).await?;
            }
            Ok(entry(Status::Duplicate, None))
        }
        Some(_) => {
            records::add_conflict(conn, core.device, arrival, now).await?;
            Ok(entry(Status::Conflict, Some(CONFLICT)))
        }
    }
}

/// Takes nothing that was written about a complaint whose customer had what was said erased; its step stays.
async fn silence(conn: &mut Conn, core: &Core, now: DateTime<Utc>) -> Result<(), StoreError> {
    if let Some(step) = core.step.as_ref().filter(|_| core.kind == Kind::ComplaintStep)
        && steps::are_silenced(conn, &core.shop, &step.number).await?
    {
        erased::put(conn, &core.shop, core.id, PartName::Note, "with its complaint", now).await?;
    }
    Ok(())
}

/// Whether a record may have been read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It has just come: there is nothing of it to look for.
    First,
    /// It may have been read, or be in quarantine.
    Again,
}

/// Turns what a record says into what is noted of it, or notes why that cannot be done; whether it was done. What a
/// shop's tablets are told of each other changes with it. Who calls it writes the sums' changes at the end.
pub async fn read(
    conn: &mut Conn,
    loaded: &mut Loaded,
    deltas: &mut Deltas,
    reading: Reading,
    core: &Core,
    said: &Said,
    day: &str,
) -> Result<bool, StoreError> {
    let (shop, record) = (&core.shop, core.id);
    match said {
        Said::Happened(event) => events::add(conn, event).await?,
        Said::Did(did) => {
            if steps::add(conn, did).await? && core.mode == Mode::Live {
                db::feeds::changed(conn, shop).await?;
            }
        }
        Said::Handed(handed) => handovers::add(conn, deltas, handed, day).await?,
        Said::Nothing | Said::Something(_) | Said::Unreadable(_) => {
            match fitting(conn, loaded, said).await? {
                None => return Ok(false),
                Some(Err(reason)) => {
                    quarantine::put(conn, shop, record, &reason).await?;
                    return Ok(false);
                }
                Some(Ok(found)) => note(conn, deltas, reading, found, day).await?,
            }
        }
    }
    if reading == Reading::Again {
        quarantine::release(conn, shop, record).await?;
    }
    Ok(true)
}

/// Notes what a customer said.
async fn note(
    conn: &mut Conn,
    deltas: &mut Deltas,
    reading: Reading,
    found: &Facts,
    day: &str,
) -> Result<(), StoreError> {
    let (shop, record) = (&found.core.shop, found.core.id);
    match &found.what {
        What::Response(outcome) => {
            if reading == Reading::First || !facts::are_known(conn, shop, record).await? {
                facts::add(conn, deltas, found, *outcome, day).await?;
            }
        }
        What::Complaint(complaint) => {
            if complaints::add(conn, found, complaint, day).await? {
                db::feeds::changed(conn, shop).await?;
            }
        }
    }
    Ok(())
}
