//! What befalls a tablet. Before a disk loses anything it is noted what nobody could know of any more.

use super::{APPS, Director};
use crate::executor::Executor;
use crate::ledger::Excuse;
use crate::seen::Seen;
use crate::tablet::Tablet;
use handover_domain::record::Identity;
use handover_tablet::conformance::LoseText;
use handover_tablet::memory::Memory;
use std::pin::pin;
use std::task::{Context, Waker};

impl Director {
    /// The disk comes back without its newest transactions.
    pub(super) fn truncate(&mut self, executor: &mut Executor, tablet: usize) {
        let transactions = self.world.chance.index(12) + 1;
        self.injure(executor, tablet, |memory| {
            memory.cut(transactions);
        });
    }

    /// The database comes back empty.
    pub(super) fn lose_database(&mut self, executor: &mut Executor, tablet: usize) {
        self.injure(executor, tablet, Memory::lose_database);
    }

    /// What lies beside it is gone.
    pub(super) fn lose_beside(&mut self, executor: &mut Executor, tablet: usize) {
        self.excuse_untold(tablet);
        self.injure(executor, tablet, Memory::lose_beside);
    }

    /// What the database lost before, and nobody could tell of yet, is known to what lies beside it alone.
    fn excuse_untold(&self, tablet: usize) {
        let look = self.tablets[tablet].disk.memory.look();
        let there: Vec<_> =
            look.records.iter().filter_map(|(_, text)| Identity::of(text)).map(|one| one.hash).collect();
        let mut ledger = self.world.ledger.borrow_mut();
        let is_told_here = |attempt| ledger.is_told(attempt, |told| there.contains(told));
        let arrived =
            |told: &_| ledger.attempts.get(told).is_some_and(|one| ledger.ever.contains(&(one.id, *told)));
        let mine = ledger.vanished.iter().filter(|(_, owner)| **owner == tablet).map(|(hash, _)| *hash);
        let untold: Vec<_> = mine
            .filter_map(|hash| Some((hash, ledger.attempts.get(&hash)?)))
            .filter(|(_, attempt)| !is_told_here(attempt))
            .map(|(hash, attempt)| (hash, attempt.epoch, ledger.is_told(attempt, arrived)))
            .collect();
        for (hash, epoch, was_told) in untold {
            // The places may be given out once more.
            ledger.forked.insert(epoch);
            if !was_told {
                ledger.excused.entry(hash).or_insert(Excuse::Cleared);
            }
        }
    }

    /// One place of the witness has not heard the newest.
    pub(super) fn lag(&mut self, executor: &mut Executor, tablet: usize) {
        let words = self.world.chance.index(4) + 1;
        self.injure(executor, tablet, |memory| memory.lag(words));
    }

    /// Somebody clears the browser's data: staff enrol the tablet again, where head office sees it.
    pub(super) fn clear(&mut self, executor: &mut Executor, tablet: usize) {
        self.excuse_untold(tablet);
        let before = self.tablets[tablet].disk.memory.look();
        {
            let mut ledger = self.world.ledger.borrow_mut();
            for (_, text) in &before.records {
                let Some(identity) = Identity::of(text) else { continue };
                ledger.vanished.insert(identity.hash, tablet);
                ledger.excused.entry(identity.hash).or_insert(Excuse::Cleared);
                if ledger.shown.contains(&identity.hash) {
                    self.world.count(Seen::ClearedRecords, 1);
                }
            }
        }
        self.tablets[tablet].disk.memory.lose_database();
        self.tablets[tablet].disk.memory.lose_beside();
        self.restart(executor, tablet);
    }

    fn injure(&mut self, executor: &mut Executor, tablet: usize, injury: impl FnOnce(&Memory)) {
        let memory = &self.tablets[tablet].disk.memory;
        let (before, witnesses) = (memory.look(), memory.witnessed());
        injury(memory);
        let after = memory.look();
        let newest = before.records.last().and_then(|(_, text)| Identity::of(text));
        let mut ledger = self.world.ledger.borrow_mut();
        for (place, text) in &before.records {
            if after.records.iter().any(|(stays, _)| stays == place) {
                continue;
            }
            let Some(lost) = Identity::of(text) else { continue };
            // Only the end of the newest life can be ahead of the witness: between the commit and the witness a
            // customer may have been thanked already. And there is none between its loss and the next start.
            let knows = |w: &handover_tablet::Witness| w.epoch == lost.epoch && w.seq >= lost.seq;
            let is_tail = newest.as_ref().is_some_and(|newest| newest.epoch == lost.epoch);
            ledger.vanished.insert(lost.hash, tablet);
            if (is_tail || witnesses.is_empty()) && !witnesses.iter().any(knows) {
                ledger.forked.insert(lost.epoch);
                ledger.excused.insert(lost.hash, Excuse::Unwitnessed);
                if ledger.shown.contains(&lost.hash) {
                    self.world.count(Seen::Unwitnessed, 1);
                }
            }
            self.world.tell(|| format!("   lost {} ({} in {})", lost.id, lost.seq, lost.epoch));
        }
        drop(ledger);
        self.restart(executor, tablet);
    }

    /// Somebody sets the clock.
    pub(super) fn jump(&mut self, _: &mut Executor, tablet: usize) {
        let ten_years = 10 * 365 * 86_400_000_i64;
        let off = match self.world.chance.below(3) {
            0 => ten_years,
            1 => -ten_years,
            _ => 0,
        };
        self.tablets[tablet].clock_off.set(off);
    }

    /// The next version of the kiosk.
    pub(super) fn update(&mut self, executor: &mut Executor, tablet: usize) {
        let now = self.tablets[tablet].app.get();
        let next = APPS.iter().position(|app| *app == now).map_or(0, |at| (at + 1) % APPS.len());
        self.tablets[tablet].app.set(APPS[next]);
        self.restart(executor, tablet);
    }

    /// The browser's profile is copied, and both go on.
    pub(super) fn clone_profile(&mut self, _: &mut Executor, tablet: usize) {
        // For the same reason as in [`Director::restore`].
        if self.tablets.len() > 3 || self.restored {
            return;
        }
        let image = self.tablets[tablet].disk.memory.image();
        for (_, text) in self.tablets[tablet].disk.memory.look().records {
            if let Some(identity) = Identity::of(&text) {
                self.world.ledger.borrow_mut().forked.insert(identity.epoch);
            }
        }
        self.add(image.into());
    }
}

/// Planted: a record that was committed is not there after the restart.
pub(super) fn forget(tablet: &Tablet) {
    let memory = &tablet.disk.memory;
    let look = memory.look();
    if let Some(place) = tablet.world.chance.one_of(&look.pending) {
        let lost = pin!(memory.lose_text(*place)).poll(&mut Context::from_waker(Waker::noop()));
        assert!(lost.is_ready(), "it happens at once");
    }
}
