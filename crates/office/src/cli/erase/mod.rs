//! `erase`

mod meant;
mod notes;

use super::who;
use crate::calls;
use crate::clock;
use crate::db::{Conn, erased, feeds, numbers, records};
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result};
use clap::Args;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{Header, HeaderError, PartName};
use meant::{Meant, What};
use std::process::ExitCode;

/// The parts that hold what a customer said or how to reach them.
const PERSONAL: [PartName; 2] = [PartName::Contact, PartName::Text];

#[derive(Args)]
pub struct Options {
    /// The number of the complaint, or the receipt code on the slip, as the customer quotes it
    code: String,
    /// Erase what was said in a complaint as well, and what staff wrote about it; of a survey the words are erased in any
    /// case
    #[arg(long)]
    everything: bool,
    /// The one record that is meant, where more than one has this code
    #[arg(long, value_name = "ID")]
    record: Option<String>,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let code = meant::Code::read(&options.code)?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.write().await?;
    let Meant { shop, id, what, .. } = meant::find(&mut tx, &code, options.record.as_deref()).await?;
    let wanted = match what {
        What::Complaint(_) if !options.everything => &[PartName::Contact][..],
        What::Complaint(_) | What::Survey(_) => &PERSONAL,
    };
    let mut done = Vec::new();
    for part in left(&mut tx, &shop, id).await? {
        if wanted.contains(&part) {
            erased::put(&mut tx, &shop, id, part, &who(), clock::now()).await?;
            done.push(part);
        }
    }
    let mut notes = false;
    if options.everything
        && let Some(number) = numbers::of(&mut tx, &shop, id).await?
    {
        notes = notes::erase(&mut tx, &shop, &number).await?;
    }
    // What was said on the phone goes with what was said in writing.
    if wanted.contains(&PartName::Text) {
        notes |= calls::erase(&mut tx, &office.keys, (&shop, id), &who(), clock::now()).await?;
    }
    if notes {
        done.push(PartName::Note);
    }
    let left = left(&mut tx, &shop, id).await?;
    if done.contains(&PartName::Contact) {
        // Nobody can be contacted any more, so that other clocks run on the tablets.
        feeds::changed(&mut tx, &shop).await?;
    }
    office.store.commit(tx).await?;
    // Also where nothing is left to erase, in case it could not be cut the first time.
    let cut = office.store.cut_log().await?;
    tell(&what, &done, &left)?;
    if !cut {
        say!("The database's log still holds old pages, since somebody was reading; run this again later.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what was erased and what is still here.
fn tell(what: &What, done: &[PartName], left: &[PartName]) -> Result<()> {
    let (words, answers) = match what {
        What::Complaint(_) => ("what was said is", ""),
        What::Survey(_) => ("the words are", "; the anonymous answers stay"),
    };
    for part in done {
        let gone = match part {
            PartName::Contact => "the contact details are",
            PartName::Note => "what staff wrote about it is",
            _ => words,
        };
        say!("{what}: {gone} erased, and will not be taken again{answers}.");
    }
    if done.is_empty() {
        say!("{what}: nothing was left to erase{answers}.");
    } else {
        say!("The tablet's sealed journal and backups made before keep theirs for now.");
    }
    if !left.is_empty() {
        say!("What was said is still here; `--everything` erases that too.");
    }
    Ok(())
}

/// What can still be erased: what the header names, or that of another record under this id, and was not erased
/// before.
async fn left(conn: &mut Conn, shop: &ShopId, id: RecordId) -> Result<Vec<PartName>> {
    let gone = || format!("the record {id} is not here any more; run `handover-office audit`");
    let kept = records::load(conn, shop, id).await?.with_context(gone)?;
    let mut headers = vec![Header::parse(&kept.record.header)?];
    let others = records::in_conflict(conn, shop, id).await?;
    let others: Result<Vec<_>, HeaderError> =
        others.iter().map(|(_, other)| Header::parse(&other.header)).collect();
    headers.extend(others?);
    let erased = erased::parts(conn, shop, id).await?;
    let named = |name| headers.iter().flat_map(|header| &header.parts).any(|part| part.name == name);
    Ok(PERSONAL.into_iter().filter(|name| named(*name) && !erased.contains(&name.to_string())).collect())
}
