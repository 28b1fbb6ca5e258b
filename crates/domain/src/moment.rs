//! Moments on the wire: RFC 3339, `2026-11-21T10:11:12.123+08:00`, and `Z` for UTC.
//!
//! Only these two functions of chrono's are used: the rest of its reading and writing is large to download.

use crate::json::Node;
use chrono::{DateTime, FixedOffset, SecondsFormat, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const EXPECTED: &str = "expected a moment as RFC 3339 writes it";

/// The text of this moment.
pub fn write<Z: TimeZone<Offset: std::fmt::Display>>(moment: &DateTime<Z>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The moment of this text, or `None` where it is none.
pub fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

/// A moment as it was written. It is taken apart only by whoever wants to reckon with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Written(String);

impl Written {
    /// Takes up the text at a node as it stands.
    pub fn read(node: &Node<'_>) -> Self {
        Self(node.owned())
    }

    /// The text as it stands.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The moment, or `None` where the text is none.
    pub fn moment(&self) -> Option<DateTime<FixedOffset>> {
        parse(&self.0)
    }
}

impl<Z: TimeZone<Offset: std::fmt::Display>> From<DateTime<Z>> for Written {
    fn from(moment: DateTime<Z>) -> Self {
        Self(write(&moment))
    }
}

/// For `#[serde(with = "crate::moment")]`.
pub fn serialize<S: Serializer, Z: TimeZone<Offset: std::fmt::Display>>(
    moment: &DateTime<Z>,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.serialize_str(&write(moment))
}

/// For `#[serde(with = "crate::moment")]`.
pub fn deserialize<'de, D: Deserializer<'de>, T: From<DateTime<FixedOffset>>>(
    from: D,
) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).map(T::from).ok_or_else(|| serde::de::Error::custom(EXPECTED))
}
