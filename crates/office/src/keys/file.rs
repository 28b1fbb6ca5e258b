//! Key files.

use crate::folder::make_private;
use handover_domain::base64;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What a key file is for; also its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// P-256: signs receipts and configurations.
    Signing,
    /// X25519: opens answers on arrival.
    Records,
    /// X25519: opens words, for customer care.
    Care,
}

impl Purpose {
    /// Every key there is.
    pub const ALL: [Self; 3] = [Self::Signing, Self::Records, Self::Care];

    /// The word in file names and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Records => "records",
            Self::Care => "care",
        }
    }
}

/// Why the keys cannot be used. No key was made or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It was there once: the database knows its public half.
    #[error(
        "the key file {0} is missing, but this database was made with it; put the file back from your backup (nothing was replaced)"
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

/// The file of a key.
pub(super) fn path(folder: &Path, purpose: Purpose) -> PathBuf {
    folder.join(format!("{}.key", purpose.word()))
}

/// The secret bytes of a key; made where there is no file, unless it was made before.
pub(super) fn secret(folder: &Path, purpose: Purpose, made_before: bool) -> Result<[u8; 32], KeyError> {
    let path = path(folder, purpose);
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text, purpose).ok_or(KeyError::Unreadable(path, purpose.word())),
        Err(e) if e.kind() == ErrorKind::NotFound && made_before => Err(KeyError::Missing(path)),
        Err(e) if e.kind() == ErrorKind::NotFound => make(folder, &path, purpose),
        Err(e) => Err(KeyError::Io(path, e)),
    }
}

fn head(purpose: Purpose) -> String {
    format!("handover {} key 1: ", purpose.word())
}

fn parse(text: &str, purpose: Purpose) -> Option<[u8; 32]> {
    base64::decode(text.trim().strip_prefix(head(purpose).as_str())?)?.try_into().ok()
}

/// Written aside and linked into place, so that the file is whole from the moment it has its name, and so
/// that of two first starts at once only one makes the key.
fn make(folder: &Path, path: &Path, purpose: Purpose) -> Result<[u8; 32], KeyError> {
    let io = |e| KeyError::Io(path.to_owned(), e);
    make_private(folder).map_err(io)?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(KeyError::NoRandom)?;
    let aside = folder.join(format!("{}.{}.new", purpose.word(), std::process::id()));
    write_private(&aside, &format!("{}{}\n", head(purpose), base64::encode(&bytes))).map_err(io)?;
    let linked = fs::hard_link(&aside, path);
    fs::remove_file(&aside).map_err(io)?;
    match linked {
        Ok(()) => fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)?,
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return secret(folder, purpose, true),
        Err(e) => return Err(io(e)),
    }
    Ok(bytes)
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
