//! The data folder: a marker that says whose it is, the database, and the keys.

use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const MARKER: &str = "handover-office.json";
const PRODUCT: &str = "handover-office";
/// What this version reads and writes; rises when an older version could no longer use the folder.
const FORMAT: u32 = 1;

/// A folder that is ours.
pub struct Folder(PathBuf);

#[derive(Serialize, Deserialize)]
struct Marker {
    product: String,
    version: String,
    format: u32,
}

/// Why a folder is not used; nothing in it was touched.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It holds something else.
    #[error(
        "{0} holds files that head office did not make, so it is left alone; choose an empty folder with --data"
    )]
    NotOurs(PathBuf),
    /// Its marker cannot be read.
    #[error("{0} is not readable as head office's marker ({1}); the folder is left alone")]
    Marker(PathBuf, serde_json::Error),
    /// There is nothing to read.
    #[error("{0} is no data folder of head office; name the right one with --data (nothing was made)")]
    NotThere(PathBuf),
    /// It was made by a later version.
    #[error("{0} was made by head office {1}; start that version or a later one")]
    Later(PathBuf, String),
    /// The file system refuses.
    #[error("{0} cannot be used: {1}")]
    Io(PathBuf, std::io::Error),
}

impl Folder {
    /// Opens a folder that head office made before.
    pub fn existing(path: &Path) -> Result<Self, FolderError> {
        match fs::read(path.join(MARKER)) {
            Ok(bytes) => check(path, &bytes).map(|()| Self(path.to_owned())),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(FolderError::NotThere(path.to_owned())),
            Err(e) => Err(FolderError::Io(path.to_owned(), e)),
        }
    }

    /// Opens a folder, or makes one where there is nothing.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        match Self::existing(path) {
            Err(FolderError::NotThere(_)) => make(path),
            opened => opened,
        }
    }

    /// Waits until no other program is opening this folder; the lock ends with what is returned.
    pub fn lock(&self) -> Result<File, FolderError> {
        let file = File::open(self.0.join(MARKER)).and_then(|file| file.lock().map(|()| file));
        file.map_err(|e| FolderError::Io(self.0.clone(), e))
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.0.join("office.sqlite")
    }

    /// The folder of key files.
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }
}

fn make(path: &Path) -> Result<Folder, FolderError> {
    let io = |e| FolderError::Io(path.to_owned(), e);
    make_private(path).map_err(io)?;
    if !is_empty(path).map_err(io)? {
        return Err(FolderError::NotOurs(path.to_owned()));
    }
    let ours = Marker { product: PRODUCT.into(), version: env!("CARGO_PKG_VERSION").into(), format: FORMAT };
    let text = serde_json::to_string_pretty(&ours).map_err(|e| io(e.into()))?;
    fs::write(path.join(MARKER), text + "\n").map_err(io)?;
    Ok(Folder(path.to_owned()))
}

/// Makes a folder that only its owner can enter; one that is there stays as it is.
pub fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn check(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let found: Marker =
        serde_json::from_slice(bytes).map_err(|e| FolderError::Marker(path.join(MARKER), e))?;
    if found.product != PRODUCT {
        return Err(FolderError::NotOurs(path.to_owned()));
    }
    if found.format > FORMAT {
        return Err(FolderError::Later(path.to_owned(), found.version));
    }
    Ok(())
}

/// A freshly made disk holds `lost+found`, which is nobody's.
fn is_empty(path: &Path) -> std::io::Result<bool> {
    for entry in fs::read_dir(path)? {
        if entry?.file_name() != "lost+found" {
            return Ok(false);
        }
    }
    Ok(true)
}
