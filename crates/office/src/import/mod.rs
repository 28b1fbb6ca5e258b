//! Batches that come in a file where there is no network, and what goes back.
//!
//! A file is read twice: first it is only verified, to its signed end; then it is verified again and stored, a few batches
//! a transaction, so that whoever else writes is not kept waiting for long. Each batch is complete in itself and changes
//! nothing the second time: an import that was cut off goes on where it is run again. Memory does not grow with the file.

mod enrolment;
mod fault;
mod gather;
mod lines;
mod taken;
mod walk;

pub use enrolment::read as enrolment;
pub use fault::{Fault, Stopped};
pub use gather::{Found, gather, is_ours};
pub use lines::Lines;
pub use taken::{Counts, Taken};

use crate::db::devices::Device;
use crate::db::imports;
use crate::db::ledger::Ledger;
use crate::db::packages::Loaded;
use crate::ingest::{self, Verified};
use crate::office::Office;
use crate::outgoing::News;
use crate::{configs, feeds};
use chrono::{DateTime, Utc};
use handover_domain::hash::Hash;
use handover_domain::wire::Closing;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use taken::Back;
use walk::{Walk, Whole};

/// How many batches are stored in one transaction: far less than a second, while others wait.
const AT_A_TIME: usize = 8;

/// Takes a file into custody and writes what goes back; everything is durable when this returns. How much was read is
/// told as it goes, each byte twice.
pub async fn take(
    office: &Office,
    path: &Path,
    back: &Path,
    now: DateTime<Utc>,
    seen: &dyn Fn(u64),
) -> Result<Taken, Stopped> {
    let mut counts = Counts::default();
    let closing = check(office, path, now, seen).await;
    let taken = match closing {
        Ok(closing) => store(office, path, &closing, back, now, seen, &mut counts).await,
        Err(fault) => Err(fault),
    };
    match taken {
        Ok((tablet, receipts)) => Ok(Taken { tablet, counts, receipts }),
        Err(fault) => Err(Stopped { fault, batches: counts.batches }),
    }
}

/// Whether all of a file is here, by what was noted of its bytes, and what goes back still lies where it was written.
pub async fn is_here(office: &Office, path: &Path, back: &Path) -> Result<bool, Fault> {
    if !fs::metadata(path)?.is_file() || !back.is_file() {
        return Ok(false);
    }
    let mut tx = office.store.read().await?;
    let noted = imports::receipts(&mut tx, sum(path)?).await?;
    Ok(noted.is_some() && noted == Some(sum(back)?))
}

fn sum(path: &Path) -> io::Result<Hash> {
    let (mut file, mut sum, mut bytes) = (fs::File::open(path)?, Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(Hash(sum.finalize().into())),
            n => sum.update(&bytes[..n]),
        }
    }
}

/// Verifies a file to its end, and stores nothing.
async fn check(
    office: &Office,
    path: &Path,
    now: DateTime<Utc>,
    seen: &dyn Fn(u64),
) -> Result<Closing, Fault> {
    let mut walk = Walk::begin(path, seen)?;
    while !some(office, &mut walk, now).await?.is_empty() {}
    Ok(walk.end()?.closing)
}

/// The next few batches, fully checked; none at the end.
async fn some(office: &Office, walk: &mut Walk<'_>, now: DateTime<Utc>) -> Result<Vec<Verified>, Fault> {
    let mut tx = office.store.read().await?;
    let mut batches = Vec::with_capacity(AT_A_TIME);
    while batches.len() < AT_A_TIME
        && let Some(batch) = walk.next(&mut tx, office, now).await?
    {
        batches.push(batch);
    }
    Ok(batches)
}

/// Verifies a file once more and stores it, a few batches at a time.
async fn store(
    office: &Office,
    path: &Path,
    checked: &Closing,
    back: &Path,
    now: DateTime<Utc>,
    seen: &dyn Fn(u64),
    counts: &mut Counts,
) -> Result<(Device, io::Result<()>), Fault> {
    let mut walk = Walk::begin(path, seen)?;
    let (mut loaded, mut back) = (Loaded::default(), Back::begin(back, &office.keys));
    loop {
        let batches = some(office, &mut walk, now).await?;
        if batches.is_empty() {
            break;
        }
        let mut tx = office.store.write_for(batches.iter().map(|batch| &batch.device.shop)).await?;
        let (mut ledger, mut receipts) = (Ledger::default(), Vec::with_capacity(batches.len()));
        for batch in &batches {
            receipts.push(ingest::keep(&mut tx, &mut loaded, &mut ledger, batch, now).await?);
        }
        ledger.close(&mut tx).await?;
        office.store.commit(tx).await?;
        for receipt in &receipts {
            counts.add(receipt);
            back.receipt(receipt);
        }
    }
    let Whole { tablet, closing, sum } = walk.end()?;
    if closing != *checked {
        return Err(Fault::Changed);
    }
    let mut tx = office.store.read().await?;
    let config = configs::of(&mut tx, &office.keys, &tablet).await?;
    let feed = feeds::of(&mut tx, &tablet.shop, tablet.mode, now).await?;
    drop(tx);
    let receipts = back.finish(&News { config: &config, feed: &feed });
    if let Ok(written) = receipts {
        let mut tx = office.store.write().await?;
        imports::note(&mut tx, sum, written, now).await?;
        office.store.commit(tx).await?;
    }
    Ok((tablet, receipts.map(drop)))
}
