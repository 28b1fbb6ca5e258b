//! `comments`

use super::days::Days;
use super::who;
use crate::clock;
use crate::db::{records, words};
use crate::folder::Home;
use crate::keys::Purpose;
use crate::office::Office;
use crate::terminal;
use anyhow::Result;
use clap::Args;
use handover_domain::answer::MAX_TEXT;
use handover_domain::record::{Core, Kind, Mode, PartName, Record, TextPart};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    days: Days,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let (from, to) = options.days.read()?;
    let by = who();
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let mut found = Vec::new();
    for (day, shop, id) in words::with_text(&mut tx, (&from, &to), &office.keys.ids(Purpose::Care)).await? {
        if let Some(kept) = records::load(&mut tx, &shop, id).await?
            && kept.record.check().is_ok_and(|header| is_meant(&header.core))
        {
            found.push((day, shop, id, kept.record));
        }
    }
    drop(tx);
    // Who reads is on record before anything is read, even if this stops half-way.
    let mut tx = office.store.write().await?;
    for (_, shop, id, _) in &found {
        words::log_opening(&mut tx, shop, *id, PartName::Text, &by, clock::now()).await?;
    }
    office.store.commit(tx).await?;
    if found.is_empty() {
        say!("Nobody wrote anything in this span.");
    }
    for (day, shop, id, record) in &found {
        match open(&office, record) {
            Ok(part) => {
                for comment in part.comments {
                    say!("{day}  {shop}  {}: {}", comment.question, terminal::words(&comment.text));
                }
            }
            Err(why) => say!("{day}  {shop}  record {id} cannot be opened: {why}"),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Complaints are opened one by one, by their number, by whoever has to answer them.
fn is_meant(core: &Core) -> bool {
    core.mode == Mode::Live && core.kind == Kind::Response
}

fn open(office: &Office, record: &Record) -> Result<TextPart, String> {
    let plain = office.keys.open_part(Purpose::Care, record, PartName::Text);
    let plain = plain.ok_or("there are no words for head office's keys")??;
    serde_json::from_slice(&plain).map_err(|e| terminal::line(&e.to_string(), MAX_TEXT))
}
