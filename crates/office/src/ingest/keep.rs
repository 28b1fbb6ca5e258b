//! What becomes of a batch and of each of its records, within one transaction.

use super::verify::Verified;
use crate::arrival::{Arrival, Facts, Said, What, fitting};
use crate::db::ledger::Ledger;
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError};
use crate::db::{
    announced, complaints, conflicts, devices, epochs, erased, events, numbers, quarantine, records, shops,
    steps,
};
use crate::{db, feeds};
use chrono::{DateTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::ids::RecordId;
use handover_domain::record::{Core, Kind, Mode, PartName};
use handover_domain::wire::{Entry, Receipt, Status};
use std::collections::btree_map::Entry as MapEntry;
use std::collections::{BTreeMap, BTreeSet};

const CONFLICT: &str = "another record is in custody under this id; both are kept";

/// Stores a batch that was checked; what may be acknowledged once the ledger is closed and the transaction is durable.
pub async fn keep(
    conn: &mut Conn,
    loaded: &mut Loaded,
    ledger: &mut Ledger,
    batch: &Verified,
    now: DateTime<Utc>,
) -> Result<Receipt, StoreError> {
    let (shop, device) = (&batch.device.shop, batch.device.id);
    let ids: Vec<RecordId> = batch.arrivals.iter().map(|arrival| arrival.header.core.id).collect();
    let mut here = Here {
        hashes: records::hashes(conn, shop, &ids).await?,
        erased: erased::whole(conn, shop, &ids).await?,
    };
    let mut results = Vec::with_capacity(ids.len());
    let mut stored = Vec::new();
    for arrival in &batch.arrivals {
        let status = here.status(arrival);
        if status == Status::Stored {
            stored.push(arrival);
        }
        let (id, hash) = (arrival.header.core.id, arrival.hash);
        let reason = (status == Status::Conflict).then(|| CONFLICT.into());
        results.push(Entry { id, hash, status, reason });
    }
    records::add(conn, &stored, now).await?;
    records::add_parts(conn, &stored).await?;
    for (arrival, entry) in batch.arrivals.iter().zip(&results) {
        match entry.status {
            Status::Stored => first(conn, loaded, ledger, arrival, now).await?,
            Status::Duplicate => again(conn, loaded, ledger, arrival).await?,
            Status::Conflict => {
                let erased = erased::parts(conn, shop, arrival.header.core.id).await?;
                conflicts::add(conn, device, arrival, &erased, now).await?;
            }
            _ => {}
        }
    }
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

impl Here {
    /// What becomes of a record; from now on it is here.
    fn status(&mut self, arrival: &Arrival) -> Status {
        let id = arrival.header.core.id;
        if self.erased.contains(&id) {
            return Status::Erased;
        }
        match self.hashes.entry(id) {
            MapEntry::Vacant(place) => {
                place.insert(arrival.hash);
                Status::Stored
            }
            MapEntry::Occupied(here) if *here.get() == arrival.hash => Status::Duplicate,
            MapEntry::Occupied(_) => Status::Conflict,
        }
    }
}

/// Reads a record that was just taken into custody.
async fn first(
    conn: &mut Conn,
    loaded: &mut Loaded,
    ledger: &mut Ledger,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let core = &arrival.header.core;
    numbers::note(conn, core).await?;
    read(conn, loaded, ledger, Reading::First, core, &arrival.said, &arrival.day).await?;
    silence(conn, core, now).await
}

/// Takes up a part that was missing when the record came first; otherwise nothing changes.
async fn again(
    conn: &mut Conn,
    loaded: &mut Loaded,
    ledger: &mut Ledger,
    arrival: &Arrival,
) -> Result<(), StoreError> {
    if records::add_parts(conn, &[arrival]).await? > 0 {
        read(conn, loaded, ledger, Reading::Again, &arrival.header.core, &arrival.said, &arrival.day).await?;
    }
    Ok(())
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
    ledger: &mut Ledger,
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
        Said::Handed(handed) => ledger.add_handover(conn, handed, day).await?,
        Said::Nothing | Said::Something(_) | Said::Unreadable(_) => {
            match fitting(conn, loaded, said).await? {
                None => return Ok(false),
                Some(Err(reason)) => {
                    quarantine::put(conn, shop, record, &reason).await?;
                    return Ok(false);
                }
                Some(Ok(found)) => note(conn, ledger, reading, found, day).await?,
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
    ledger: &mut Ledger,
    reading: Reading,
    found: &Facts,
    day: &str,
) -> Result<(), StoreError> {
    let (shop, record) = (&found.core.shop, found.core.id);
    match &found.what {
        What::Response(outcome) => {
            if reading == Reading::First || !ledger.knows(conn, shop, record).await? {
                ledger.add(conn, found, *outcome, day).await?;
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
