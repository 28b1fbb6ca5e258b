//! Head office's signed answer to a batch.

use crate::hash::Hash;
use crate::ids::{BatchId, Epoch, RecordId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In durable custody since just now.
    Stored,
    /// In durable custody since before; the bytes are the same.
    Duplicate,
    /// Was in custody and erased at the customer's wish.
    Erased,
    /// Other bytes are in custody under this id; both are kept.
    Conflict,
    /// Not a record of this tablet, or not readable as one.
    Rejected,
    /// Not now; offer it again.
    Retry,
}

impl Status {
    /// Whether the tablet's duty to keep offering the record ends.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Stored | Self::Duplicate | Self::Erased)
    }
}

/// One record's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The record.
    pub id: RecordId,
    /// The hash of the header that was received.
    pub hash: Hash,
    /// What became of it.
    pub status: Status,
    /// Why, for `conflict` and `rejected`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The payload of a receipt envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// The batch this answers.
    pub batch_id: BatchId,
    /// Head office's clock, UTC.
    pub server_time: DateTime<Utc>,
    /// One entry a record.
    pub results: Vec<Entry>,
    /// Per epoch of this tablet, the highest seq up to which nothing is missing.
    pub contiguous_through: BTreeMap<Epoch, u64>,
    /// The version of the newest configuration for this tablet.
    pub config_version: u64,
}

impl Receipt {
    /// Reads the payload of a verified envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(payload)
    }
}
