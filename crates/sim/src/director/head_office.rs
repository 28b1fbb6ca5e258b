//! What happens at head office.

use super::{DAY_MS, Director};
use crate::seen::Seen;

impl Director {
    /// A backup is made.
    pub(super) fn back_up(&mut self) {
        let office = self.world.office.borrow().clone();
        self.backups.push((self.world.clock.now(), office));
        if self.backups.len() > 6 {
            self.backups.remove(0);
        }
    }

    /// A backup is put back: one that is younger than what tablets promise to keep, and that knows every tablet.
    pub(super) fn restore(&mut self) {
        let kept = u64::from(self.world.retention) * DAY_MS;
        let now = self.world.clock.now();
        let enrolled = self.world.office.borrow().devices();
        let usable =
            |(at, backup): &&(u64, _)| now - at < kept && crate::office::Office::devices(backup) == enrolled;
        let usable: Vec<_> = self.backups.iter().filter(usable).collect();
        // Two that go on from one place of a journal hide from each other what head office has no more: it counts the
        // records of a life, and not whose they are.
        let forked = !self.world.ledger.borrow().forked.is_empty();
        let Some((at, backup)) = self.world.chance.one_of(&usable).filter(|_| !forked) else { return };
        self.world.count(Seen::Restored, 1);
        self.world.tell(|| format!("head office is as it was {} s ago", (now - at) / 1000));
        let mut office = self.world.office.borrow_mut();
        let mut restored = backup.clone();
        restored.poison.clone_from(&office.poison);
        restored.rejected.clone_from(&office.rejected);
        self.world.ledger.borrow_mut().erased.retain(|id| restored.find(*id).is_some_and(|row| row.erased));
        *office = restored;
        self.restored = true;
    }

    /// Revokes the tablet, or no longer.
    pub(super) fn revoke(&self, tablet: usize, revoked: bool) {
        if let Some(device) = self.tablets[tablet].was.get() {
            self.world.office.borrow_mut().revoke(device, revoked);
        }
    }

    /// Approves every new key.
    pub(super) fn approve(&self) {
        let approved = self.world.office.borrow_mut().approve();
        if approved > 0 {
            self.world.count(Seen::Approved, approved);
            self.world.tell(|| format!("head office approves {approved} new keys"));
        }
    }

    /// A customer wishes a record to be erased.
    pub(super) fn erase(&self) {
        let mut office = self.world.office.borrow_mut();
        if office.rows.is_empty() {
            return;
        }
        let row = self.world.chance.index(office.rows.len());
        if office.rows[row].loss.is_none() {
            office.erase(row);
            self.world.ledger.borrow_mut().erased.insert(office.rows[row].id);
        }
    }

    /// A new version takes what the one before refused.
    pub(super) fn heal(&self) {
        let mut office = self.world.office.borrow_mut();
        office.poison.clear();
        office.rejected.clear();
    }
}
