//! Appending: the next place, one strict transaction, a read-back, and then the witness.

use super::ended::Ended;
use crate::{Entry, Head, Setting, Storage, StoreError, Witness};
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::record::Record;
use std::cell::Cell;

/// How often another window may get in between before we call it a failure.
const TRIES: usize = 5;

/// Where the next record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The life of the journal.
    pub epoch: Epoch,
    /// The place in it.
    pub seq: u64,
    /// The hash of the record before.
    pub prev: Hash,
}

/// Where the journal ends, as far as this page itself has written: what it wrote last is what the next follows, and
/// nothing has to be looked up while a customer waits. Should it be wrong, the storage says that the head has moved.
#[derive(Default)]
pub struct Known(Cell<Option<Head>>);

/// Makes the record for a place. Not generic, since everything that is would be in the page once for each.
pub type Write<'a> = dyn FnMut(&Next) -> Result<(RecordId, Record), StoreError> + 'a;

/// Writes the record that `write` makes for the next place. `fresh` begins a journal where there is none.
///
/// When this returns, the record is on disk and was read back. [`StoreError::Short`] where [`super::missing`] has to be
/// told first.
pub async fn append<S: Storage>(
    storage: &S,
    known: &Known,
    fresh: Epoch,
    write: &mut Write<'_>,
) -> Result<Head, StoreError> {
    for _ in 0..TRIES {
        let before = match known.0.take() {
            Some(head) => Some(head),
            // Behind a loss that was not told, a place would be given out twice and the witness written over.
            None => super::stock::whole(storage).await?,
        };
        let next = match &before {
            Some(head) => after(head),
            None => first(fresh),
        };
        match put(storage, before.as_ref(), &next, write, None).await {
            Err(StoreError::Moved) => {}
            Ok(head) => {
                known.0.set(Some(head.clone()));
                return Ok(head);
            }
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Moved)
}

/// Writes the record that tells of a loss, and with it keeps `told` as what was told. Where the life that goes on is the
/// one that came back short, or none, a new one begins.
pub async fn begin_anew<S: Storage>(
    storage: &S,
    fresh: Epoch,
    told: &str,
    write: &mut Write<'_>,
) -> Result<Head, StoreError> {
    let before = storage.head().await?;
    let short = Ended::all(told).last().map(|ended| ended.epoch);
    let next = match &before {
        Some(head) if Some(head.epoch) != short => after(head),
        _ => first(fresh),
    };
    put(storage, before.as_ref(), &next, write, Some(told)).await
}

fn after(head: &Head) -> Next {
    Next { epoch: head.epoch, seq: head.seq + 1, prev: head.hash }
}

fn first(epoch: Epoch) -> Next {
    Next { epoch, seq: 1, prev: Hash::NONE }
}

async fn put<S: Storage>(
    storage: &S,
    before: Option<&Head>,
    next: &Next,
    write: &mut Write<'_>,
    told: Option<&str>,
) -> Result<Head, StoreError> {
    let place = before.map_or(0, |head| head.place).checked_add(1);
    let place = place.ok_or_else(|| StoreError::Failed("the journal has no place left".into()))?;
    let (id, record) = write(next)?;
    let head = Head { place, epoch: next.epoch, seq: next.seq, hash: record.hash() };
    let text = record.to_json();
    if storage.append(before, &Entry { head: &head, id, text: &text, told }).await? == Some(text) {
        Ok(head)
    } else {
        Err(StoreError::Unreadable("what was read back is not what was written".into()))
    }
}

/// Tells the witness how far the journal has come. The record is safe without it, so what goes wrong here is for
/// the log. What it knows of a loss stays until that was told.
pub async fn witness<S: Storage>(storage: &S, head: &Head) -> Result<(), StoreError> {
    // Another window may have come further.
    let newest = super::stock::whole(storage).await?;
    let head = newest.as_ref().unwrap_or(head);
    let pending = storage.counts().await?.pending;
    let told = storage.setting(Setting::Told).await?.unwrap_or_default();
    let before = Ended::all(&told).map(|ended| (ended.epoch, ended.through)).collect();
    storage.keep_witness(&Witness { epoch: head.epoch, seq: head.seq, pending, before }).await
}
