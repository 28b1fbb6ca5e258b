//! Head office's keys: made on the first start, kept in files only their owner can read, never overwritten.
//!
//! Each file (`file`) holds the 32 secret bytes from which the pair follows.

mod file;

pub use file::{KeyError, Purpose};

use crate::sign;
use file::{path, secret};
use handover_domain::ids::KeyId;
use handover_domain::seal;
use handover_domain::wire::{Envelope, Type, Unsigned};
use p256::ecdsa::SigningKey;
use std::path::Path;

/// A pair that parts are sealed for.
pub struct Pair {
    /// Opens.
    pub private: Vec<u8>,
    /// Seals.
    pub public: Vec<u8>,
    /// The id in headers.
    pub id: KeyId,
}

/// All of them.
pub struct Keys {
    signing: SigningKey,
    /// The uncompressed point, as tablets pin it.
    pub signing_public: Vec<u8>,
    /// Answers.
    pub records: Pair,
    /// Words.
    pub care: Pair,
}

impl Keys {
    /// Reads the keys. One that the database does not know yet is made where its file is missing.
    pub fn open(folder: &Path, known: impl Fn(Purpose) -> Option<Vec<u8>>) -> Result<Self, KeyError> {
        let signing = secret(folder, Purpose::Signing, known(Purpose::Signing).is_some())?;
        let file = |purpose| path(folder, purpose);
        let signing = SigningKey::from_slice(&signing)
            .map_err(|_| KeyError::Unreadable(file(Purpose::Signing), Purpose::Signing.word()))?;
        let pair = |purpose| -> Result<Pair, KeyError> {
            let (private, public) = seal::key_pair(secret(folder, purpose, known(purpose).is_some())?);
            Ok(Pair { private, id: KeyId::of(&public), public })
        };
        let keys = Self {
            signing_public: signing.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            signing,
            records: pair(Purpose::Records)?,
            care: pair(Purpose::Care)?,
        };
        for purpose in Purpose::ALL {
            if known(purpose).is_some_and(|public| public != keys.public(purpose)) {
                return Err(KeyError::Another(file(purpose)));
            }
        }
        Ok(keys)
    }

    /// The public half of a key.
    pub fn public(&self, purpose: Purpose) -> &[u8] {
        match purpose {
            Purpose::Signing => &self.signing_public,
            Purpose::Records => &self.records.public,
            Purpose::Care => &self.care.public,
        }
    }

    /// Frames and signs a payload as head office.
    pub fn sign(&self, typ: Type, payload: &[u8]) -> Envelope {
        let unsigned = Unsigned::new(typ, &KeyId::of(&self.signing_public), payload);
        let signature = sign::sign(&self.signing, &unsigned.signing_input());
        unsigned.close(&signature)
    }
}
