//! Everything but storage: the clocks, chance, the tablet's key and the network.

use chrono::{DateTime, FixedOffset};
use handover_domain::wire::{Envelope, Opened, Type};
use uuid::Uuid;

/// What could not be done, in the browser's own words; for staff and logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Trouble(pub String);

/// What is asked of head office.
pub struct Ask<'a> {
    /// A path from the origin's root.
    pub path: &'a str,
    /// A JSON body makes it a POST.
    pub body: Option<&'a str>,
    /// `Authorization`, where the path wants it.
    pub authorization: Option<&'a str>,
}

/// What came back, whoever sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After` in milliseconds, where it was a number of seconds.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// The world outside the journal.
pub trait Outside {
    /// Milliseconds since the page began; only goes forward.
    fn page_ms(&self) -> u64;
    /// What the wall clock says, which people set.
    fn wall(&self) -> DateTime<FixedOffset>;
    /// Uniform over all of `u64`.
    fn random(&self) -> u64;
    /// A `UUIDv4`.
    fn uuid(&self) -> Uuid;
    /// Signs a payload with the tablet's key.
    async fn sign(&self, typ: Type, payload: &[u8]) -> Result<Envelope, Trouble>;
    /// Whether this public key (an uncompressed P-256 point) signed that envelope.
    async fn verified(&self, public_key: &[u8], opened: &Opened) -> bool;
    /// The tablet's public key, or none where it has no key.
    async fn public_key(&self) -> Option<Vec<u8>>;
    /// Asks head office once. An error means that nobody can say whether the other end got it.
    async fn ask(&self, ask: Ask<'_>) -> Result<Reply, Trouble>;
}
