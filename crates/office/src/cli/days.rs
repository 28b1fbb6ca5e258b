//! `--from` and `--to`

use crate::days;
use anyhow::{Context, Error, Result};
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

    /// When they begin and when they are over, in milliseconds since 1970.
    pub fn moments(&self) -> Result<(i64, i64)> {
        let span = days::between(&self.from, &self.to).map_err(Error::msg)?;
        days::moments(span).context("There is no such day in any log.")
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

/// The same days, as the database writes them.
fn between(from: &str, to: &str) -> Result<(String, String)> {
    let (from, to) = days::between(from, to).map_err(Error::msg)?;
    Ok((from.to_string(), to.to_string()))
}
