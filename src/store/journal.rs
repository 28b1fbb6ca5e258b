//! The journal: append, read back, hand out what is pending, note what head office said.
//!
//! Inside a transaction only its own requests are awaited; sealing and hashing happened before.

use super::schema::{PENDING, RECORDS, SETTLED, SETUP, Store};
use super::StoreError;
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::record::Record;
use handover_domain::sync::Change;
use indexed_db_futures::prelude::*;
use serde::{Deserialize, Serialize};

const HEAD: &str = "head";

/// The last record of the journal: what the next one follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The place in this database, over all epochs, from 1.
    pub place: u32,
    /// The life of the journal.
    pub epoch: Epoch,
    /// The place in that life.
    pub seq: u64,
    /// The hash the next record names as `prev`.
    pub hash: Hash,
}

/// A pending record as it lies in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its place.
    pub place: u32,
    /// Its id.
    pub id: RecordId,
    /// Its hash.
    pub hash: Hash,
    /// Its exact text, ready to travel.
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct PendingEntry {
    id: RecordId,
    hash: Hash,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Settled {
    Stored { at: String },
    Quarantined { at: String, reason: String },
}

impl Store {
    /// The last record, or none in a new journal.
    pub async fn head(&self) -> Result<Option<Head>, StoreError> {
        let tx = self.reading([SETUP])?;
        let text: Option<String> = tx.object_store(SETUP)?.get(HEAD).primitive()?.await?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// Appends a record after `before`. When this returns, the transaction is complete and on disk.
    pub async fn append(&self, before: Option<&Head>, head: &Head, id: RecordId, record: &Record) -> Result<(), StoreError> {
        let text = serde_json::to_string(record)?;
        let pending = serde_json::to_string(&PendingEntry { id, hash: head.hash })?;
        let new_head = serde_json::to_string(head)?;
        let before = before.map(serde_json::to_string).transpose()?;

        let tx = self.writing([RECORDS, PENDING, SETUP])?;
        let setup = tx.object_store(SETUP)?;
        let found: Option<String> = setup.get(HEAD).primitive()?.await?;
        if found != before {
            return Err(StoreError::Moved);
        }
        tx.object_store(RECORDS)?.add(text).with_key(head.place).primitive()?.await?;
        tx.object_store(PENDING)?.add(pending).with_key(head.place).primitive()?.await?;
        setup.put(new_head).with_key(HEAD).primitive()?.await?;
        tx.commit().await?;
        Ok(())
    }

    /// The record at a place, read afresh.
    pub async fn read_back(&self, place: u32) -> Result<Option<Record>, StoreError> {
        let tx = self.reading([RECORDS])?;
        let text: Option<String> = tx.object_store(RECORDS)?.get(place).primitive()?.await?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// How many records head office has not acknowledged.
    pub async fn pending_count(&self) -> Result<u64, StoreError> {
        let tx = self.reading([PENDING])?;
        Ok(tx.object_store(PENDING)?.count().primitive()?.await?.into())
    }

    /// The oldest pending records: this many at most, and this many bytes of text at most, but always one.
    pub async fn pending(&self, limit: usize, max_bytes: usize) -> Result<Vec<Kept>, StoreError> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let tx = self.reading([PENDING, RECORDS])?;
        let places = tx.object_store(PENDING)?.get_all_keys::<u32>().with_limit(limit).primitive()?.await?;
        let mut kept = Vec::new();
        let mut bytes = 0;
        for place in places {
            let place = place?;
            let entry: Option<String> = tx.object_store(PENDING)?.get(place).primitive()?.await?;
            let text: Option<String> = tx.object_store(RECORDS)?.get(place).primitive()?.await?;
            let (Some(entry), Some(text)) = (entry, text) else {
                return Err(StoreError::Unreadable(format!("the record at place {place} is not there")));
            };
            bytes += text.len();
            if bytes > max_bytes && !kept.is_empty() {
                break;
            }
            let PendingEntry { id, hash } = serde_json::from_str(&entry)?;
            kept.push(Kept { place, id, hash, text });
        }
        Ok(kept)
    }

    /// Notes what head office said; these places are no longer pending. The records stay.
    pub async fn settle(&self, changes: &[(u32, Change)], at: &str) -> Result<(), StoreError> {
        let tx = self.writing([PENDING, SETTLED])?;
        for (place, change) in changes {
            let settled = match change {
                Change::Stored => Settled::Stored { at: at.to_owned() },
                Change::Quarantined(reason) => {
                    Settled::Quarantined { at: at.to_owned(), reason: reason.clone() }
                }
            };
            tx.object_store(SETTLED)?.put(serde_json::to_string(&settled)?).with_key(*place).primitive()?.await?;
            tx.object_store(PENDING)?.delete(*place).primitive()?.await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
