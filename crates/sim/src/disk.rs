//! A tablet's storage, watched: what is said of a record and what is let go is held against the rules at once.

use crate::bugs::Bug;
use crate::seen::Seen;
use crate::world::World;
use chrono::Days;
use handover_domain::moment;
use handover_domain::sync::Change;
use handover_tablet::memory::Memory;
use handover_tablet::{Again, Counts, Entry, Head, Page, Setting, Storage, StoreError, Witness};
use std::rc::Rc;

type Result<T> = std::result::Result<T, StoreError>;

/// The storage.
pub struct Disk {
    /// What it is made of.
    pub memory: Memory,
    /// Where it stands.
    pub world: Rc<World>,
}

impl Disk {
    /// Nothing is acknowledged that head office never had.
    fn judge(&self, changes: &[(u32, Change)]) {
        for (place, change) in changes {
            self.world.tell(|| format!("  place {place}: {change:?}"));
            let Some(waiting) = self.memory.waits_at(*place) else { continue };
            match change {
                Change::Stored if !self.world.ledger.borrow().ever.contains(&waiting) => {
                    self.world.breaks(|| {
                        format!("record {} was noted as stored, and head office never had it", waiting.0)
                    });
                }
                Change::Stored => {}
                Change::Quarantined(reason) => {
                    self.world.count(Seen::Apart, 1);
                    if reason.is_empty() {
                        self.world.breaks(|| format!("record {} was set apart without a reason", waiting.0));
                    }
                }
            }
        }
    }
}

impl Storage for Disk {
    async fn head(&self) -> Result<Option<Head>> {
        self.memory.head().await
    }

    async fn append(&self, before: Option<&Head>, entry: &Entry<'_>) -> Result<Option<String>> {
        self.memory.append(before, entry).await
    }

    async fn record(&self, place: u32) -> Result<Option<String>> {
        self.memory.record(place).await
    }

    async fn records(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Vec<(u32, String)>> {
        self.memory.records(after, limit, max_bytes).await
    }

    async fn pending(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Page> {
        self.memory.pending(after, limit, max_bytes).await
    }

    async fn counts(&self) -> Result<Counts> {
        self.memory.counts().await
    }

    async fn settle(&self, changes: &[(u32, Change)], at: &str, with: &[(Setting, &str)]) -> Result<()> {
        self.judge(changes);
        self.memory.settle(changes, at, with).await
    }

    async fn offer_again(&self, which: Again, limit: usize) -> Result<usize> {
        let offered = self.memory.offer_again(which, limit).await?;
        if matches!(which, Again::Stored(..)) {
            self.world.count(Seen::OfferedAgain, offered as u64);
        }
        if offered > 0 {
            self.world.tell(|| format!("  {offered} records are offered again: {which:?}"));
        }
        Ok(offered)
    }

    async fn purge(&self, before: &str, limit: usize) -> Result<usize> {
        let before = if self.world.bug == Some(Bug::PurgesAtOnce) { "9999-12-31" } else { before };
        let there = self.memory.look();
        let purged = self.memory.purge(before, limit).await?;
        if purged > 0 {
            self.world.count(Seen::Purged, purged as u64);
            self.world.tell(|| format!("  {purged} records of before {before} are let go"));
            let left = self.memory.look();
            for (place, _) in &there.records {
                if left.records.iter().any(|(stays, _)| stays == place) {
                    continue;
                }
                let stored = there.stored.iter().find(|(stored, _)| stored == place);
                let until = stored.and_then(|(_, at)| {
                    moment::parse(at)?.checked_add_days(Days::new(self.world.retention.into()))
                });
                if until.is_none_or(|until| until > self.world.time()) {
                    self.world.breaks(|| {
                        format!("place {place} was let go before its time: acknowledged {stored:?}")
                    });
                }
            }
        }
        Ok(purged)
    }

    async fn setting(&self, which: Setting) -> Result<Option<String>> {
        self.memory.setting(which).await
    }

    async fn keep_setting(&self, which: Setting, text: &str) -> Result<()> {
        self.world.tell(|| format!("  keeps {which:?}: {}", text.replace('\n', ", ")));
        self.memory.keep_setting(which, text).await
    }

    async fn witnesses(&self) -> Vec<Witness> {
        self.memory.witnesses().await
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<()> {
        self.memory.keep_witness(witness).await
    }

    async fn config_copy(&self) -> Option<String> {
        self.memory.config_copy().await
    }

    async fn keep_config_copy(&self, envelope: &str) -> Result<()> {
        self.memory.keep_config_copy(envelope).await
    }
}
