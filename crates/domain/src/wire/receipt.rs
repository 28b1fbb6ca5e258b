//! Head office's signed answer to a batch.

use crate::hash::Hash;
use crate::ids::{BatchId, Epoch, RecordId};
use crate::json::{self, Fault, Node, words};
use crate::moment::Written;
use serde::{Serialize, Serializer};

words! {
    /// What became of one record.
    Status {
        /// In durable custody since just now.
        Stored = "stored",
        /// In durable custody since before; the bytes are the same.
        Duplicate = "duplicate",
        /// Was in custody and erased at the customer's wish.
        Erased = "erased",
        /// Other bytes are in custody under this id; both are kept.
        Conflict = "conflict",
        /// Not a record of this tablet, or not readable as one.
        Rejected = "rejected",
        /// Not now; offer it again.
        Retry = "retry",
    }
}

impl Status {
    /// Whether the tablet's duty to keep offering the record ends.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Stored | Self::Duplicate | Self::Erased)
    }
}

/// One record's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The record.
    pub id: RecordId,
    /// The hash of the header that was received.
    pub hash: Hash,
    /// What became of it.
    pub status: Status,
    /// Why, for `conflict` and `rejected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The payload of a receipt envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// The batch this answers.
    pub batch_id: BatchId,
    /// Head office's clock, UTC.
    pub server_time: Written,
    /// One entry a record.
    pub results: Vec<Entry>,
    /// Per epoch of this tablet, the highest seq up to which nothing is missing.
    #[serde(serialize_with = "by_epoch")]
    pub contiguous_through: Vec<(Epoch, u64)>,
    /// Per epoch of this tablet, how many of its records are in custody. A tablet that finds fewer than before offers
    /// again what it still has. Missing where head office is older than this member.
    #[serde(serialize_with = "by_epoch")]
    pub held: Vec<(Epoch, u64)>,
    /// The version of the newest configuration for this tablet.
    pub config_version: u64,
    /// The version of the newest feed for this tablet's shop; 0 where head office is older than feeds.
    pub feed_version: u64,
}

impl Entry {
    fn read(node: &Node<'_>) -> Self {
        Self {
            id: RecordId::read(&node.field("id")),
            hash: Hash::read(&node.field("hash")),
            status: Status::read(&node.field("status")),
            reason: node.optional("reason").map(|reason| reason.owned()),
        }
    }
}

impl Receipt {
    /// Reads the payload of a verified envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, Fault> {
        json::read(payload, Self::read)
    }

    fn read(node: &Node<'_>) -> Self {
        Self {
            protocol: node.field("protocol").u32(),
            batch_id: BatchId::read(&node.field("batch_id")),
            server_time: Written::read(&node.field("server_time")),
            results: node.field("results").list(Entry::read),
            contiguous_through: epochs(&node.field("contiguous_through")),
            held: node.optional("held").map(|held| epochs(&held)).unwrap_or_default(),
            config_version: node.field("config_version").u64(),
            feed_version: node.optional("feed_version").map_or(0, |version| version.u64()),
        }
    }
}

/// An object with a number for each epoch.
fn epochs(node: &Node<'_>) -> Vec<(Epoch, u64)> {
    let mut numbers = Vec::new();
    for (epoch, number) in node.entries() {
        match epoch.parse() {
            Ok(epoch) => numbers.push((epoch, number.u64())),
            Err(_) => number.fault(format_args!("expected a UUID as its name")),
        }
    }
    numbers
}

fn by_epoch<S: Serializer>(through: &[(Epoch, u64)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(through.iter().map(|(epoch, seq)| (epoch, seq)))
}
