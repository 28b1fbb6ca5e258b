//! The file that goes back to a tablet by hand: receipts, its configuration, what its shop's tablets are told, and a
//! signed end.

use crate::configs;
use crate::feeds;
use crate::ingest;
use crate::keys::Keys;
use handover_domain::wire::{Config, Feed, Receipt, Type, Writer};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a tablet is told.
pub struct News<'a> {
    /// What became of the batches it sent.
    pub receipts: &'a [Receipt],
    /// Its configuration.
    pub config: &'a Config,
    /// What the tablets of its shop are told of each other.
    pub feed: &'a Feed,
}

/// Writes it aside and renames it, so that a file of this name is whole.
pub fn write(path: &Path, keys: &Keys, news: &News<'_>) -> io::Result<()> {
    let aside = aside(path);
    let written = fill(&aside, keys, news).and_then(|()| fs::rename(&aside, path));
    if written.is_err() && aside.exists() {
        // What could not be written is of no use to anybody; the first error is the one to tell.
        drop(fs::remove_file(&aside));
        return written;
    }
    written?;
    #[cfg(unix)]
    File::open(folder(path))?.sync_all()?;
    Ok(())
}

fn fill(path: &Path, keys: &Keys, news: &News<'_>) -> io::Result<()> {
    let mut lines = Writer::default();
    let mut file = BufWriter::new(File::create(path)?);
    for receipt in news.receipts {
        file.write_all(lines.line(&ingest::sign(keys, receipt)).as_bytes())?;
    }
    file.write_all(lines.line(&configs::sign(keys, news.config)).as_bytes())?;
    file.write_all(lines.line(&feeds::sign(keys, news.feed)).as_bytes())?;
    let closing = keys.sign(Type::Closing, lines.closing().to_json().as_bytes());
    writeln!(file, "{}", closing.to_json())?;
    file.into_inner()?.sync_all()
}

fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    folder(path).join(name)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
