//! What was done, written down where no crash reaches it: what the end is held against.

use crate::executor::Owner;
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, Epoch, RecordId};
use handover_domain::record::{Loss, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A record that was made for a place, whether or not it ever got there.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Its id.
    pub id: RecordId,
    /// The tablet, as head office knows it.
    pub device: DeviceId,
    /// The life of the journal.
    pub epoch: Epoch,
    /// The place in it.
    pub seq: u64,
    /// The record.
    pub record: Record,
    /// What it says is missing.
    pub loss: Option<Loss>,
}

/// Why a record that was shown may be missing without anybody having been at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excuse {
    /// The disk took it back before the witness had heard of it. Its slip tells.
    Unwitnessed,
    /// Both disks of the tablet were lost, at once or before it could tell: it was enrolled again in plain sight.
    Cleared,
}

impl Ledger {
    /// Whether a record among these, which are there for good, says that one is missing.
    pub fn is_told(&self, attempt: &Attempt, there: impl Fn(&Hash) -> bool) -> bool {
        self.attempts
            .iter()
            .any(|(hash, one)| one.loss.is_some_and(|loss| attempt.is_within(&loss)) && there(hash))
    }
}

impl Attempt {
    /// Whether it lies in what is missing.
    pub fn is_within(&self, loss: &Loss) -> bool {
        loss.epoch == self.epoch && (loss.from..=loss.through).contains(&self.seq)
    }
}

/// Everything that was done.
#[derive(Default)]
pub struct Ledger {
    /// By hash.
    pub attempts: BTreeMap<Hash, Attempt>,
    /// Those for which somebody was thanked, in order.
    pub shown: Vec<Hash>,
    /// What head office had in custody at some time, whatever was restored later.
    pub ever: BTreeSet<(RecordId, Hash)>,
    /// What may be missing.
    pub excused: BTreeMap<Hash, Excuse>,
    /// Records that a disk lost, and whose.
    pub vanished: BTreeMap<Hash, Owner>,
    /// Records that were erased at a customer's wish.
    pub erased: BTreeSet<RecordId>,
    /// Lives of journals that go on at two places, or went back and on again.
    pub forked: BTreeSet<Epoch>,
}
