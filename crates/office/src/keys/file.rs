//! Key files: each holds 32 secret bytes, readable by its owner only, and is never overwritten.

use crate::folder::make_private;
use handover_domain::base64;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What a key is for; also the beginning of its file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// P-256: signs receipts and configurations.
    Signing,
    /// X25519: opens answers on arrival.
    Records,
    /// X25519: opens words, for customer care.
    Care,
}

impl Purpose {
    /// Every purpose there is.
    pub const ALL: [Self; 3] = [Self::Signing, Self::Records, Self::Care];

    /// The word in file names and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Records => "records",
            Self::Care => "care",
        }
    }

    /// The purpose of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// Why the keys cannot be used. No key was made or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It was there once: the database knows its public half.
    #[error(
        "the key file {0} is missing, but this database was made with it; put the file back, from your backup, by \
         `handover-office keys restore`, or from the instance that made it (nothing was replaced)"
    )]
    Missing(PathBuf),
    /// Another key than the one the database knows.
    #[error(
        "the key file {0} holds another key than this database was made with; put the right file back (nothing was replaced)"
    )]
    Another(PathBuf),
    /// Not the text of a key file.
    #[error("the key file {0} is not readable as a {1} key; put the right file back (nothing was replaced)")]
    Unreadable(PathBuf, &'static str),
    /// The file system refuses.
    #[error("the key file {0} cannot be read or made: {1}")]
    Io(PathBuf, std::io::Error),
    /// The machine has no random source.
    #[error("this machine gives no random numbers, so no key was made: {0}")]
    NoRandom(getrandom::Error),
}

/// The name of a key's file. The first of each purpose has no number: there were no others once.
pub fn name(purpose: Purpose, number: i64) -> String {
    match (purpose.word(), number) {
        (word, 1) => format!("{word}.key"),
        (word, number) => format!("{word}-{number}.key"),
    }
}

/// The secret bytes of a key; made where there is no file, unless it was made before.
pub(super) fn secret(
    folder: &Path,
    (purpose, number): (Purpose, i64),
    made_before: bool,
) -> Result<[u8; 32], KeyError> {
    match read(folder, (purpose, number))? {
        Some(secret) => Ok(secret),
        None if made_before => Err(KeyError::Missing(folder.join(name(purpose, number)))),
        None => {
            let mut bytes = [0; 32];
            getrandom::fill(&mut bytes).map_err(KeyError::NoRandom)?;
            put(folder, (purpose, number), &bytes)
        }
    }
}

/// The secret bytes of a key, if its file is there.
pub(super) fn read(folder: &Path, (purpose, number): (Purpose, i64)) -> Result<Option<[u8; 32]>, KeyError> {
    let path = folder.join(name(purpose, number));
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text, purpose).map(Some).ok_or(KeyError::Unreadable(path, purpose.word())),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) if e.kind() == ErrorKind::InvalidData => Err(KeyError::Unreadable(path, purpose.word())),
        Err(e) => Err(KeyError::Io(path, e)),
    }
}

fn head(purpose: Purpose) -> String {
    format!("handover {} key 1: ", purpose.word())
}

fn parse(text: &str, purpose: Purpose) -> Option<[u8; 32]> {
    base64::decode(text.trim().strip_prefix(head(purpose).as_str())?)?.try_into().ok()
}

/// Keeps the secret bytes of a key; what is in its file then. Written aside and linked into place, so that the file is
/// whole from the moment it has its name, and so that of two first starts at once only one makes the key.
pub(super) fn put(
    folder: &Path,
    (purpose, number): (Purpose, i64),
    secret: &[u8; 32],
) -> Result<[u8; 32], KeyError> {
    let path = folder.join(name(purpose, number));
    let io = |e| KeyError::Io(path.clone(), e);
    make_private(folder).map_err(io)?;
    let aside = folder.join(format!("{}.{}.new", purpose.word(), std::process::id()));
    write_private(&aside, &format!("{}{}\n", head(purpose), base64::encode(secret))).map_err(io)?;
    let linked = fs::hard_link(&aside, &path);
    fs::remove_file(&aside).map_err(io)?;
    match linked {
        Ok(()) => sync(folder).map_err(io)?,
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            return read(folder, (purpose, number))?.ok_or(KeyError::Missing(path));
        }
        Err(e) => return Err(io(e)),
    }
    Ok(*secret)
}

/// Deletes a key; whether its file was there.
pub(super) fn remove(folder: &Path, (purpose, number): (Purpose, i64)) -> Result<bool, KeyError> {
    let path = folder.join(name(purpose, number));
    match fs::remove_file(&path).and_then(|()| sync(folder)) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
        Err(e) => Err(KeyError::Io(path, e)),
    }
}

fn sync(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
