//! Signed envelopes: JWS in flattened JSON (RFC 7515 §7.2.2) with ES256 (RFC 7518 §3.4), so that the same
//! bytes are trusted over HTTP and from a file, and any JOSE library can check them.
//!
//! The domain frames; the edges sign and verify, the tablet by `WebCrypto`, head office by a P-256 crate.

use crate::base64;
use crate::ids::KeyId;
use crate::json::{self, Fault, Node, Object, words};
use serde::Serialize;

words! {
    /// What an envelope holds; signed with it, so that one kind cannot stand in for another.
    Type {
        /// A tablet's records.
        Batch = "handover-batch+json",
        /// Head office's answer to a batch.
        Receipt = "handover-receipt+json",
        /// A tablet's configuration.
        Config = "handover-config+json",
        /// What a shop's tablets have to know of each other.
        Feed = "handover-feed+json",
        /// A tablet's wish to be enrolled.
        Enrolment = "handover-enrolment+json",
        /// A tablet's request for something that has no body.
        Request = "handover-request+json",
        /// A tablet's wish to go on with another key.
        NewKey = "handover-new-key+json",
        /// The last line of a file, signed by whoever wrote it.
        Closing = "handover-closing+json",
    }
}

const ALGORITHM: &str = "ES256";

struct Protected {
    typ: Type,
    kid: KeyId,
}

/// An envelope as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Envelope {
    protected: String,
    payload: String,
    signature: String,
}

/// Bytes framed for signing.
pub struct Unsigned {
    protected: String,
    payload: String,
}

/// An envelope taken apart; its payload is to be believed only after the signature was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The key that is said to have signed.
    pub key: KeyId,
    /// The bytes that were signed.
    pub signing_input: Vec<u8>,
    /// `r ‖ s`, 64 bytes.
    pub signature: Vec<u8>,
    /// What it holds.
    pub payload: Vec<u8>,
}

/// Why an envelope could not be taken apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Not an envelope at all.
    #[error("this is not a signed envelope (JWS flattened JSON): {0}")]
    Unreadable(String),
    /// An envelope of another kind.
    #[error("the envelope holds `{0}` where `{1}` was expected")]
    WrongType(Type, Type),
    /// Another algorithm than ES256.
    #[error("the envelope is signed with `{0}`; only ES256 is accepted")]
    Algorithm(String),
}

impl From<Fault> for EnvelopeError {
    fn from(fault: Fault) -> Self {
        Self::Unreadable(fault.to_string())
    }
}

impl Protected {
    fn read(node: &Node<'_>) -> Result<Self, EnvelopeError> {
        // The algorithm comes first: what else an unknown one brings is not known here.
        let alg = node.field("alg").owned();
        if alg != ALGORITHM {
            return Err(EnvelopeError::Algorithm(alg));
        }
        Ok(Self { typ: Type::read(&node.field("typ")), kid: KeyId::read(&node.field("kid")) })
    }
}

fn bytes(text: &str) -> Result<Vec<u8>, EnvelopeError> {
    base64::decode(text).ok_or_else(|| EnvelopeError::Unreadable("a piece is not base64url".into()))
}

impl Unsigned {
    /// Frames a payload for the key that will sign it.
    pub fn new(typ: Type, key: &KeyId, payload: &[u8]) -> Self {
        let protected = Object::new().text("alg", ALGORITHM).shown("typ", &typ).shown("kid", key).end();
        Self { protected: base64::encode(protected.as_bytes()), payload: base64::encode(payload) }
    }

    /// The bytes to sign.
    pub fn signing_input(&self) -> Vec<u8> {
        format!("{}.{}", self.protected, self.payload).into_bytes()
    }

    /// Closes the envelope with `r ‖ s`.
    pub fn close(self, signature: &[u8]) -> Envelope {
        Envelope { protected: self.protected, payload: self.payload, signature: base64::encode(signature) }
    }
}

impl Envelope {
    /// The envelope's JSON, as it travels.
    pub fn to_json(&self) -> String {
        Object::new()
            .text("protected", &self.protected)
            .text("payload", &self.payload)
            .text("signature", &self.signature)
            .end()
    }

    /// One line without JSON: `protected.payload.signature`, for an HTTP header (RFC 7515 §7.1).
    pub fn to_compact(&self) -> String {
        format!("{}.{}.{}", self.protected, self.payload, self.signature)
    }

    /// Reads the JSON form.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        Ok(json::read(bytes, Self::read)?)
    }

    fn read(node: &Node<'_>) -> Self {
        Self {
            protected: node.field("protected").owned(),
            payload: node.field("payload").owned(),
            signature: node.field("signature").owned(),
        }
    }

    /// Reads the one-line form.
    pub fn parse_compact(line: &str) -> Result<Self, EnvelopeError> {
        let pieces: Vec<&str> = line.split('.').collect();
        let [protected, payload, signature] = pieces[..] else {
            return Err(EnvelopeError::Unreadable("expected three pieces between dots".into()));
        };
        Ok(Self { protected: protected.into(), payload: payload.into(), signature: signature.into() })
    }

    /// The kind of envelope it says it is.
    pub fn typ(&self) -> Result<Type, EnvelopeError> {
        Ok(self.read_protected()?.typ)
    }

    fn read_protected(&self) -> Result<Protected, EnvelopeError> {
        json::read(&bytes(&self.protected)?, Protected::read)?
    }

    /// Takes it apart, if it is of the expected kind.
    pub fn open(&self, expected: Type) -> Result<Opened, EnvelopeError> {
        let protected = self.read_protected()?;
        if protected.typ != expected {
            return Err(EnvelopeError::WrongType(protected.typ, expected));
        }
        Ok(Opened {
            key: protected.kid,
            signing_input: format!("{}.{}", self.protected, self.payload).into_bytes(),
            signature: bytes(&self.signature)?,
            payload: bytes(&self.payload)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_kind_cannot_stand_in_for_another() {
        let envelope = Unsigned::new(Type::Receipt, &KeyId::of(b"key"), b"{}").close(&[1; 64]);
        let again = Envelope::parse(envelope.to_json().as_bytes()).unwrap();
        assert_eq!(again.open(Type::Receipt).unwrap().payload, b"{}");
        assert_eq!(again.open(Type::Config), Err(EnvelopeError::WrongType(Type::Receipt, Type::Config)));
        assert_eq!(Envelope::parse_compact(&envelope.to_compact()).unwrap(), envelope);
    }

    #[test]
    fn an_unsigned_algorithm_is_refused() {
        let protected = base64::encode(br#"{"alg":"none","typ":"handover-batch+json","kid":"0"}"#);
        let line = format!("{protected}.e30.");
        let refused = Envelope::parse_compact(&line).unwrap().open(Type::Batch).unwrap_err();
        assert_eq!(refused, EnvelopeError::Algorithm("none".into()));
    }
}
