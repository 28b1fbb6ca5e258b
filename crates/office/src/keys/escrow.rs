//! All private keys in one file, wrapped under six words that are kept nowhere else.

use super::file::{self, KeyError, Purpose, name};
use super::public;
use crate::db::keys::Known;
use crate::secret::{NoRandom, Wrapped, draw, typed};
use handover_domain::base64;
use handover_domain::hash::Hash;
use handover_domain::ids::KeyId;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What this version writes, and the latest that it reads.
const FORMAT: u32 = 1;
/// The bytes of one key.
const SECRET: usize = 32;

/// The keys of a head office, wrapped; what stands in the open cannot be altered unseen.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Escrow {
    inside: Inside,
    /// Of the text of what is inside: a file that was cut or altered is not taken for one with other words.
    sha256: Hash,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Inside {
    handover_keys: u32,
    made_at: String,
    keys: Vec<Open>,
    wrapped: Wrapped,
}

/// What stands in the open of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Open {
    purpose: String,
    number: i64,
    id: KeyId,
    #[serde(with = "base64")]
    public_key: Vec<u8>,
}

/// Why keys were not put back. No key file was made or changed.
#[derive(Debug, thiserror::Error)]
pub enum EscrowError {
    /// Something else.
    #[error("it is no file that `keys escrow` wrote, or it was cut short")]
    NotOurs,
    /// Made by a later version.
    #[error("it was written by a later version of head office; restore it with that version")]
    Later,
    /// Not as it was written.
    #[error("it was altered since it was written; take another copy of it")]
    Altered,
    /// No keys of this database.
    #[error(
        "it holds the keys of another head office than the one of this database: their `{0}` key differs"
    )]
    Foreign(String),
    /// Nothing opens it.
    #[error("these words do not open it; type all six, in their order")]
    Words,
    /// A file in its place.
    #[error("the folder has another {0} already, which was left as it is; move it away first")]
    InTheWay(String),
    /// A key file.
    #[error(transparent)]
    File(#[from] KeyError),
    /// No salt.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
}

/// What became of the keys of an escrow.
#[derive(Debug, Default)]
pub struct Restored {
    /// The names of the files that were made.
    pub made: Vec<String>,
    /// Of those that were there.
    pub here: Vec<String>,
    /// Of those that the database does not know, though they were made.
    pub unknown: Vec<String>,
    /// Of those that the database knows, and that are neither here nor in the escrow.
    pub missing: Vec<String>,
}

impl Escrow {
    /// Wraps every key that is to be there, and the words that open it.
    ///
    /// # Panics
    /// Never: what is in the open has a JSON form.
    pub fn make(folder: &Path, known: &[Known], made_at: String) -> Result<(Self, String), EscrowError> {
        let (mut keys, mut secrets) = (Vec::new(), Vec::new());
        for known in known.iter().filter(|known| known.is_kept()) {
            secrets.extend(super::known_secret(folder, known)?);
            keys.push(Open {
                purpose: known.purpose.word().into(),
                number: known.number,
                id: known.id(),
                public_key: known.public.clone(),
            });
        }
        let words = draw()?;
        let wrapped = Wrapped::wrap(&words, &secrets, &beside(&keys))?;
        let inside = Inside { handover_keys: FORMAT, made_at, keys, wrapped };
        Ok((Self { sha256: inside.hash(), inside }, words))
    }

    /// Reads a file's bytes, and whether they are as they were written.
    pub fn read(bytes: &[u8]) -> Result<Self, EscrowError> {
        #[derive(Deserialize)]
        struct Version {
            inside: Format,
        }
        #[derive(Deserialize)]
        struct Format {
            handover_keys: u32,
        }
        let Version { inside } = serde_json::from_slice(bytes).map_err(|_| EscrowError::NotOurs)?;
        if inside.handover_keys > FORMAT {
            return Err(EscrowError::Later);
        }
        let escrow: Self = serde_json::from_slice(bytes).map_err(|_| EscrowError::Altered)?;
        if escrow.sha256 == escrow.inside.hash() { Ok(escrow) } else { Err(EscrowError::Altered) }
    }

    /// Whether it holds keys of the head office whose database knows these: none differs, and one of them signs.
    pub fn is_of(&self, known: &[Known]) -> Result<(), EscrowError> {
        let mut signs = false;
        for known in known {
            match self.find(known) {
                Some(open) if open.public_key == known.public => signs |= known.purpose == Purpose::Signing,
                Some(_) => return Err(EscrowError::Foreign(known.purpose.word().into())),
                None => {}
            }
        }
        if signs { Ok(()) } else { Err(EscrowError::Foreign(Purpose::Signing.word().into())) }
    }

    fn find(&self, known: &Known) -> Option<&Open> {
        let is = |open: &&Open| open.purpose == known.purpose.word() && open.number == known.number;
        self.inside.keys.iter().find(is)
    }
}

impl Inside {
    fn hash(&self) -> Hash {
        Hash::of(&serde_json::to_vec(self).expect("what is in the open has a JSON form"))
    }
}

/// What the cipher binds, beside what it hides.
fn beside(keys: &[Open]) -> Vec<u8> {
    serde_json::to_vec(keys).expect("what is in the open has a JSON form")
}

/// Puts the keys of an escrow back into a folder that lacks them; all is looked at before the first file is made.
pub fn restore(
    escrow: &Escrow,
    words: &str,
    folder: &Path,
    known: &[Known],
) -> Result<Restored, EscrowError> {
    escrow.is_of(known)?;
    let keys = &escrow.inside.keys;
    let secrets = escrow.inside.wrapped.open(&typed(words), &beside(keys)).ok_or(EscrowError::Words)?;
    let (secrets, rest) = secrets.as_chunks::<SECRET>();
    if secrets.len() != keys.len() || !rest.is_empty() {
        return Err(EscrowError::Altered);
    }
    let mut restored = Restored::default();
    let mut lacking = Vec::new();
    for (open, secret) in keys.iter().zip(secrets) {
        let purpose = Purpose::from_word(&open.purpose).filter(|_| open.number > 0);
        let purpose = purpose.ok_or(EscrowError::Altered)?;
        if public(purpose, secret).as_ref() != Some(&open.public_key) {
            return Err(EscrowError::Altered);
        }
        let key = (purpose, open.number);
        let of_database = known.iter().find(|known| (known.purpose, known.number) == key);
        // What was retired stays deleted.
        if of_database.is_some_and(|known| !known.is_kept()) {
            continue;
        }
        match file::read(folder, key)? {
            Some(here) if here == *secret => restored.here.push(name(purpose, open.number)),
            Some(_) => return Err(EscrowError::InTheWay(name(purpose, open.number))),
            None => lacking.push((key, secret, of_database.is_some())),
        }
    }
    for ((purpose, number), secret, is_known) in lacking {
        file::put(folder, (purpose, number), secret)?;
        restored.made.push(name(purpose, number));
        if !is_known {
            restored.unknown.push(name(purpose, number));
        }
    }
    for known in known.iter().filter(|known| known.is_kept()) {
        let key = (known.purpose, known.number);
        if file::read(folder, key)?.is_none() {
            restored.missing.push(name(known.purpose, known.number));
        }
    }
    Ok(restored)
}
