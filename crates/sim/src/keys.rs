//! Keys and signatures. A keyed hash stands in for ECDSA: it is a hundred times as quick, and all that matters here is
//! that nobody can sign for a key whose secret half is another's. Whoever verifies looks the secret half up in a book
//! that nobody else can read.

use handover_domain::ids::KeyId;
use handover_domain::wire::{Envelope, Opened, Type, Unsigned};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A key pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    secret: u64,
    /// The public half, as long as a real one.
    pub public: Vec<u8>,
    /// Its id.
    pub id: KeyId,
}

/// The book of all keys.
#[derive(Default)]
pub struct Book(RefCell<BTreeMap<Vec<u8>, u64>>);

impl Key {
    /// A key of this secret half.
    pub fn of(secret: u64) -> Self {
        let mut public = vec![4];
        for n in 0..8_u64 {
            public.extend(hash(secret, &n.to_be_bytes()).to_be_bytes());
        }
        let id = KeyId::of(&public);
        Self { secret, public, id }
    }

    /// As text, to be kept.
    pub fn to_text(&self) -> String {
        self.secret.to_string()
    }

    /// Reads it back.
    pub fn from_text(text: &str) -> Option<Self> {
        text.parse().ok().map(Self::of)
    }

    /// Signs a payload.
    pub fn sign(&self, typ: Type, payload: &[u8]) -> Envelope {
        self.sign_as(&self.id, typ, payload)
    }

    /// Signs a payload in the name of another key, which nobody should believe.
    pub fn sign_as(&self, id: &KeyId, typ: Type, payload: &[u8]) -> Envelope {
        let unsigned = Unsigned::new(typ, id, payload);
        let signature = signature(self.secret, &unsigned.signing_input());
        unsigned.close(&signature)
    }
}

impl Book {
    /// Takes a key in.
    pub fn enter(&self, key: &Key) {
        self.0.borrow_mut().insert(key.public.clone(), key.secret);
    }

    /// Whether the secret half of this public key signed that.
    pub fn verifies(&self, public: &[u8], opened: &Opened) -> bool {
        let secret = self.0.borrow().get(public).copied();
        secret.is_some_and(|secret| opened.signature == signature(secret, &opened.signing_input))
    }
}

fn signature(secret: u64, bytes: &[u8]) -> [u8; 64] {
    let mut signature = [0; 64];
    signature[..8].copy_from_slice(&hash(secret, bytes).to_be_bytes());
    signature
}

/// Eight bytes at a time; no two inputs of one simulation meet by accident.
fn hash(secret: u64, bytes: &[u8]) -> u64 {
    let mut state = secret ^ 0x9E37_79B9_7F4A_7C15 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state ^= state >> 29;
    }
    state.wrapping_mul(0x94D0_49BB_1331_11EB) ^ (state >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_signs_for_another() {
        let (book, ours, theirs) = (Book::default(), Key::of(1), Key::of(2));
        book.enter(&ours);
        let opened = |envelope: Envelope| envelope.open(Type::Receipt).unwrap();
        assert!(book.verifies(&ours.public, &opened(ours.sign(Type::Receipt, b"{}"))));
        assert!(!book.verifies(&ours.public, &opened(theirs.sign(Type::Receipt, b"{}"))));
        assert!(!book.verifies(&ours.public, &opened(theirs.sign_as(&ours.id, Type::Receipt, b"{}"))));
        let mut altered = opened(ours.sign(Type::Receipt, b"{}"));
        altered.signing_input.push(b'x');
        assert!(!book.verifies(&ours.public, &altered));
        assert_eq!(Key::from_text(&ours.to_text()), Some(ours));
    }
}
