//! Which places of the database each life of the journal takes up.

use crate::{Storage, StoreError};
use handover_domain::ids::Epoch;
use handover_domain::record::Identity;

/// A life of the journal, and its first and last place in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lies {
    /// Which life.
    pub epoch: Epoch,
    /// Where it begins.
    pub first: u32,
    /// Where it ends.
    pub last: u32,
}

/// The lives that lie in the database, the newest first, as far back as it goes.
pub async fn lives<S: Storage>(storage: &S) -> Result<Vec<Lies>, StoreError> {
    let mut lives = Vec::new();
    let Some(head) = storage.head().await? else { return Ok(lives) };
    let (mut last, mut epoch, mut seq) = (head.place, head.epoch, head.seq);
    loop {
        // Every life begins at seq 1 behind the end of the one before.
        let before = u32::try_from(u64::from(last).saturating_sub(seq)).unwrap_or(0);
        lives.push(Lies { epoch, first: before + 1, last });
        // A place that was purged has nothing before it that was not.
        let text = if before == 0 { None } else { storage.record(before).await? };
        let Some(identity) = text.and_then(|text| Identity::of(&text)) else { return Ok(lives) };
        (last, epoch, seq) = (before, identity.epoch, identity.seq);
    }
}

impl Lies {
    /// The places from this seq on; none where it does not come so far.
    pub fn from(&self, seq: u64) -> Option<(u32, u32)> {
        let first = u32::try_from(u64::from(self.first) + seq.max(1) - 1).ok()?;
        (first <= self.last).then_some((first, self.last))
    }
}
