//! Taking stock: is the journal as long as it once was?
//!
//! A database that was cut short or came back empty says nothing about it [faults 7, 8 and 9]. What was written
//! beside it does: ahead of the database it means a loss, behind it means nothing.

use crate::{Head, Storage, StoreError, Witness};
use handover_domain::record::{Identity, Loss};

/// A loss, and what is to be kept as told once the record of it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub loss: Loss,
    /// For [`super::begin_anew`].
    pub told: String,
}

/// What is missing from the journal and was not told yet.
pub async fn missing<S: Storage>(storage: &S) -> Result<Option<Missing>, StoreError> {
    let head = storage.head().await?;
    let told = storage.setting(crate::Setting::Told).await?.unwrap_or_default();
    let ended: Vec<Witness> = told.lines().filter_map(|line| line.parse().ok()).collect();
    let mut losses: Vec<Loss> = Vec::new();
    for witness in storage.witnesses().await {
        losses.extend(ahead(head.as_ref(), &witness, &ended));
    }
    if let Some(head) = &head
        && !stands(storage, head).await?
    {
        let counts = storage.counts().await?;
        losses.push(Loss { epoch: head.epoch, from: head.seq, through: head.seq, pending: counts.pending });
    }
    let Some(first) = losses.first().copied() else { return Ok(None) };
    // Two that speak of one journal know it to a different length.
    let same = losses.iter().filter(|loss| loss.epoch == first.epoch);
    let loss = same.fold(first, |all, one| Loss {
        from: all.from.min(one.from),
        through: all.through.max(one.through),
        pending: all.pending.max(one.pending),
        ..all
    });
    let now = Witness { epoch: loss.epoch, seq: loss.through, pending: loss.pending };
    Ok(Some(Missing { loss, told: format!("{told}{now}\n") }))
}

/// What a witness knows of and the database does not.
fn ahead(head: Option<&Head>, witness: &Witness, ended: &[Witness]) -> Option<Loss> {
    if ended.iter().any(|told| told.epoch == witness.epoch && witness.seq <= told.seq) {
        return None;
    }
    let has = match head {
        Some(head) if head.epoch == witness.epoch => head.seq,
        _ => 0,
    };
    let Witness { epoch, seq, pending } = *witness;
    (seq > has).then_some(Loss { epoch, from: has + 1, through: seq, pending })
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
