//! What tablets send, and head office's answer to a batch.

#![expect(dead_code, reason = "these are described and never made")]
#![expect(clippy::struct_field_names, reason = "the members are called so on the wire")]

use super::words::{Base64, Code, Id, KeyId, PartWord, Sha256, StatusWord, Time};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A tablet's records on their way. Its envelope is of the type `handover-batch+json`.
#[derive(ToSchema)]
pub struct Batch {
    /// The protocol; a later one is refused with `later-protocol`
    #[schema(minimum = 0)]
    protocol: u32,
    /// Echoed by the receipt
    batch_id: Id,
    /// The tablet, which has to be the signer
    device: Id,
    /// What the tablet's clock said
    sent_at: Time,
    /// The kiosk's version
    app: String,
    /// How far the journal has come
    #[schema(nullable = false)]
    head: Option<Tip>,
    /// The oldest that wait, in the order of `seq`
    #[schema(max_items = 50)]
    records: Vec<Record>,
}

/// The last record of a journal.
#[derive(ToSchema)]
pub struct Tip {
    epoch: Id,
    seq: u64,
    hash: Sha256,
}

/// A record: a header, whose exact text is hashed, and the parts that it names.
#[derive(ToSchema)]
pub struct Record {
    /// JSON, as it was written on the tablet
    #[schema(content_media_type = "application/json")]
    header: String,
    parts: Vec<Part>,
}

/// A sealed part.
#[derive(ToSchema)]
pub struct Part {
    name: PartWord,
    /// Whom it is sealed for
    key: KeyId,
    /// HPKE's `enc` and the ciphertext
    data: Base64,
}

/// What became of a batch. Its envelope is of the type `handover-receipt+json`.
#[derive(ToSchema)]
pub struct Receipt {
    #[schema(minimum = 0)]
    protocol: u32,
    /// The batch that it answers
    batch_id: Id,
    /// Head office's clock
    server_time: Time,
    /// One a record
    results: Vec<Entry>,
    /// By epoch, up to which `seq` nothing is missing
    contiguous_through: BTreeMap<String, u64>,
    /// By epoch, how many records are in custody
    held: BTreeMap<String, u64>,
    /// The newest configuration
    config_version: u64,
    /// The newest feed
    feed_version: u64,
}

/// What became of a record.
#[derive(ToSchema)]
pub struct Entry {
    id: Id,
    /// Of the header that was received
    hash: Sha256,
    status: StatusWord,
    /// Why it was not taken
    #[schema(nullable = false)]
    reason: Option<String>,
}

/// A tablet's wish to be enrolled. Its envelope is of the type `handover-enrolment+json`, signed by the key that it
/// announces.
#[derive(ToSchema)]
pub struct Enrolment {
    #[schema(minimum = 0)]
    protocol: u32,
    code: Code,
    /// P-256, the uncompressed point
    public_key: Base64,
    /// The kiosk's version
    app: String,
}

/// A tablet's wish to go on with another key. Its envelope is of the type `handover-new-key+json`, signed by that key.
#[derive(ToSchema)]
pub struct NewKey {
    #[schema(minimum = 0)]
    protocol: u32,
    /// The tablet that it says it is
    device: Id,
    /// P-256, the uncompressed point
    public_key: Base64,
    /// The kiosk's version
    app: String,
}

/// A request without a body. Its envelope is of the type `handover-request+json`.
#[derive(ToSchema)]
pub struct Request {
    /// The tablet that asks, which has to be the signer
    device: Id,
    /// The path that it asks for
    path: String,
}
