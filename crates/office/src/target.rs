//! Where an export or a backup goes: to whoever reads the output, or into a file that is there whole or not at all.

mod outlet;

use outlet::Outlet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use tokio::sync::mpsc::Sender;

/// How many bytes go to a reader at a time.
const CHUNK: usize = 64 * 1024;

/// Where the bytes go. What a reader takes has to be written on a thread that may wait.
pub enum Target {
    /// The standard output.
    Output,
    /// A file, written beside its place.
    File(NamedTempFile, PathBuf),
    /// Somebody who reads while it is written, and may stop.
    Reader(Sender<Chunk>),
}

/// Some of the bytes, or that no more will come although this was not the end.
pub type Chunk = io::Result<Vec<u8>>;

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
            Self::Reader(to) => Box::new(BufWriter::with_capacity(CHUNK, Outlet::new(to.clone()))),
        })
    }

    /// A folder for what is written meanwhile: where there has to be room anyway.
    pub fn aside(&self) -> PathBuf {
        match self {
            Self::Output | Self::Reader(_) => std::env::temp_dir(),
            Self::File(_, path) => folder(path).to_owned(),
        }
    }

    /// Whether anybody still waits for it.
    pub fn is_wanted(&self) -> bool {
        !matches!(self, Self::Reader(to) if to.is_closed())
    }

    /// Puts a file that is whole and on disk in its place; waits until whoever reads has taken everything.
    pub fn keep(self) -> io::Result<()> {
        match self {
            Self::Output => Ok(()),
            Self::File(aside, path) => {
                aside.as_file().sync_all()?;
                aside.persist(&path)?;
                #[cfg(unix)]
                File::open(folder(&path))?.sync_all()?;
                Ok(())
            }
            Self::Reader(to) => outlet::drained(&to),
        }
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
