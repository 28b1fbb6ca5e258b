//! How it goes, for staff.

use super::Courier;
use crate::{Outside, Setting, Storage, StoreError};
use handover_domain::record::Identity;
use handover_domain::sync::{Pause, Progress, Waiting};

impl<S: Storage, O: Outside> Courier<S, O> {
    /// How it goes.
    pub async fn progress(&self) -> Result<Progress, StoreError> {
        let counts = self.storage.counts().await?;
        let oldest = self.storage.pending(0, 1, usize::MAX).await?.kept.into_iter().next();
        let oldest = oldest.and_then(|kept| Identity::of(&kept.text));
        let waiting = match self.state.paused {
            Some(Pause::Unknown) => Waiting::Unknown,
            Some(Pause::Revoked) => Waiting::Revoked,
            Some(Pause::NotApproved) => Waiting::NotApproved,
            Some(Pause::UpdateNeeded) => Waiting::UpdateNeeded,
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
        })
    }
}
