//! What to do next.

use crate::wire::MAX_RECORDS;

/// The longest the tablet waits after failures, in milliseconds.
const MAX_BACKOFF: u64 = 300_000;
/// The first step of the backoff, in milliseconds.
const FIRST_BACKOFF: u64 = 2_000;
/// The longest `Retry-After` that is believed: one hour.
pub(super) const MAX_RETRY_AFTER: u64 = 3_600_000;

/// Why sync stands still although there is a network. Capture goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Head office does not know this tablet, or its key.
    Unknown,
    /// Head office revoked this tablet.
    Revoked,
    /// The tablet has a new key, which head office has not approved yet.
    NotApproved,
    /// Head office speaks a protocol this version does not.
    UpdateNeeded,
}

/// What sync remembers between two tries; in memory only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncState {
    /// Failures in a row.
    pub failures: u32,
    /// Not before this page time, in milliseconds.
    pub not_before: u64,
    /// Nor, whatever else happens, before this one: head office asked for it (`Retry-After`).
    pub asked_until: u64,
    /// How many records the next batch may hold: halved while head office refuses whole batches.
    pub limit: usize,
    /// Why sync stands still.
    pub paused: Option<Pause>,
}

impl Default for SyncState {
    fn default() -> Self {
        Self { failures: 0, not_before: 0, asked_until: 0, limit: MAX_RECORDS, paused: None }
    }
}

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing is pending.
    Rest,
    /// Come back at this page time.
    WaitUntil(u64),
    /// Send the oldest pending records, this many at most.
    Send {
        /// Between 1 and [`MAX_RECORDS`].
        limit: usize,
    },
}

/// Decides what to do at this page time with so many records pending.
pub fn plan(state: &SyncState, pending: u64, now_ms: u64) -> Step {
    if pending == 0 {
        Step::Rest
    } else if now_ms < state.not_before {
        Step::WaitUntil(state.not_before)
    } else {
        Step::Send { limit: state.limit }
    }
}

impl SyncState {
    /// After a failure: full jitter, so that tablets that lost the network together do not come back together.
    /// `random` is uniform over all of `u64`.
    pub(super) fn back_off(&mut self, now_ms: u64, retry_after: Option<u64>, random: u64) {
        let ceiling = FIRST_BACKOFF.saturating_mul(1 << self.failures.min(20)).min(MAX_BACKOFF);
        self.failures += 1;
        self.not_before = now_ms + random % (ceiling + 1);
        if let Some(asked) = retry_after {
            self.asked_until = now_ms + asked.min(MAX_RETRY_AFTER);
        }
        self.not_before = self.not_before.max(self.asked_until);
    }

    /// The network came back, somebody looked at the tablet, or asked it to send now: what is left of the back-off
    /// is not waited for. Still with a little jitter, since a switched-on access point wakes a whole showroom.
    pub fn hurry(&mut self, now_ms: u64, random: u64) {
        let soon = now_ms + random % (FIRST_BACKOFF + 1);
        self.not_before = self.not_before.min(soon).max(self.asked_until);
    }

    pub(super) fn succeeded(&mut self, now_ms: u64) {
        self.failures = 0;
        self.not_before = now_ms;
        self.paused = None;
    }
}
