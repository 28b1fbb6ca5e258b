//! Everything head office refuses, each in a plain sentence: what happened, what was kept, what to do.

use crate::db::StoreError;
use handover_domain::ids::KeyId;
use handover_domain::record::HeaderError;
use handover_domain::wire::{BatchError, EnvelopeError};

/// A request that is not served. Nothing of it was stored.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Not JSON, or not the JSON that was expected.
    #[error("{0}; nothing was stored")]
    Unreadable(String),
    /// No tablet signs with this key.
    #[error(
        "no tablet with the key {0} is enrolled; nothing was stored, the tablet keeps its records: enrol it with a new code"
    )]
    UnknownDevice(KeyId),
    /// The tablet was revoked.
    #[error("tablet {0} was revoked by head office; nothing was stored, the tablet keeps its records")]
    RevokedDevice(u16),
    /// The signature does not fit, or there is none.
    #[error("the signature does not fit the tablet's key; nothing was stored, the tablet keeps its records")]
    WrongSignature,
    /// Signed by one tablet in the name of another, or for another path.
    #[error("this was signed for another tablet or for another path; nothing was stored")]
    NotForThis,
    /// The code cannot be used.
    #[error("the enrolment code {0}; ask head office for a new one")]
    BadCode(&'static str),
    /// Every number that a tablet may have was given out.
    #[error(
        "head office has given out all {0} numbers that tablets may have, so this one was not enrolled; tell head office"
    )]
    NoNumberLeft(u16),
    /// Too many bytes or records.
    #[error("{0}; nothing was stored, send smaller batches")]
    TooLarge(String),
    /// A record that is not what its header says, or not this tablet's.
    #[error("record {0} of this batch: {1}; nothing of the batch was stored, send the others without it")]
    WrongRecord(usize, String),
    /// Written by a later version.
    #[error("{0}; nothing was stored, the tablet keeps its records until head office is updated")]
    Later(String),
    /// Nothing is here.
    #[error("there is nothing at this address")]
    NotFound,
    /// Not with this method.
    #[error("this address does not take that method")]
    MethodNotAllowed,
    /// The body's type or encoding.
    #[error("{0}; nothing was stored")]
    MediaType(&'static str),
    /// The body did not arrive.
    #[error("the request did not arrive whole; nothing was stored, send it again")]
    Cut,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<EnvelopeError> for Refused {
    fn from(error: EnvelopeError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<BatchError> for Refused {
    fn from(error: BatchError) -> Self {
        let sentence = error.to_string();
        match error {
            BatchError::Unreadable(_) => Self::Unreadable(sentence),
            BatchError::Later(_) => Self::Later(sentence),
            BatchError::TooMany(_) => Self::TooLarge(sentence),
        }
    }
}

impl Refused {
    /// A record, by its place in the batch from 1, that does not pass its own check.
    pub fn record(place: usize, error: &HeaderError) -> Self {
        match error {
            HeaderError::Later(_) => Self::Later(error.to_string()),
            _ => Self::WrongRecord(place, error.to_string()),
        }
    }
}
