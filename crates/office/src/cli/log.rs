//! `log`

use super::days::Days;
use crate::clock;
use crate::db::deeds;
use crate::folder::Home;
use crate::office::Office;
use crate::terminal::line;
use anyhow::{Context, Result};
use chrono::{Days as Later, NaiveDate, NaiveTime};
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    days: Days,
}

/// More of a line than anybody reads.
const MOST: usize = 400;

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let (from, to) = options.days.read()?;
    let moment = |day: &str, later: u64| {
        let day: NaiveDate = day.parse().ok()?;
        Some(day.checked_add_days(Later::new(later))?.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
    };
    let beyond = "There is no such day in any log.";
    let (from, to) = (moment(&from, 0).context(beyond)?, moment(&to, 1).context(beyond)?);
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let deeds = deeds::between(&mut tx, from, to).await?;
    if deeds.is_empty() {
        say!("Nothing was opened, exported, erased or changed in these days.");
    }
    for deed in deeds {
        let (member, about) = (line(&deed.member, MOST), line(&deed.about, MOST));
        say!("{}  {member}  {}: {about}", clock::minute(deed.at), deed.did);
    }
    Ok(ExitCode::SUCCESS)
}
