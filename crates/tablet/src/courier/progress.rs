//! How it goes, for staff.

use super::Courier;
use crate::{Outside, Setting, Storage, StoreError};
use handover_domain::record::Identity;
use handover_domain::sync::Pause;

/// Why nothing moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Everything was acknowledged.
    Nothing,
    /// Records wait for their turn.
    Sending,
    /// Head office was not reached.
    Unreachable,
    /// Somebody at head office or in the showroom has to do something.
    Paused(Pause),
}

/// How it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Not yet acknowledged.
    pub pending: u64,
    /// Set apart.
    pub quarantined: u64,
    /// When the oldest pending record was captured, as the tablet's clock said.
    pub oldest: Option<String>,
    /// What head office's clock said in the last receipt.
    pub last_receipt: Option<String>,
    /// Why nothing moves.
    pub waiting: Waiting,
    /// How far head office's clock was ahead of the tablet's at the last answer, in milliseconds.
    pub ahead_ms: Option<i64>,
}

impl<S: Storage, O: Outside> Courier<S, O> {
    /// How it goes.
    pub async fn progress(&self) -> Result<Progress, StoreError> {
        let counts = self.storage.counts().await?;
        let oldest = self.storage.pending(0, 1, usize::MAX).await?.kept.into_iter().next();
        let oldest = oldest.and_then(|kept| Identity::of(&kept.text));
        let waiting = match self.state.paused {
            Some(pause) => Waiting::Paused(pause),
            None if counts.pending == 0 => Waiting::Nothing,
            None if self.state.failures > 0 => Waiting::Unreachable,
            None => Waiting::Sending,
        };
        Ok(Progress {
            pending: counts.pending,
            quarantined: counts.quarantined,
            oldest: oldest.map(|identity| identity.captured_at.as_str().to_owned()),
            last_receipt: self.storage.setting(Setting::LastReceipt).await?,
            waiting,
            ahead_ms: self.ahead_ms,
        })
    }
}
