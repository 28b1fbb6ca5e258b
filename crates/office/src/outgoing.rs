//! The file that goes back to a tablet by hand: receipts, its configuration, and a signed end.

use crate::configs;
use crate::ingest;
use crate::keys::Keys;
use handover_domain::wire::{Config, Receipt, Type, Writer};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes it aside and renames it, so that a file of this name is whole.
pub fn write(path: &Path, keys: &Keys, receipts: &[Receipt], config: &Config) -> io::Result<()> {
    let aside = aside(path);
    let written = fill(&aside, keys, receipts, config).and_then(|()| fs::rename(&aside, path));
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

fn fill(path: &Path, keys: &Keys, receipts: &[Receipt], config: &Config) -> io::Result<()> {
    let mut lines = Writer::default();
    let mut file = BufWriter::new(File::create(path)?);
    for receipt in receipts {
        file.write_all(lines.line(&ingest::sign(keys, receipt)).as_bytes())?;
    }
    file.write_all(lines.line(&configs::sign(keys, config)).as_bytes())?;
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
