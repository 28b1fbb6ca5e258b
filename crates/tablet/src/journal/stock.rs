//! Taking stock: is the journal as long as it once was?
//!
//! A database that was cut short or came back empty says nothing about it [faults 7, 8 and 9]. What was written
//! beside it does: ahead of the database it means a loss, behind it means nothing.

use super::ended::Ended;
use crate::{Head, Storage, StoreError, Witness};
use handover_domain::ids::Epoch;
use handover_domain::record::{Identity, Loss};

/// A loss, and what is to be kept as told once the record of it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub loss: Loss,
    /// For [`super::begin_anew`].
    pub told: String,
}

/// What is missing from the journal and was not told yet. There may be more: once it is told, ask again.
pub async fn missing<S: Storage>(storage: &S) -> Result<Option<Missing>, StoreError> {
    // The witnesses first: what another window appends meanwhile is in the journal before any of them knows.
    let witnesses = storage.witnesses().await;
    let head = storage.head().await?;
    let told = storage.setting(crate::Setting::Told).await?.unwrap_or_default();
    let mut losses = ahead(head.as_ref(), &witnesses, &ended(&told));
    if let Some(head) = &head
        && !stands(storage, head).await?
    {
        let counts = storage.counts().await?;
        losses.push(Loss { epoch: head.epoch, from: head.seq, through: head.seq, pending: counts.pending });
    }
    // The life that would go on comes first: nothing may follow in it.
    let goes_on = |loss: &&Loss| head.as_ref().is_some_and(|head| head.epoch == loss.epoch);
    let first = losses.iter().find(goes_on).or_else(|| losses.first()).copied();
    let Some(first) = first else { return Ok(None) };
    // Two that speak of one journal know it to a different length.
    let same = losses.iter().filter(|loss| loss.epoch == first.epoch);
    let loss = same.fold(first, |all, one| Loss {
        from: all.from.min(one.from),
        through: all.through.max(one.through),
        pending: all.pending.max(one.pending),
        ..all
    });
    let last = head.filter(|head| head.epoch == loss.epoch).map(|head| head.place);
    let now = Ended { epoch: loss.epoch, through: loss.through, last };
    Ok(Some(Missing { loss, told: format!("{told}{now}\n") }))
}

/// The head, unless a witness knows of more than is there and nobody has told of it yet.
pub(super) async fn whole<S: Storage>(storage: &S) -> Result<Option<Head>, StoreError> {
    let witnesses = storage.witnesses().await;
    let head = storage.head().await?;
    // What was told has to be looked up only where something is missing.
    if !ahead(head.as_ref(), &witnesses, &[]).is_empty() {
        let told = storage.setting(crate::Setting::Told).await?.unwrap_or_default();
        if !ahead(head.as_ref(), &witnesses, &ended(&told)).is_empty() {
            return Err(StoreError::Short);
        }
    }
    Ok(head)
}

fn ended(told: &str) -> Vec<(Epoch, u64)> {
    Ended::all(told).map(|ended| (ended.epoch, ended.through)).collect()
}

/// What the witnesses know of and the database does not, and was not told.
fn ahead(head: Option<&Head>, witnesses: &[Witness], told: &[(Epoch, u64)]) -> Vec<Loss> {
    let mut losses = Vec::new();
    for Witness { epoch, seq, pending, before } in witnesses {
        for (epoch, seq) in [(*epoch, *seq)].iter().chain(before).copied() {
            let has = head.filter(|head| head.epoch == epoch).map_or(0, |head| head.seq);
            let was_told = told.iter().any(|(ended, through)| *ended == epoch && seq <= *through);
            if seq > has && !was_told {
                losses.push(Loss { epoch, from: has + 1, through: seq, pending: *pending });
            }
        }
    }
    losses
}

/// Whether the last record lies where the journal says it ends.
async fn stands<S: Storage>(storage: &S, head: &Head) -> Result<bool, StoreError> {
    let Some(text) = storage.record(head.place).await? else {
        // It may have been purged: then head office has it, and nothing is waiting at this place.
        let page = storage.pending(head.place - 1, 1, usize::MAX).await?;
        return Ok(page.broken.is_empty());
    };
    Ok(Identity::of(&text).is_some_and(|identity| identity.hash == head.hash && identity.seq == head.seq))
}
