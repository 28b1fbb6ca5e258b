//! Batches that come in a file where there is no network, and what goes back.
//!
//! A file is read twice: first it is only verified, to its signed end; then it is verified again and stored, all of it in
//! one transaction. So a file is here whole or not at all, and memory does not grow with it, but for what goes back.

mod enrolment;
mod fault;
mod lines;
mod walk;

pub use enrolment::read as enrolment;
pub use fault::Fault;

use crate::configs;
use crate::db::devices::Device;
use crate::db::packages::Loaded;
use crate::feeds;
use crate::ingest;
use crate::office::Office;
use chrono::{DateTime, Utc};
use handover_domain::wire::{Config, Feed, Receipt};
use std::path::Path;
use walk::Walk;

/// What was taken into custody, and what the tablet is to be told of it.
pub struct Taken {
    /// The tablet.
    pub tablet: Device,
    /// A receipt for every batch.
    pub receipts: Vec<Receipt>,
    /// The tablet's newest configuration.
    pub config: Config,
    /// What the tablets of its shop are told of each other.
    pub feed: Feed,
}

/// Takes a file into custody, whole or not at all; everything is durable when this returns.
pub async fn take(office: &Office, path: &Path, now: DateTime<Utc>) -> Result<Taken, Fault> {
    let keys = &office.keys;
    let mut tx = office.store.read().await?;
    let mut first = Walk::begin(path)?;
    while first.next(&mut tx, keys, now).await?.is_some() {}
    let checked = first.end()?;
    drop(tx);

    let mut tx = office.store.write().await?;
    let mut again = Walk::begin(path)?;
    let (mut loaded, mut receipts) = (Loaded::default(), Vec::new());
    while let Some(batch) = again.next(&mut tx, keys, now).await? {
        receipts.push(ingest::keep(&mut tx, &mut loaded, &batch, now).await?);
    }
    let stored = again.end()?;
    if stored.closing != checked.closing {
        return Err(Fault::Changed);
    }
    let config = configs::of(&mut tx, keys, &stored.tablet).await?;
    let feed = feeds::of(&mut tx, &stored.tablet.shop, stored.tablet.mode, now).await?;
    office.store.commit(tx).await?;
    Ok(Taken { tablet: stored.tablet, receipts, config, feed })
}
