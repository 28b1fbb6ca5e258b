//! Enrolment: a one-time code from head office against the tablet's public key.

use crate::base64;
use crate::ids::DeviceId;
use crate::json::Object;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A one-time code: eight characters of Crockford's base 32, written `ABCD-EFGH`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnrolCode(String);

/// A code that cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an enrolment code has eight letters and digits, like ABCD-EFGH")]
pub struct NoCode;

impl EnrolCode {
    const ALPHABET: &[u8; 32] = crate::crockford::ALPHABET;

    /// Reads a code as people type it: small letters, spaces, missing dashes, O for 0, I and L for 1.
    pub fn parse(typed: &str) -> Result<Self, NoCode> {
        let mut code = String::new();
        for c in typed.chars() {
            if !matches!(c, '-' | ' ' | '–' | '—') {
                code.push(crate::crockford::read(c).ok_or(NoCode)?);
            }
        }
        if code.len() == 8 { Ok(Self(code)) } else { Err(NoCode) }
    }

    /// A code from five random bytes.
    pub fn from_random(random: [u8; 5]) -> Self {
        let bits = random.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
        let letter = |i: u32| char::from(Self::ALPHABET[(bits >> (35 - 5 * i) & 31) as usize]);
        Self((0..8).map(letter).collect())
    }
}

impl std::fmt::Display for EnrolCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if place == 4 {
                f.write_str("-")?;
            }
            f.write_char(letter)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for EnrolCode {
    type Error = NoCode;
    fn try_from(text: String) -> Result<Self, NoCode> {
        Self::parse(&text)
    }
}

impl From<EnrolCode> for String {
    fn from(code: EnrolCode) -> Self {
        code.to_string()
    }
}

/// The payload of an enrolment envelope, signed by the key it announces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// The one-time code.
    pub code: EnrolCode,
    /// The tablet's P-256 public key, uncompressed point (65 bytes).
    #[serde(with = "crate::base64")]
    pub public_key: Vec<u8>,
    /// The kiosk's version.
    pub app: String,
}

impl Enrolment {
    /// The payload to sign.
    pub fn to_json(&self) -> String {
        Object::new()
            .number("protocol", self.protocol.into())
            .shown("code", &self.code)
            .text("public_key", &base64::encode(&self.public_key))
            .text("app", &self.app)
            .end()
    }
}

/// The payload of a new-key envelope, signed by the key it announces: a tablet that lost its key, and not its
/// configuration, goes on with another one once somebody at head office approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKey {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// The tablet it says it is.
    pub device: DeviceId,
    /// Its new P-256 public key, uncompressed point (65 bytes).
    #[serde(with = "crate::base64")]
    pub public_key: Vec<u8>,
    /// The kiosk's version.
    pub app: String,
}

impl NewKey {
    /// The payload to sign.
    pub fn to_json(&self) -> String {
        Object::new()
            .number("protocol", self.protocol.into())
            .shown("device", &self.device)
            .text("public_key", &base64::encode(&self.public_key))
            .text("app", &self.app)
            .end()
    }
}

/// The payload of a request envelope, sent in one line as `Authorization: Handover …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The tablet that asks.
    pub device: DeviceId,
    /// The path it asks for, so that the line serves for nothing else.
    pub path: String,
}

impl Request {
    /// The payload to sign.
    pub fn to_json(&self) -> String {
        Object::new().shown("device", &self.device).text("path", &self.path).end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = EnrolCode::from_random([0, 1, 2, 3, 255]);
        assert_eq!(EnrolCode::parse(&code.to_string().to_lowercase()), Ok(code.clone()));
        assert_eq!(EnrolCode::parse("o1l0 abcd").unwrap().to_string(), "0110-ABCD");
        assert_eq!(EnrolCode::parse("ABC"), Err(NoCode));
        assert_eq!(EnrolCode::parse("<script>"), Err(NoCode));
    }
}
