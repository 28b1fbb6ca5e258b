//! What the journal needs now and then: old acknowledged records are let go, and after an update what was set apart
//! is offered once more.

use super::Courier;
use crate::{Again, Outside, Setting, Storage, StoreError};
use chrono::{DateTime, Days, FixedOffset};
use handover_domain::moment;

/// How often.
const EVERY_MS: u64 = 6 * 3_600_000;
/// How many records one transaction moves or takes away, so that none of them is long.
const AT_ONCE: usize = 50;

impl<S: Storage, O: Outside> Courier<S, O> {
    pub(super) async fn tend(&mut self) -> Result<(), StoreError> {
        let now = self.outside.page_ms();
        if self.tended_at.is_some_and(|at| now < at + EVERY_MS) {
            return Ok(());
        }
        self.tended_at = Some(now);
        if self.storage.setting(Setting::App).await?.as_deref() != Some(self.app) {
            offer_all(&*self.storage, Again::Quarantined).await?;
            self.storage.keep_setting(Setting::App, self.app).await?;
        }
        let receipt = self.storage.setting(Setting::LastReceipt).await?;
        let Some(server) = receipt.and_then(|at| moment::parse(&at)) else { return Ok(()) };
        if let Some(day) = kept_since(&server, self.tablet.retention_days) {
            while self.storage.purge(&day, AT_ONCE).await? == AT_ONCE {}
        }
        Ok(())
    }
}

/// The first day whose records stay, by head office's clock. One day more than promised, whatever the zone.
fn kept_since(server: &DateTime<FixedOffset>, days: u32) -> Option<String> {
    let day = server.date_naive().checked_sub_days(Days::new(u64::from(days) + 1))?;
    Some(day.to_string())
}

/// Offers all of them again, some at a time.
pub(super) async fn offer_all<S: Storage>(storage: &S, which: Again) -> Result<(), StoreError> {
    while storage.offer_again(which, AT_ONCE).await? == AT_ONCE {}
    Ok(())
}
