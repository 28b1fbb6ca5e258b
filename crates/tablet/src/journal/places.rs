//! Which places of the database each life of the journal takes up.

use super::ended::Ended;
use crate::{Setting, Storage, StoreError};
use handover_domain::ids::Epoch;

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

/// The lives that lie in the database, the oldest first: together they take up every place there is.
pub async fn lives<S: Storage>(storage: &S) -> Result<Vec<Lies>, StoreError> {
    let Some(head) = storage.head().await? else { return Ok(Vec::new()) };
    let told = storage.setting(Setting::Told).await?.unwrap_or_default();
    let ended = Ended::all(&told).filter_map(|ended| Some((ended.epoch, ended.last?)));
    let mut lives: Vec<Lies> = Vec::new();
    for (epoch, last) in ended.chain([(head.epoch, head.place)]) {
        let first = lives.last().map_or(1, |before| before.last + 1);
        if first <= last {
            lives.push(Lies { epoch, first, last });
        }
    }
    Ok(lives)
}

impl Lies {
    /// How many places they are.
    pub fn places(&self) -> u64 {
        u64::from(self.last - self.first) + 1
    }

    /// The places from this seq on; none where it does not come so far.
    pub fn from(&self, seq: u64) -> Option<(u32, u32)> {
        let first = u32::try_from(u64::from(self.first) + seq.max(1) - 1).ok()?;
        (first <= self.last).then_some((first, self.last))
    }
}
