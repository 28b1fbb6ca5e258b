//! `import visits`

use super::counted;
use super::known;
use crate::clock;
use crate::db::visits::{self, Became};
use crate::db::{feeds, shops};
use crate::folder::Home;
use crate::office::Office;
use crate::visits::{Given, List, MAX_BYTES, read};
use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use handover_domain::ids::ShopId;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most lines that are told one by one.
const TOLD: usize = 20;

#[derive(Args)]
pub struct Options {
    /// The shop
    shop: String,
    /// The list; what was taken before is updated
    file: PathBuf,
    /// Take the lines that are right, and leave the others out
    #[arg(long)]
    skip_bad: bool,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let Options { shop, file, skip_bad } = options;
    let shop = ShopId::new(shop)?;
    let name = file.display();
    let bytes = bytes(&file).with_context(|| format!("{name} cannot be read, so nothing was taken"))?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.write().await?;
    known::shop(&mut tx, &shop).await?;
    let advisors = shops::advisors(&mut tx, &shop).await?;
    let list = read(&bytes, &advisors).map_err(|why| anyhow!("{name}: {why}. Nothing was taken."))?;
    let List { visits: given, bad, passed_over } = list;
    for (line, why) in bad.iter().take(TOLD) {
        eprintln!("{name}: line {line}: {why}");
    }
    if bad.len() > TOLD {
        eprintln!("{name}: and {} more", counted(bad.len() - TOLD, "line"));
    }
    if !bad.is_empty() && !skip_bad {
        eprintln!(
            "{name}: {} wrong, so nothing was taken. Put them right, or leave them out with --skip-bad.",
            if bad.len() == 1 { "1 line is".into() } else { format!("{} lines are", bad.len()) }
        );
        return Ok(ExitCode::FAILURE);
    }
    let (mut new, mut changed) = (0, 0);
    for Given { visit, customer } in &given {
        match visits::put(&mut tx, &shop, visit, customer.as_deref(), clock::now()).await? {
            Became::New => new += 1,
            Became::Changed => changed += 1,
            Became::AsBefore => {}
        }
    }
    if new + changed > 0 {
        feeds::changed(&mut tx, &shop).await?;
    }
    office.store.commit(tx).await?;
    let before = given.len() - new - changed;
    let left_out =
        if bad.is_empty() { String::new() } else { format!(", {} left out", counted(bad.len(), "line")) };
    say!(
        "{name}: {} of shop {shop}: {new} new, {changed} changed, {before} as before{left_out}",
        counted(given.len(), "visit")
    );
    if !passed_over.is_empty() {
        say!("  nothing was taken of the columns {}", passed_over.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    let about = fs::metadata(file)?;
    ensure!(about.is_file(), "it is no file");
    ensure!(
        about.len() <= MAX_BYTES,
        "it is larger than the {MAX_BYTES} bytes that a list of visits may have"
    );
    Ok(fs::read(file)?)
}
