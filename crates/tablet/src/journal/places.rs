//! Which places of the database an epoch takes up.

use crate::{Storage, StoreError};
use handover_domain::ids::Epoch;
use handover_domain::record::Identity;

/// The places from this seq of an epoch on to its end; none where the database does not go back so far.
pub async fn places<S: Storage>(
    storage: &S,
    epoch: Epoch,
    from: u64,
) -> Result<Option<(u32, u32)>, StoreError> {
    let Some(head) = storage.head().await? else { return Ok(None) };
    let (mut at, mut now, mut seq) = (head.place, head.epoch, head.seq);
    loop {
        // Every epoch begins at seq 1 behind the end of the one before.
        let before = u32::try_from(u64::from(at).saturating_sub(seq)).unwrap_or(0);
        if now == epoch {
            let first = u64::from(before) + from;
            return Ok(u32::try_from(first).ok().filter(|first| *first <= at).map(|first| (first, at)));
        }
        // A place that was purged has nothing before it that was not.
        let text = if before == 0 { None } else { storage.record(before).await? };
        let Some(identity) = text.and_then(|text| Identity::of(&text)) else { return Ok(None) };
        (at, now, seq) = (before, identity.epoch, identity.seq);
    }
}
