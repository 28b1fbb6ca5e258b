//! A record: written once, sealed, chained, never changed.
//!
//! `core` says what it is, `parts` hold what was said (sealed), the header binds both,
//! and the SHA-256 of the header's bytes is what the next record names as `prev`.

mod core;
mod event;
mod glance;
mod handover;
mod header;
mod identity;
mod part;

pub use core::{Core, Kind, Mode, Outcome};
pub use event::{EventPart, Happened, Loss};
pub use glance::Glance;
pub use handover::{HandoverPart, VehiclePart};
pub use header::{Header, HeaderError, PartRef};
pub use identity::Identity;
pub use part::{Answer, AnswersPart, Comment, NotePart, Origin, PartName, SealedPart, TextPart};

use crate::hash::Hash;
use crate::json::{self, Node, Object, list};
use crate::seal::{Prepared, SealError};
use serde::{Deserialize, Serialize};

/// A record as it lies in the journal and travels in a batch. The header is text that is never re-serialised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The exact bytes of the header.
    pub header: String,
    /// The sealed parts, in the header's order. A part that was erased is missing here, never there.
    pub parts: Vec<SealedPart>,
}

/// A part before it is sealed, with a context for each key that may read it.
pub struct OpenPart {
    /// Which part this is.
    pub name: PartName,
    /// Its content, JSON.
    pub plain: Vec<u8>,
    /// One context a reader.
    pub readers: Vec<Prepared>,
}

impl Record {
    /// Reads it as it lies in the journal; `None` where that is none.
    pub fn parse(text: &str) -> Option<Self> {
        json::read(text.as_bytes(), |node: &Node<'_>| Self {
            header: node.field("header").owned(),
            parts: node.field("parts").list(SealedPart::read),
        })
        .ok()
    }

    /// Seals the parts, binds them to the core and closes the header.
    pub fn write(core: &Core, parts: Vec<OpenPart>) -> Result<Self, SealError> {
        let core = core.to_json();
        let mut sealed = Vec::new();
        for part in parts {
            for reader in part.readers {
                let key = reader.key().clone();
                let data = reader.seal(&header::associated(&core, part.name, &key), &part.plain)?;
                sealed.push(SealedPart { name: part.name, key, data });
            }
        }
        Ok(Self { header: header::write(&core, &sealed), parts: sealed })
    }

    /// The record's text, as it lies in the journal and travels.
    pub fn to_json(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(SealedPart::to_json).collect();
        Object::new().text("header", &self.header).json("parts", &list(&parts)).end()
    }

    /// The record's hash: the SHA-256 of its header's bytes.
    pub fn hash(&self) -> Hash {
        Hash::of(self.header.as_bytes())
    }

    /// Reads the header and checks that every part here is one the header names, unaltered.
    pub fn check(&self) -> Result<Header, HeaderError> {
        let header = Header::parse(&self.header)?;
        for part in &self.parts {
            let named = header.parts.iter().find(|named| named.name == part.name && named.key == part.key);
            match named {
                None => return Err(HeaderError::UnknownPart(part.name, part.key.clone())),
                Some(named) if named.sha256 != Hash::of(&part.data) => {
                    return Err(HeaderError::AlteredPart(part.name, part.key.clone()));
                }
                Some(_) => {}
            }
        }
        Ok(header)
    }

    /// Opens one part of a record that this very tablet wrote; `None` where that does not work.
    pub fn open_own(&self, part: &SealedPart, private_key: &[u8]) -> Option<Vec<u8>> {
        let core = header::own_core_text(&self.header)?;
        crate::seal::open(private_key, &header::associated(core, part.name, &part.key), &part.data).ok()
    }

    /// Opens one part with the private half of the key it was sealed for.
    pub fn open(&self, part: &SealedPart, private_key: &[u8]) -> Result<Vec<u8>, OpenError> {
        Ok(crate::seal::open(private_key, &self.associated(part)?, &part.data)?)
    }

    /// What a part of it is bound to by its seal.
    pub fn associated(&self, part: &SealedPart) -> Result<Vec<u8>, HeaderError> {
        Ok(header::associated(header::core_text(&self.header)?, part.name, &part.key))
    }
}

/// Why a part could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The header it belongs to cannot be read.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The seal does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
}
