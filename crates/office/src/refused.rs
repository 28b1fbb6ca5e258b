//! Everything head office refuses: what happened, and apart from it what that means for whoever sent it, since a file
//! is refused as a whole where a batch over the network is refused by itself.

use crate::db::StoreError;
use handover_domain::ids::{DeviceId, KeyId};
use handover_domain::record::HeaderError;
use handover_domain::wire::{BatchError, EnvelopeError, Reason};

/// A request that is not served. Nothing of it was stored.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Not JSON, or not the JSON that was expected.
    #[error("{0}")]
    Unreadable(String),
    /// No tablet signs with this key.
    #[error("no tablet with the key {0} is enrolled")]
    UnknownDevice(KeyId),
    /// A key that wants to sign for a tablet that there is not.
    #[error("there is no tablet {0} here")]
    NoSuchDevice(DeviceId),
    /// The tablet was revoked.
    #[error("tablet {0} was revoked by head office")]
    RevokedDevice(u16),
    /// The signature does not fit, or there is none.
    #[error("the signature does not fit the tablet's key")]
    WrongSignature,
    /// Signed by one tablet in the name of another, or for another path.
    #[error("this was signed for another tablet or for another path")]
    NotForThis,
    /// Nobody is signed in by this request.
    #[error("nobody is signed in, or it was too long ago")]
    SignedOut,
    /// A name that nobody has, a wrong password, or a right one while nobody may try: which of them is not told.
    #[error("the name or the password is wrong, or there were too many wrong ones before")]
    WrongPassword,
    /// Somebody who is signed in asks for what is not theirs.
    #[error("this is not for you: name a shop or a region that is yours, or ask whoever manages users")]
    Forbidden,
    /// The code cannot be used.
    #[error("the enrolment code {0}")]
    BadCode(&'static str),
    /// A new key that nobody has approved yet.
    #[error("head office has not approved the new key {0} of tablet {1} yet")]
    NotApproved(KeyId, u16),
    /// Every number that a tablet may have was given out.
    #[error("head office has given out all {0} numbers that tablets may have, so this one was not enrolled")]
    NoNumberLeft(u16),
    /// Too many bytes or records.
    #[error("{0}")]
    TooLarge(String),
    /// A record that is not what its header says, or not this tablet's.
    #[error("record {0} of this batch: {1}")]
    WrongRecord(usize, String),
    /// Written by a later version.
    #[error("{0}")]
    Later(String),
    /// A page of another site asks in somebody's name.
    #[error("this was asked by a page of another site, in the name of whoever is signed in here")]
    ForeignPage,
    /// What somebody at head office wants is not done: a sentence that says all of it, on the command line too.
    #[error("{1}")]
    Said(Reason, String),
    /// Nothing is here.
    #[error("there is nothing at this address")]
    NotFound,
    /// A range or a condition that a file does not meet.
    #[error("the file here does not meet the range or the conditions of this request")]
    Conditions,
    /// Not with this method.
    #[error("this address does not take that method")]
    MethodNotAllowed,
    /// The body's type or encoding.
    #[error("{0}")]
    MediaType(&'static str),
    /// More requests than a tablet, or an address from which no tablet speaks, may make; seconds until the next is served.
    #[error("this tablet or this address asks more often than head office answers")]
    TooOften(u64),
    /// The address and the head of the request.
    #[error("the address and the head of this request have more than {0} bytes")]
    HeadTooLarge(usize),
    /// It took longer than head office waits for itself.
    #[error("head office did not come to an end with this request in time")]
    Late,
    /// The database takes nothing at the moment.
    #[error("head office cannot store at the moment: its database takes nothing, or its disk is full")]
    NotReady,
    /// Sealed for a key of head office that was made since, and whose file this instance does not have.
    #[error("head office has not got the key that this is sealed for here yet")]
    NoKey,
    /// A key of head office that somebody made since is not here.
    #[error(
        "head office has not got every key of its own here: its log names the file, which belongs into its folder `keys`"
    )]
    Lacking,
    /// A mistake of our own.
    #[error("head office broke down over this request")]
    Broken,
    /// The body did not arrive.
    #[error("the request did not arrive whole")]
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
    /// What it means for a request over the network: what was kept, what to do.
    pub fn consequence(&self) -> &'static str {
        match self {
            Self::UnknownDevice(_) | Self::NoSuchDevice(_) => {
                "; nothing was stored, the tablet keeps its records: enrol it with a new code"
            }
            Self::RevokedDevice(_) | Self::WrongSignature => {
                "; nothing was stored, the tablet keeps its records"
            }
            Self::NotForThis
            | Self::ForeignPage
            | Self::Unreadable(_)
            | Self::MediaType(_)
            | Self::HeadTooLarge(_) => "; nothing was stored",
            Self::NotApproved(..) => {
                "; the tablet goes on taking surveys and keeps its records: whoever runs head office lists such keys \
                 with `handover-office device keys` and approves this one with `handover-office device approve`"
            }
            Self::SignedOut => "; sign in",
            Self::WrongPassword => "; try again, after a while if it was wrong often",
            Self::BadCode(_) => "; ask head office for a new one",
            Self::NoNumberLeft(_) => "; tell head office",
            Self::TooLarge(_) => "; nothing was stored, send smaller batches",
            Self::WrongRecord(..) => "; nothing of the batch was stored, send the others without it",
            Self::Later(_) => {
                "; nothing was stored, the tablet keeps its records until head office is updated"
            }
            Self::Cut | Self::NoKey => "; nothing was stored, send it again",
            Self::TooOften(_) => "; nothing was stored, send it again after the time in Retry-After",
            Self::Late => "; send it again, what was stored is not stored twice",
            Self::Broken => "; send it again later, and tell whoever runs head office if that does not help",
            Self::Forbidden
            | Self::Said(..)
            | Self::NotFound
            | Self::Conditions
            | Self::MethodNotAllowed
            | Self::NotReady
            | Self::Lacking
            | Self::Store(_) => "",
        }
    }

    /// A record, by its place in the batch from 1, that does not pass its own check.
    pub fn record(place: usize, error: &HeaderError) -> Self {
        match error {
            HeaderError::Later(_) => Self::Later(error.to_string()),
            _ => Self::WrongRecord(place, error.to_string()),
        }
    }
}
