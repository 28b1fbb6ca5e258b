//! The journal: append, read back, hand out what is pending, note what head office said.
//!
//! Inside a transaction only its own requests are awaited; sealing and hashing happened before.

use super::StoreError;
use super::idb::Key;
use super::schema::{PENDING, RECORDS, SETTLED, SETUP, Store};
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::sync::Change;
use std::str::FromStr;

const HEAD: Key = Key::Name("head");

/// The last record of the journal: what the next one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Head {
    fn to_text(&self) -> String {
        format!("{} {} {} {}", self.place, self.epoch, self.seq, self.hash)
    }

    fn from_text(text: &str) -> Result<Self, StoreError> {
        let mut words = text.split(' ');
        Ok(Self {
            place: word(&mut words, |word| parsed::<u64>(word)?.try_into().ok())?,
            epoch: word(&mut words, parsed)?,
            seq: word(&mut words, parsed)?,
            hash: word(&mut words, Hash::parse)?,
        })
    }
}

/// The next word of an entry, read as what it is.
fn word<T>(words: &mut std::str::Split<'_, char>, read: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    let word = words.next().and_then(read);
    word.ok_or_else(|| {
        StoreError::Unreadable("an entry of the journal does not read as it was written".into())
    })
}

fn parsed<T: FromStr>(word: &str) -> Option<T> {
    word.parse().ok()
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

impl Store {
    /// The last record, or none in a new journal.
    pub async fn head(&self) -> Result<Option<Head>, StoreError> {
        let tx = self.reading(&[SETUP])?;
        tx.read(SETUP, HEAD).await?.as_string().map(|text| Head::from_text(&text)).transpose()
    }

    /// Appends a record, as its exact text, after `before`. When this returns, the transaction is complete
    /// and on disk.
    pub async fn append(
        &self,
        before: Option<&Head>,
        head: &Head,
        id: RecordId,
        text: &str,
    ) -> Result<(), StoreError> {
        let place = Key::Place(head.place);
        let tx = self.writing(&[RECORDS, PENDING, SETUP])?;
        if tx.read(SETUP, HEAD).await?.as_string() != before.map(Head::to_text) {
            return Err(StoreError::Moved);
        }
        tx.add(RECORDS, place, &text.into())?;
        tx.add(PENDING, place, &format!("{id} {}", head.hash).into())?;
        tx.put(SETUP, HEAD, &head.to_text().into())?;
        tx.finish().await
    }

    /// The text of the record at a place, read afresh.
    pub async fn read_back(&self, place: u32) -> Result<Option<String>, StoreError> {
        let tx = self.reading(&[RECORDS])?;
        Ok(tx.read(RECORDS, Key::Place(place)).await?.as_string())
    }

    /// How many records head office has not acknowledged.
    pub async fn pending_count(&self) -> Result<u64, StoreError> {
        let tx = self.reading(&[PENDING])?;
        tx.count(PENDING).await
    }

    /// The oldest pending records: this many at most, and this many bytes of text at most, but always one.
    pub async fn pending(&self, limit: usize, max_bytes: usize) -> Result<Vec<Kept>, StoreError> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let tx = self.reading(&[PENDING, RECORDS])?;
        let mut kept = Vec::new();
        let mut bytes = 0;
        for place in tx.places(PENDING, limit).await? {
            let entry = tx.read(PENDING, Key::Place(place)).await?.as_string();
            let text = tx.read(RECORDS, Key::Place(place)).await?.as_string();
            let (Some(entry), Some(text)) = (entry, text) else {
                return Err(StoreError::Unreadable(format!("the record at place {place} is not there")));
            };
            bytes += text.len();
            if bytes > max_bytes && !kept.is_empty() {
                break;
            }
            let mut words = entry.split(' ');
            kept.push(Kept {
                place,
                id: word(&mut words, parsed)?,
                hash: word(&mut words, Hash::parse)?,
                text,
            });
        }
        Ok(kept)
    }

    /// Notes what head office said and when; these places are no longer pending. The records stay.
    pub async fn settle(&self, changes: &[(u32, Change)], at: &str) -> Result<(), StoreError> {
        let tx = self.writing(&[PENDING, SETTLED])?;
        for (place, change) in changes {
            let settled = match change {
                Change::Stored => format!("{at} stored"),
                Change::Quarantined(reason) => format!("{at} quarantined {reason}"),
            };
            tx.put(SETTLED, Key::Place(*place), &settled.into())?;
            tx.remove(PENDING, Key::Place(*place))?;
        }
        tx.finish().await
    }
}
