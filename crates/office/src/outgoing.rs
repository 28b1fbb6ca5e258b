//! The file that goes back to a tablet by hand: receipts, its configuration, what its shop's tablets are told, and a
//! signed end.

use crate::configs;
use crate::feeds;
use crate::ingest;
use crate::keys::Keys;
use handover_domain::hash::Hash;
use handover_domain::wire::{Config, Feed, Receipt, Type, Writer};
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

/// What a tablet is told beside its receipts.
pub struct News<'a> {
    /// Its configuration.
    pub config: &'a Config,
    /// What the tablets of its shop are told of each other.
    pub feed: &'a Feed,
}

/// Writes a file without receipts.
pub fn write(path: &Path, keys: &Keys, news: &News<'_>) -> io::Result<()> {
    Outgoing::begin(path, keys)?.finish(news).map(drop)
}

/// A file that goes back, up to some line. Until its end it has no name, so that nothing is left of one that is given up,
/// even by a machine that is switched off; then it is written aside and renamed, so that a file of its name is whole.
pub struct Outgoing<'a> {
    keys: &'a Keys,
    path: PathBuf,
    file: BufWriter<File>,
    lines: Writer,
    sum: Sha256,
}

impl<'a> Outgoing<'a> {
    /// Begins a file that will have this name.
    pub fn begin(path: &Path, keys: &'a Keys) -> io::Result<Self> {
        let file = BufWriter::new(tempfile::tempfile_in(folder(path))?);
        Ok(Self { keys, path: path.to_owned(), file, lines: Writer::default(), sum: Sha256::new() })
    }

    /// Adds a receipt; what it says has to be durable.
    pub fn receipt(&mut self, receipt: &Receipt) -> io::Result<()> {
        let line = self.lines.line(&ingest::sign(self.keys, receipt));
        self.put(&line)
    }

    /// Ends it, signs its end and puts it in its place; the hash of its bytes.
    pub fn finish(mut self, news: &News<'_>) -> io::Result<Hash> {
        let config = self.lines.line(&configs::sign(self.keys, news.config));
        self.put(&config)?;
        let feed = self.lines.line(&feeds::sign(self.keys, news.feed));
        self.put(&feed)?;
        let closing = self.keys.sign(Type::Closing, self.lines.closing().to_json().as_bytes());
        self.put(&format!("{}\n", closing.to_json()))?;
        let mut whole = self.file.into_inner()?;
        whole.rewind()?;
        let aside = aside(&self.path);
        let written = fill(&aside, &mut whole).and_then(|()| fs::rename(&aside, &self.path));
        if written.is_err() && aside.exists() {
            // What could not be written is of no use to anybody; the first error is the one to tell.
            drop(fs::remove_file(&aside));
        }
        written?;
        #[cfg(unix)]
        File::open(folder(&self.path))?.sync_all()?;
        Ok(Hash(self.sum.finalize().into()))
    }

    fn put(&mut self, line: &str) -> io::Result<()> {
        self.sum.update(line);
        self.file.write_all(line.as_bytes())
    }
}

fn fill(path: &Path, whole: &mut File) -> io::Result<()> {
    let mut file = File::create(path)?;
    io::copy(whole, &mut file)?;
    file.sync_all()
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
