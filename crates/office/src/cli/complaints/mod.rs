//! `complaints`

mod list;
mod open;
mod step;
mod steps;

use super::days::Span;
use super::language;
use crate::folder::Home;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use handover_domain::complaint::Number;
use handover_domain::language::Language;
use std::process::ExitCode;

/// A moment of capture, by the clock on the showroom's wall.
const CAPTURED: &str = "%Y-%m-%d %H:%M %:z";

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    span: Span,
    /// One shop only
    #[arg(long)]
    shop: Option<String>,
    /// Print all that was said in one complaint; that it is opened is logged first
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["from", "to", "shop"])]
    open: Option<String>,
    /// The language of the options that were chosen
    #[arg(long, value_name = "TAG", default_value = "zh-CN", value_parser = language, requires = "open")]
    lang: Language,
}

#[derive(Subcommand)]
enum Command {
    /// Note what head office itself did about a complaint
    Step(step::Options),
}

/// A number as somebody typed it.
pub fn number(typed: &str) -> Result<Number> {
    Number::try_from(typed.to_owned()).with_context(|| format!("`{typed}` was mistyped, so nothing was done"))
}

/// That no record has this number.
fn unknown(number: &Number) -> String {
    format!(
        "No complaint with the number {number} is here. Either its tablet has not sent it yet, or there is none."
    )
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    match (&options.command, &options.open) {
        (Some(Command::Step(step)), _) => step::run(home, step).await,
        (None, Some(typed)) => open::run(home, &number(typed)?, options.lang).await,
        (None, None) => list::run(home, &options).await,
    }
}
