//! A batch of records on its way to head office.

use crate::hash::Hash;
use crate::ids::{BatchId, DeviceId, Epoch};
use crate::json::{Object, list};
use crate::moment;
use crate::record::Record;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// The most records a batch may hold.
pub const MAX_RECORDS: usize = 50;
/// The most bytes the body of a batch may have, its envelope included, once decompressed.
pub const MAX_BYTES: usize = 256 * 1024;
/// The most bytes of records that fit an envelope of [`MAX_BYTES`], which base64 makes longer by a third.
pub const MAX_PAYLOAD: usize = (MAX_BYTES - 1024) / 4 * 3 - 1024;

/// The payload of a batch envelope. `R` is [`Record`] for whoever reads it; the tablet fills in the
/// exact text of each stored record instead, so that nothing is re-serialised on the way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Batch<R = Record> {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// Echoed by the receipt.
    pub batch_id: BatchId,
    /// The tablet.
    pub device: DeviceId,
    /// What the tablet's clock said when it sent this.
    #[serde(with = "crate::moment")]
    pub sent_at: DateTime<FixedOffset>,
    /// The kiosk's version.
    pub app: String,
    /// The last record of the tablet's journal when it sent this, so that a tail that is cut off later is missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Tip>,
    /// At most [`MAX_RECORDS`].
    pub records: Vec<R>,
}

/// How far a journal has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    /// The life of the journal.
    pub epoch: Epoch,
    /// Its last place.
    pub seq: u64,
    /// The hash of the record there.
    pub hash: Hash,
}

impl Tip {
    fn to_json(self) -> String {
        Object::new().shown("epoch", &self.epoch).number("seq", self.seq).shown("hash", &self.hash).end()
    }
}

/// The exact JSON text of a record, as it lies in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored(pub String);

/// Why a batch was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// Not the JSON of a batch.
    #[error("the batch is not readable: {0}")]
    Unreadable(String),
    /// Written by a later protocol.
    #[error("the batch was written by protocol {0}; this version reads up to {max}", max = crate::PROTOCOL)]
    Later(u32),
    /// More than [`MAX_RECORDS`].
    #[error("the batch holds {0} records; {MAX_RECORDS} is the most")]
    TooMany(usize),
}

#[derive(Deserialize)]
struct Version {
    protocol: u32,
}

impl Batch {
    /// Reads the payload of a verified envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, BatchError> {
        let unreadable = |e: serde_json::Error| BatchError::Unreadable(e.to_string());
        // The version is read by itself: what a later one looks like beyond it is not known here.
        let Version { protocol } = serde_json::from_slice(payload).map_err(unreadable)?;
        if protocol > crate::PROTOCOL {
            return Err(BatchError::Later(protocol));
        }
        let batch: Self = serde_json::from_slice(payload).map_err(unreadable)?;
        if batch.records.len() > MAX_RECORDS {
            return Err(BatchError::TooMany(batch.records.len()));
        }
        Ok(batch)
    }
}

impl Batch<Stored> {
    /// The payload to sign.
    pub fn to_json(&self) -> String {
        let records: Vec<String> = self.records.iter().map(|Stored(text)| text.clone()).collect();
        let batch = Object::new()
            .number("protocol", self.protocol.into())
            .shown("batch_id", &self.batch_id)
            .shown("device", &self.device)
            .text("sent_at", &moment::write(&self.sent_at))
            .text("app", &self.app);
        match self.head {
            Some(head) => batch.json("head", &head.to_json()),
            None => batch,
        }
        .json("records", &list(&records))
        .end()
    }
}
