//! The header: `{"core":…,"parts":[…]}`, hashed as it stands.

use super::core::Core;
use super::part::{PartName, SealedPart};
use crate::hash::Hash;
use crate::ids::KeyId;
use crate::json::{Object, list};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What the header says of one sealed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRef {
    /// Which part.
    pub name: PartName,
    /// The key it was sealed for.
    pub key: KeyId,
    /// The SHA-256 of the sealed bytes.
    pub sha256: Hash,
}

/// A header that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The open head.
    pub core: Core,
    /// The sealed parts it binds.
    pub parts: Vec<PartRef>,
}

/// Why a header, or a part beside it, was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Not the JSON of a header.
    #[error("the record's header is not readable: {0}")]
    Unreadable(String),
    /// Written by a later protocol.
    #[error("the record was written by protocol {0}; this version reads up to {max}", max = crate::PROTOCOL)]
    Later(u32),
    /// A part the header does not name.
    #[error("the record carries a part `{0}` for key {1} that its header does not name")]
    UnknownPart(PartName, KeyId),
    /// A part whose bytes are not those the header names.
    #[error("the part `{0}` for key {1} is not the one the header names: its hash differs")]
    AlteredPart(PartName, KeyId),
}

#[derive(Deserialize)]
struct Split<'a> {
    #[serde(borrow)]
    core: &'a RawValue,
    parts: Vec<PartRef>,
}

#[derive(Deserialize)]
struct Version {
    protocol: u32,
}

impl Header {
    /// Reads a header's text.
    pub fn parse(text: &str) -> Result<Self, HeaderError> {
        let unreadable = |e: serde_json::Error| HeaderError::Unreadable(e.to_string());
        let split: Split = serde_json::from_str(text).map_err(unreadable)?;
        // The version is read by itself: what a later one looks like beyond it is not known here.
        let Version { protocol } = serde_json::from_str(split.core.get()).map_err(unreadable)?;
        if protocol > crate::PROTOCOL {
            return Err(HeaderError::Later(protocol));
        }
        let core = serde_json::from_str(split.core.get()).map_err(unreadable)?;
        Ok(Self { core, parts: split.parts })
    }
}

/// The exact text of the core within a header.
pub(super) fn core_text(header: &str) -> Result<&str, HeaderError> {
    let split: Split = serde_json::from_str(header).map_err(|e| HeaderError::Unreadable(e.to_string()))?;
    Ok(split.core.get())
}

/// The same of a header that [`write`] wrote: the tablet opens only its own.
pub(super) fn own_core_text(header: &str) -> Option<&str> {
    let (core, _) = header.strip_prefix("{\"core\":")?.rsplit_once(",\"parts\":[")?;
    Some(core)
}

pub(super) fn write(core: &str, sealed: &[SealedPart]) -> String {
    let part = |part: &SealedPart| {
        let part = Object::new()
            .shown("name", &part.name)
            .shown("key", &part.key)
            .shown("sha256", &Hash::of(&part.data));
        part.end()
    };
    let parts: Vec<String> = sealed.iter().map(part).collect();
    Object::new().json("core", core).json("parts", &list(&parts)).end()
}

/// What a seal is bound to. JSON text holds no NUL, so the three pieces cannot run into each other.
pub(super) fn associated(core: &str, name: PartName, key: &KeyId) -> Vec<u8> {
    format!("{core}\0{name}\0{key}").into_bytes()
}
