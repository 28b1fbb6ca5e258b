//! What an answer means.

use super::plan::{Pause, SyncState};
use crate::hash::Hash;
use crate::ids::{BatchId, RecordId};
use crate::wire::{MAX_RECORDS, Problem, Reason, Receipt, Status};

/// What was sent: enough to hold an answer against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The batch.
    pub batch_id: BatchId,
    /// Its records.
    pub records: Vec<(RecordId, Hash)>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// 200 with an envelope whose signature was verified against the pinned key.
    Receipt(Receipt),
    /// An answer that bears head office's own marker.
    Refused {
        /// The problem.
        problem: Problem,
        /// `Retry-After` in milliseconds, where it was a number of seconds.
        retry_after: Option<u64>,
    },
    /// Anything else: no network, a time-out, a redirect, a portal, a proxy, a truncated body, a false signature.
    Nothing {
        /// `Retry-After` in milliseconds, where it was a number of seconds.
        retry_after: Option<u64>,
    },
}

/// What becomes of a record in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Head office has it.
    Stored,
    /// Head office will not take it as it is; kept, shown to staff, offered again after an update.
    Quarantined(String),
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What sync remembers from here on.
    pub state: SyncState,
    /// The records that advance; all others stay pending.
    pub changes: Vec<(RecordId, Change)>,
    /// The newest configuration head office spoke of.
    pub config_version: Option<u64>,
}

/// Holds an answer against what was sent. `random` is uniform over all of `u64`.
pub fn judge(mut state: SyncState, offered: &Offered, answer: Answer, now_ms: u64, random: u64) -> Verdict {
    let mut changes = Vec::new();
    let mut config_version = None;
    match answer {
        Answer::Receipt(receipt) if receipt.batch_id == offered.batch_id => {
            config_version = Some(receipt.config_version);
            changes = advanced(offered, &receipt);
            if changes.is_empty() {
                state.back_off(now_ms, None, random);
            } else {
                state.succeeded(now_ms);
                state.limit = MAX_RECORDS;
            }
        }
        Answer::Receipt(_) => state.back_off(now_ms, None, random),
        Answer::Refused { problem, retry_after } => match problem.reason {
            Reason::Unreadable | Reason::TooLarge | Reason::WrongRecord => {
                if let [(record, _)] = offered.records[..] {
                    changes.push((record, Change::Quarantined(problem.detail)));
                    state.limit = MAX_RECORDS;
                } else {
                    state.limit = (offered.records.len() / 2).max(1);
                }
                state.succeeded(now_ms);
            }
            reason => {
                state.paused = match reason {
                    Reason::RevokedDevice => Some(Pause::Revoked),
                    Reason::UnknownDevice | Reason::WrongSignature => Some(Pause::Unknown),
                    Reason::NotApproved => Some(Pause::NotApproved),
                    Reason::LaterProtocol => Some(Pause::UpdateNeeded),
                    _ => state.paused,
                };
                state.back_off(now_ms, retry_after, random);
            }
        },
        Answer::Nothing { retry_after } => state.back_off(now_ms, retry_after, random),
    }
    Verdict { state, changes, config_version }
}

/// Only exact matches advance: the record's own id with its own hash, once.
fn advanced(offered: &Offered, receipt: &Receipt) -> Vec<(RecordId, Change)> {
    let mut advanced = Vec::new();
    for (id, hash) in &offered.records {
        let named = receipt.results.iter().find(|entry| entry.id == *id && entry.hash == *hash);
        let Some(entry) = named else { continue };
        if entry.status.is_done() {
            advanced.push((*id, Change::Stored));
        } else if matches!(entry.status, Status::Conflict | Status::Rejected) {
            advanced.push((*id, Change::Quarantined(entry.reason.clone().unwrap_or_default())));
        }
    }
    advanced
}
