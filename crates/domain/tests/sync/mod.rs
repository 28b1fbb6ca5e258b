//! The sync plan: when to send, and what an answer means.

mod bisecting;
mod going_back;
mod judging;
mod pace;

use crate::support;
use handover_domain::hash::Hash;
use handover_domain::ids::{BatchId, RecordId};
use handover_domain::sync::Offered;
use handover_domain::wire::{Entry, Problem, Reason, Receipt, Status};
use uuid::Uuid;

const NOW: u64 = 1_000_000;

fn hash(n: u64) -> Hash {
    Hash::of(&n.to_be_bytes())
}

fn batch(n: u128) -> BatchId {
    BatchId(Uuid::from_u128(n))
}

/// A batch with these records.
fn offered(records: impl IntoIterator<Item = u64>) -> Offered {
    let records = records.into_iter().map(|n| (support::record(n), hash(n))).collect();
    Offered { batch_id: batch(1), records }
}

fn entry(n: u64, status: Status) -> Entry {
    let reason = matches!(status, Status::Conflict | Status::Rejected).then(|| "because".to_owned());
    Entry { id: support::record(n), hash: hash(n), status, reason }
}

fn receipt(results: Vec<Entry>) -> Receipt {
    Receipt {
        protocol: handover_domain::PROTOCOL,
        batch_id: batch(1),
        server_time: "2026-11-22T02:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into(),
        results,
        contiguous_through: Vec::new(),
        held: Vec::new(),
        config_version: 4,
        feed_version: 0,
    }
}

fn refusal(reason: Reason, retry_after: Option<u64>) -> handover_domain::sync::Answer {
    handover_domain::sync::Answer::Refused { problem: Problem::new(reason, "because"), retry_after }
}

fn ids(records: &[u64]) -> Vec<RecordId> {
    records.iter().map(|n| support::record(*n)).collect()
}
