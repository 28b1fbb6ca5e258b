//! Head office's keys: made on the first start or by rotation, kept in files only their owner can read, never overwritten.
//!
//! Each file (`file`) holds the 32 secret bytes from which the pair follows. Whoever seals does it for the current pair
//! of a purpose; those before it stay and open what was sealed for them, by `opening`. `escrow` is all of them in one
//! file under words, `rotation` what may become of each.

mod escrow;
pub mod file;
mod opening;
mod rotation;
mod signing;

pub use escrow::{Escrow, restore};
pub use file::{KeyError, Purpose, name};
pub use rotation::{Standing, listed, retire, rotate, standing};
pub use signing::replace_signing;

pub use crate::db::keys::Known;

use crate::db::keys;
use crate::sign;
use handover_domain::ids::KeyId;
use handover_domain::record::{OpenError, PartName, Record, SealedPart};
use handover_domain::seal::{self, SealError};
use handover_domain::wire::{Envelope, Type, Unsigned};
use p256::ecdsa::SigningKey;
use rustls::crypto::hpke::HpkePrivateKey;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// A pair that parts are sealed for.
struct Pair {
    purpose: Purpose,
    private: HpkePrivateKey,
    id: KeyId,
}

/// All of them.
pub struct Keys {
    folder: PathBuf,
    signing: SigningKey,
    /// The uncompressed point, as tablets pin it.
    pub signing_public: Vec<u8>,
    /// It grows while the service runs, when another program rotates.
    readers: RwLock<Arc<Vec<Pair>>>,
}

/// The public half that follows from secret bytes, if they are a key at all.
fn public(purpose: Purpose, secret: &[u8; 32]) -> Option<Vec<u8>> {
    Some(match purpose {
        Purpose::Signing => point(&SigningKey::from_slice(secret).ok()?),
        Purpose::Records | Purpose::Care => seal::key_pair(*secret).1,
    })
}

fn point(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

/// The public half of a key whose file is made where there is none, unless it was made before.
pub fn made(folder: &Path, key: (Purpose, i64), made_before: bool) -> Result<Vec<u8>, KeyError> {
    let secret = file::secret(folder, key, made_before)?;
    public(key.0, &secret).ok_or_else(|| unreadable(folder, key))
}

fn unreadable(folder: &Path, (purpose, number): (Purpose, i64)) -> KeyError {
    KeyError::Unreadable(folder.join(name(purpose, number)), purpose.word())
}

/// The secret bytes of a key that the database knows, held against what it knows.
fn known_secret(folder: &Path, known: &Known) -> Result<[u8; 32], KeyError> {
    let key = (known.purpose, known.number);
    let secret = file::secret(folder, key, true)?;
    match public(known.purpose, &secret) {
        Some(public) if public == known.public => Ok(secret),
        Some(_) => Err(KeyError::Another(folder.join(name(known.purpose, known.number)))),
        None => Err(unreadable(folder, key)),
    }
}

impl Keys {
    /// Reads every key that the database knows, among them one that signs.
    pub fn open(folder: &Path, known: &[Known]) -> Result<Self, KeyError> {
        let missing = || KeyError::Missing(folder.join(name(Purpose::Signing, 1)));
        let current = keys::current(known, Purpose::Signing).ok_or_else(missing)?;
        let signing = known_secret(folder, current)?;
        let signing = SigningKey::from_slice(&signing)
            .map_err(|_| unreadable(folder, (current.purpose, current.number)))?;
        let keys = Self {
            folder: folder.to_owned(),
            signing_public: point(&signing),
            signing,
            readers: RwLock::default(),
        };
        keys.take_up(known)?;
        Ok(keys)
    }

    /// Takes up the keys that the database knows by now.
    pub fn take_up(&self, known: &[Known]) -> Result<(), KeyError> {
        let mut readers = Vec::new();
        for known in known.iter().filter(|known| known.purpose != Purpose::Signing && known.is_kept()) {
            let (private, public) = seal::key_pair(known_secret(&self.folder, known)?);
            readers.push(Pair { purpose: known.purpose, private: private.into(), id: KeyId::of(&public) });
        }
        *self.readers.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(readers);
        Ok(())
    }

    /// The same where any is missing.
    pub fn keep_up(&self, known: &[Known]) -> Result<(), KeyError> {
        let readers = self.readers();
        let is_here = |known: &Known| readers.iter().any(|pair| pair.id == known.id());
        let mut kept = known.iter().filter(|known| known.purpose != Purpose::Signing && known.is_kept());
        if kept.all(is_here) { Ok(()) } else { self.take_up(known) }
    }

    /// The folder that their files are in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn readers(&self) -> Arc<Vec<Pair>> {
        self.readers.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The ids of all keys of a purpose.
    pub fn ids(&self, purpose: Purpose) -> Vec<KeyId> {
        self.readers().iter().filter(|pair| pair.purpose == purpose).map(|pair| pair.id.clone()).collect()
    }

    /// Whether a part is sealed for a key of this purpose.
    pub fn fits(&self, purpose: Purpose, part: &SealedPart) -> bool {
        self.readers().iter().any(|pair| pair.purpose == purpose && pair.id == part.key)
    }

    /// What a part of this name says, where the record has one for a key of this purpose; or why it cannot be opened.
    pub fn open_part(
        &self,
        purpose: Purpose,
        record: &Record,
        name: PartName,
    ) -> Option<Result<Vec<u8>, String>> {
        let readers = self.readers();
        let fitting = |part: &SealedPart| {
            readers.iter().find(|pair| pair.purpose == purpose && part.name == name && pair.id == part.key)
        };
        let (part, pair) = record.parts.iter().find_map(|part| Some((part, fitting(part)?)))?;
        let opened = || -> Result<_, OpenError> {
            Ok(opening::open(&pair.private, &record.associated(part)?, &part.data)?)
        };
        Some(opened().map_err(|e| e.to_string()))
    }

    /// What was sealed for a key of this purpose, where that key is here; or why it cannot be opened.
    pub fn open_sealed(
        &self,
        purpose: Purpose,
        reader: &KeyId,
        associated: &[u8],
        sealed: &[u8],
    ) -> Option<Result<Vec<u8>, SealError>> {
        let readers = self.readers();
        let pair = readers.iter().find(|pair| pair.purpose == purpose && pair.id == *reader)?;
        Some(opening::open(&pair.private, associated, sealed))
    }

    /// Frames and signs a payload as head office.
    pub fn sign(&self, typ: Type, payload: &[u8]) -> Envelope {
        let unsigned = Unsigned::new(typ, &KeyId::of(&self.signing_public), payload);
        let signature = sign::sign(&self.signing, &unsigned.signing_input());
        unsigned.close(&signature)
    }
}
