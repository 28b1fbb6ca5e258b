//! The data folder: a marker that says whose it is, the keys, and the database where that is a file.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const MARKER: &str = "handover-office.json";
const PRODUCT: &str = "handover-office";
/// What this version reads and writes; rises when an older version could no longer use the folder.
const FORMAT: u32 = 1;

/// Where head office keeps what it has.
#[derive(clap::Args)]
pub struct Home {
    /// The folder that holds the keys, and the database unless --db names another
    #[arg(long = "data", value_name = "FOLDER", global = true, default_value = "data")]
    pub folder: PathBuf,
    /// The database, where it is one of `PostgreSQL`: <postgres://USER@HOST/NAME>
    #[arg(long, value_name = "ADDRESS", global = true, env = "HANDOVER_DB", hide_env_values = true)]
    pub db: Option<String>,
}

/// As it is said on a command line, without an address that may hold a password.
impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--data {}", self.folder.display())
    }
}

/// A folder that is ours.
pub struct Folder(PathBuf);

#[derive(Serialize, Deserialize)]
struct Marker {
    product: String,
    version: String,
    format: u32,
    #[serde(default)]
    database: Kind,
}

/// Where the database of a folder's keys is. Its address is not kept: it may hold a password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    File,
    Postgres,
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
    /// Its database is elsewhere.
    #[error(
        "the database that belongs to the keys in {0} is one of PostgreSQL; name it with --db or in HANDOVER_DB (nothing was changed)"
    )]
    NoAddress(PathBuf),
    /// Its database is in it.
    #[error(
        "{0} holds a database of its own, so the one of --db (or HANDOVER_DB) was left alone; leave that out, or choose another folder with --data"
    )]
    OwnDatabase(PathBuf),
    /// The file system refuses.
    #[error("{0} cannot be used: {1}")]
    Io(PathBuf, std::io::Error),
}

impl Folder {
    /// Opens a folder that head office made before.
    pub fn existing(home: &Home) -> Result<Self, FolderError> {
        let path = &home.folder;
        match fs::read(path.join(MARKER)) {
            Ok(bytes) => check(home, &bytes).map(|()| Self(path.clone())),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(FolderError::NotThere(path.clone())),
            Err(e) => Err(FolderError::Io(path.clone(), e)),
        }
    }

    /// Opens a folder, or makes one where there is nothing.
    pub fn open(home: &Home) -> Result<Self, FolderError> {
        match Self::existing(home) {
            Err(FolderError::NotThere(_)) => make(home),
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

impl Home {
    fn kind(&self) -> Kind {
        if self.db.is_some() { Kind::Postgres } else { Kind::File }
    }
}

fn make(home: &Home) -> Result<Folder, FolderError> {
    let path = &home.folder;
    let io = |e| FolderError::Io(path.clone(), e);
    make_private(path).map_err(io)?;
    if !is_empty(path).map_err(io)? {
        return Err(FolderError::NotOurs(path.clone()));
    }
    let ours = Marker {
        product: PRODUCT.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        format: FORMAT,
        database: home.kind(),
    };
    let text = serde_json::to_string_pretty(&ours).map_err(|e| io(e.into()))?;
    fs::write(path.join(MARKER), text + "\n").map_err(io)?;
    Ok(Folder(path.clone()))
}

/// Makes a folder that only its owner can enter; one that is there stays as it is.
pub fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn check(home: &Home, bytes: &[u8]) -> Result<(), FolderError> {
    let path = &home.folder;
    let found: Marker =
        serde_json::from_slice(bytes).map_err(|e| FolderError::Marker(path.join(MARKER), e))?;
    if found.product != PRODUCT {
        return Err(FolderError::NotOurs(path.clone()));
    }
    if found.format > FORMAT {
        return Err(FolderError::Later(path.clone(), found.version));
    }
    match (found.database, home.kind()) {
        (Kind::Postgres, Kind::File) => Err(FolderError::NoAddress(path.clone())),
        (Kind::File, Kind::Postgres) => Err(FolderError::OwnDatabase(path.clone())),
        _ => Ok(()),
    }
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
