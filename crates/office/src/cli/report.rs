//! `report`

use super::days::Days;
use crate::folder::Home;
use crate::office::Office;
use crate::report::{self, By};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    days: Days,
    /// What the rows are
    #[arg(long, value_enum, default_value = "none")]
    by: By,
    /// How it is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for a terminal
    Text,
    /// JSON for other programs
    Json,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let (from, to) = options.days.read()?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let report = report::build(&mut tx, &from, &to, options.by).await?;
    match options.format {
        Format::Text => say!("{}", report::text(&report).trim_end()),
        Format::Json => say!("{}", serde_json::to_string_pretty(&report)?),
    }
    Ok(ExitCode::SUCCESS)
}
