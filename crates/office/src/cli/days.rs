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
        between(&self.from, &self.to)
    }

    /// Both days as they were given.
    pub fn given(&self) -> (String, String) {
        (self.from.clone(), self.to.clone())
    }
}

/// The same where every day is meant if none is named.
#[derive(Args)]
pub struct Span {
    /// The first day, YYYY-MM-DD; without days, all of them
    #[arg(long, requires = "to")]
    from: Option<String>,
    /// The last day, YYYY-MM-DD
    #[arg(long, requires = "from")]
    to: Option<String>,
}

impl Span {
    /// Both days as the database writes them; each `""` where every day is meant.
    pub fn read(&self) -> Result<(String, String)> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => between(from, to),
            _ => Ok((String::new(), String::new())),
        }
    }
}

fn between(from: &str, to: &str) -> Result<(String, String)> {
    let (from, to) = (day(from)?, day(to)?);
    ensure!(from <= to, "{from} comes after {to}; give the earlier day to --from.");
    Ok((from.to_string(), to.to_string()))
}

/// A day as somebody typed it.
pub fn day(text: &str) -> Result<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    day.filter(|day| day.to_string() == text)
        .with_context(|| format!("`{text}` is not a day; write it as YYYY-MM-DD, like 2026-11-30."))
}
