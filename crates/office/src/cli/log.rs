//! `log`

use super::days::Days;
use crate::clock;
use crate::db::deeds::{self, Place};
use crate::folder::Home;
use crate::office::Office;
use crate::terminal::line;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    days: Days,
}

/// More of a line than anybody reads.
const MOST: usize = 400;
/// How many are read at a time.
const PAGE: i64 = 1000;

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let (from, to) = options.days.moments()?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let mut after = Place::before(from);
    let mut is_empty = true;
    loop {
        let deeds = deeds::between(&mut tx, &after, to, PAGE).await?;
        let Some(last) = deeds.last() else { break };
        after = last.place();
        is_empty = false;
        for deed in &deeds {
            let (member, about) = (line(&deed.member, MOST), line(&deed.about, MOST));
            say!("{}  {member}  {}: {about}", clock::minute(deed.at), deed.did);
        }
    }
    if is_empty {
        say!("Nothing was opened, exported, erased or changed in these days.");
    }
    Ok(ExitCode::SUCCESS)
}
