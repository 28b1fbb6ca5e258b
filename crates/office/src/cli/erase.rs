//! `erase`

use super::who;
use crate::erasure::{self, Wish};
use crate::folder::Home;
use crate::office::Office;
use crate::users::Reach;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

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
    /// Only say what would be erased
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let Options { code, everything, record, dry_run } = &options;
    let office = Office::existing(home).await?;
    let wish = Wish { code, everything: *everything, record: record.as_deref(), by: &who() };
    let erasure = if *dry_run {
        erasure::rehearse(&office, &wish, &Reach::Everywhere).await?
    } else {
        erasure::erase(&office, &wish, &Reach::Everywhere).await?
    };
    for sentence in erasure.sentences() {
        say!("{sentence}");
    }
    Ok(ExitCode::SUCCESS)
}
