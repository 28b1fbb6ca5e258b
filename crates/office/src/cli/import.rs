//! `import`

use super::counted;
use crate::clock;
use crate::folder::Home;
use crate::import::{self, Fault, Taken};
use crate::office::Office;
use crate::outgoing::{self, News};
use anyhow::{Result, ensure};
use clap::Args;
use handover_domain::wire::Status;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How the names of files that tablets write end.
const ENDING: &str = "handover";

#[derive(Args)]
pub struct Options {
    /// Files that tablets wrote (*.handover), or folders of them
    #[arg(required = true, value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// Where the files go that are to be taken back to the tablets; without it, beside each file
    #[arg(long, value_name = "DIR")]
    receipts: Option<PathBuf>,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    if let Some(folder) = &options.receipts {
        ensure!(folder.is_dir(), "{} is no folder; nothing was imported.", folder.display());
    }
    let office = Office::existing(home).await?;
    let (mut all, mut done, mut written) = (0, 0, BTreeSet::new());
    for named in &options.files {
        let files = files(named).unwrap_or_else(|fault| {
            refuse(named, &fault);
            all += 1;
            Vec::new()
        });
        for path in files {
            all += 1;
            let back = back(&path, options.receipts.as_deref());
            if written.contains(&back) {
                refuse(&path, &Fault::SameName);
                continue;
            }
            match import::take(&office, &path, clock::now()).await {
                Ok(taken) => {
                    done += usize::from(tell(&office, &path, &taken, &back)?);
                    written.insert(back);
                }
                Err(fault) => refuse(&path, &fault),
            }
        }
    }
    if all > 1 {
        say!("{done} of {} imported.", counted(all, "file"));
    }
    office.store.close().await;
    Ok(if done == all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn refuse(path: &Path, fault: &Fault) {
    eprintln!("{}: {fault}. Nothing of it was stored.", path.display());
}

/// The files that are meant: this one, or those of tablets in this folder.
fn files(named: &Path) -> Result<Vec<PathBuf>, Fault> {
    if !fs::metadata(named)?.is_dir() {
        return Ok(vec![named.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(named)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new(ENDING)) && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    if found.is_empty() { Err(Fault::NoneHere) } else { Ok(found) }
}

/// The name of the file that goes back; never that of the file itself.
fn back(path: &Path, folder: Option<&Path>) -> PathBuf {
    let name = if path.extension() == Some(OsStr::new(ENDING)) { path.file_stem() } else { path.file_name() };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(".receipts");
    match folder {
        Some(folder) => folder.join(name),
        None => path.with_file_name(name),
    }
}

/// Writes what goes back and says what was done; whether all of it could be.
fn tell(office: &Office, path: &Path, taken: &Taken, back: &Path) -> Result<bool> {
    let Taken { tablet, receipts, config, feed } = taken;
    let results = receipts.iter().flat_map(|receipt| &receipt.results);
    let with = |status| results.clone().filter(|entry| entry.status == status).count();
    let kinds = [
        (Status::Stored, "stored"),
        (Status::Duplicate, "here before"),
        (Status::Erased, "erased before, and not taken again"),
        (Status::Conflict, "in conflict with others of the same id, and kept beside them"),
    ];
    let said = kinds
        .iter()
        .map(|(status, word)| (with(*status), word))
        .filter(|(n, word)| *n > 0 || **word == "stored");
    let said: Vec<String> = said.map(|(n, word)| format!("{n} {word}")).collect();
    let (batches, records) = (counted(receipts.len(), "batch"), counted(results.clone().count(), "record"));
    say!(
        "{}: tablet {} (shop {}), {batches}, {records}: {}",
        path.display(),
        tablet.number,
        tablet.shop,
        said.join(", ")
    );
    match outgoing::write(back, &office.keys, &News { receipts, config, feed }) {
        Ok(()) => say!("  receipts: {}; take it back to the tablet", back.display()),
        Err(error) => {
            eprintln!(
                "{}: its records are safe here, but the receipts could not be written to {}: {error}. Import it again \
                 with --receipts and a folder that can be written; that changes nothing else.",
                path.display(),
                back.display()
            );
            return Ok(false);
        }
    }
    Ok(true)
}
