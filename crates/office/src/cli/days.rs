//! `--from` and `--to`

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use clap::Args;

#[derive(Args)]
pub struct Days {
    /// The first day, YYYY-MM-DD
    #[arg(long)]
    from: String,
    /// The last day, YYYY-MM-DD
    #[arg(long)]
    to: String,
}

impl Days {
    /// Both days as the database writes them.
    pub fn read(&self) -> Result<(String, String)> {
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        ensure!(from <= to, "{from} comes after {to}; give the earlier day to --from.");
        Ok((from.to_string(), to.to_string()))
    }
}

fn day(text: &str) -> Result<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    day.filter(|day| day.to_string() == text)
        .with_context(|| format!("`{text}` is not a day; write it as YYYY-MM-DD, like 2026-11-30."))
}
