//! `import`

use super::{counted, visits};
use crate::clock;
use crate::folder::Home;
use crate::import::{self, Counts, Fault, Found, Stopped, Taken};
use crate::office::Office;
use anyhow::{Result, ensure};
use clap::{Args, Subcommand};
use handover_domain::wire::Status;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most files that are left alone and named.
const NAMED: usize = 10;
const BAR: &str = "{wide_bar} {percent:>3} %  {eta} left";

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Options {
    #[command(subcommand)]
    list: Option<Lists>,
    /// Files that tablets wrote (*.handover), or folders that they lie in, at whatever depth
    #[arg(required = true, value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// Where the files go that are to be taken back to the tablets, in the same folders; without it, beside each file
    #[arg(long, value_name = "DIR")]
    receipts: Option<PathBuf>,
}

/// What else there is to import.
#[derive(Subcommand)]
enum Lists {
    /// Take the dealer's list of visits, a CSV file whose columns are order, visit, day, advisor, model, `mileage_km` and
    /// `customer_no`, or 工单号, 类型, 日期, 顾问, 车型, 里程 and 客户编号
    Visits(visits::Options),
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    if let Some(Lists::Visits(options)) = options.list {
        return visits::run(home, options).await;
    }
    if let Some(folder) = &options.receipts {
        ensure!(folder.is_dir(), "{} is no folder; nothing was imported.", folder.display());
    }
    let office = Office::existing(home).await?;
    let (mut all, mut done, mut written) = (0, 0, BTreeSet::new());
    let found = gather(&options.files);
    for (path, fault) in found.closed {
        all += 1;
        refuse(&path, &Stopped { fault, batches: 0 });
    }
    name(&found.others)?;
    let bar = bar(&found.files);
    for (path, below) in found.files {
        all += 1;
        let back = back(&path, &below, options.receipts.as_deref());
        let taken = if written.contains(&back) {
            Err(Stopped { fault: Fault::SameName, batches: 0 })
        } else {
            take(&office, &path, &back, &bar).await
        };
        if taken.is_ok() {
            written.insert(back.clone());
        }
        done += usize::from(bar.suspend(|| tell(&path, taken, &back))?);
    }
    bar.finish_and_clear();
    if all > 1 {
        say!("{done} of {} imported.", counted(all, "file"));
    }
    office.store.close().await;
    Ok(if done == all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All that was named, one after another.
fn gather(named: &[PathBuf]) -> Found {
    let mut all = Found::default();
    for named in named {
        match import::gather(named) {
            Ok(mut found) => {
                all.files.append(&mut found.files);
                all.others.append(&mut found.others);
                all.closed.append(&mut found.closed);
            }
            Err(fault) => all.closed.push((named.clone(), fault)),
        }
    }
    all
}

fn name(others: &[PathBuf]) -> Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = others.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    let more = match others.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    say!("Left alone, as no tablet calls a file so: {}{more}", named.join(", "));
    Ok(())
}

/// How far it is, on a terminal; nothing elsewhere. Each byte is read twice.
fn bar(files: &[(PathBuf, PathBuf)]) -> ProgressBar {
    let bytes = files.iter().filter_map(|(path, _)| fs::metadata(path).ok()).map(|about| 2 * about.len());
    let bar = ProgressBar::with_draw_target(Some(bytes.sum()), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(BAR) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What was taken; none where all of it was taken before, and answered.
async fn take(
    office: &Office,
    path: &Path,
    back: &Path,
    bar: &ProgressBar,
) -> Result<Option<Taken>, Stopped> {
    let before = import::is_here(office, path, back).await;
    if before.map_err(|fault| Stopped { fault, batches: 0 })? {
        bar.inc(fs::metadata(path).map_or(0, |about| 2 * about.len()));
        return Ok(None);
    }
    if let Some(folder) = back.parent() {
        // Where it cannot be made, nothing can be written into it either, and that is told.
        drop(fs::create_dir_all(folder));
    }
    import::take(office, path, back, clock::now(), &|bytes| bar.inc(bytes)).await.map(Some)
}

fn refuse(path: &Path, Stopped { fault, batches }: &Stopped) {
    let stored = match batches {
        0 => "Nothing of it was stored.".into(),
        n => format!(
            "{} of it are here, each whole. Import it again, and the rest follows.",
            counted(*n, "batch")
        ),
    };
    eprintln!("{}: {fault}. {stored}", path.display());
}

/// The name of the file that goes back; never that of the file itself.
fn back(path: &Path, below: &Path, folder: Option<&Path>) -> PathBuf {
    let name = if import::is_ours(path) { path.file_stem() } else { path.file_name() };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(".receipts");
    match folder {
        Some(folder) => folder.join(below).join(name),
        None => path.with_file_name(name),
    }
}

/// Says what was done; whether all of it could be.
fn tell(path: &Path, taken: Result<Option<Taken>, Stopped>, back: &Path) -> Result<bool> {
    let Taken { tablet, counts, receipts } = match taken {
        Ok(Some(taken)) => taken,
        Ok(None) => {
            say!("{}: taken before; its receipts are in {}", path.display(), back.display());
            return Ok(true);
        }
        Err(stopped) => {
            refuse(path, &stopped);
            return Ok(false);
        }
    };
    let (batches, records) = (counted(counts.batches, "batch"), counted(counts.records(), "record"));
    say!(
        "{}: tablet {} (shop {}), {batches}, {records}: {}",
        path.display(),
        tablet.number,
        tablet.shop,
        became(&counts)
    );
    if let Err(error) = receipts {
        eprintln!(
            "{}: its records are safe here, but the receipts could not be written to {}: {error}. Import it again \
             with --receipts and a folder that can be written; that changes nothing else.",
            path.display(),
            back.display()
        );
        return Ok(false);
    }
    say!("  receipts: {}; take it back to the tablet", back.display());
    Ok(true)
}

fn became(counts: &Counts) -> String {
    let kinds = [
        (Status::Stored, "stored"),
        (Status::Duplicate, "here before"),
        (Status::Erased, "erased before, and not taken again"),
        (Status::Conflict, "in conflict with others of the same id, and kept beside them"),
    ];
    let said = kinds
        .iter()
        .map(|(status, word)| (counts.with(*status), word))
        .filter(|(n, word)| *n > 0 || **word == "stored");
    let said: Vec<String> = said.map(|(n, word)| format!("{n} {word}")).collect();
    said.join(", ")
}
