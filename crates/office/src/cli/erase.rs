//! `erase`

use super::complaints::{number, unknown};
use super::who;
use crate::clock;
use crate::db::{Conn, erased, numbers, records};
use crate::office::Office;
use anyhow::{Context, Result, bail};
use clap::Args;
use handover_domain::complaint::Number;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{Header, PartName};
use std::path::Path;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// The complaint's number, as the customer quotes it
    number: String,
    /// Erase what was said in the complaint as well
    #[arg(long)]
    everything: bool,
    /// The one record that is meant, where two have this number
    #[arg(long, value_name = "ID")]
    record: Option<String>,
}

pub async fn run(data: &Path, options: Options) -> Result<ExitCode> {
    let number = number(&options.number)?;
    let office = Office::existing(data).await?;
    let mut tx = office.store.write().await?;
    let (shop, id) = meant(&mut tx, &number, options.record.as_deref()).await?;
    let wanted =
        if options.everything { &[PartName::Contact, PartName::Text][..] } else { &[PartName::Contact] };
    let mut done = Vec::new();
    for part in left(&mut tx, &shop, id).await? {
        if wanted.contains(&part) {
            erased::put(&mut tx, &shop, id, part, &who(), clock::now()).await?;
            done.push(part);
        }
    }
    let left = left(&mut tx, &shop, id).await?;
    office.store.commit(tx).await?;
    // Also where nothing is left to erase, in case it could not be cut the first time.
    let cut = office.store.cut_log().await?;
    for part in &done {
        let what = if *part == PartName::Contact { "the contact details are" } else { "what was said is" };
        say!("Complaint {number}: {what} erased, and will not be taken again.");
    }
    if done.is_empty() {
        say!("Complaint {number}: nothing was left to erase.");
    } else {
        say!("The tablet's sealed journal and backups made before keep theirs for now.");
    }
    if !left.is_empty() {
        say!("What was said is still here; `--everything` erases that too.");
    }
    if !cut {
        say!("The database's log still holds old pages, since somebody was reading; run this again later.");
    }
    Ok(ExitCode::SUCCESS)
}

/// The record that is to be erased from.
async fn meant(conn: &mut Conn, number: &Number, record: Option<&str>) -> Result<(ShopId, RecordId)> {
    let mut found = numbers::records(conn, number).await?;
    if found.is_empty() {
        bail!(unknown(number));
    }
    if let Some(id) = record {
        found.retain(|(_, found)| found.to_string() == id);
    }
    match found.len() {
        0 => bail!("No record of that id has the number {number}, so nothing was erased."),
        1 => found.pop().context("one record was found"),
        n => {
            let ids: Vec<String> = found.iter().map(|(shop, id)| format!("{id} (shop {shop})")).collect();
            bail!(
                "{n} records have the number {number}, so nothing was erased. Say which one with --record: {}",
                ids.join(", ")
            )
        }
    }
}

/// What of a complaint can still be erased: what its header names and was not erased before.
async fn left(conn: &mut Conn, shop: &ShopId, id: RecordId) -> Result<Vec<PartName>> {
    let gone = || format!("the record {id} is not here any more; run `handover-office audit`");
    let kept = records::load(conn, shop, id).await?.with_context(gone)?;
    let header = Header::parse(&kept.record.header)?;
    let erased = erased::parts(conn, shop, id).await?;
    let names = [PartName::Contact, PartName::Text];
    Ok(names
        .into_iter()
        .filter(|name| header.parts.iter().any(|part| part.name == *name))
        .filter(|name| !erased.contains(&name.to_string()))
        .collect())
}
