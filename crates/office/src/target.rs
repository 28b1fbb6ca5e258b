//! Where an export or a backup goes: to whoever reads the output, or into a file that is there whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where the bytes go.
pub enum Target {
    /// The standard output.
    Output,
    /// A file, written beside its place.
    File(NamedTempFile, PathBuf),
}

impl Target {
    /// A file of this name, else the standard output. The file is for the eyes of its owner only.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Self::Output) };
        Ok(Self::File(NamedTempFile::new_in(folder(path))?, path.to_owned()))
    }

    /// What is to be written to.
    pub fn writer(&self) -> io::Result<Box<dyn Write>> {
        Ok(match self {
            Self::Output => Box::new(io::stdout()),
            Self::File(aside, _) => Box::new(aside.reopen()?),
        })
    }

    /// A folder for what is written meanwhile: where there has to be room anyway.
    pub fn aside(&self) -> PathBuf {
        match self {
            Self::Output => std::env::temp_dir(),
            Self::File(_, path) => folder(path).to_owned(),
        }
    }

    /// Puts a file that is whole and on disk in its place.
    pub fn keep(self) -> io::Result<()> {
        if let Self::File(aside, path) = self {
            aside.as_file().sync_all()?;
            aside.persist(&path)?;
            #[cfg(unix)]
            File::open(folder(&path))?.sync_all()?;
        }
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
