//! The command line: one file per command.

/// Prints a line, as `println!` does, but hands on that nobody reads any more (`… | head`).
macro_rules! say {
    ($($words:tt)*) => {
        std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($words)*)))?
    };
}

mod audit;
mod backup;
mod brand;
mod calls;
mod comments;
mod complaints;
mod days;
mod demo;
mod device;
mod erase;
mod export;
mod handovers;
mod import;
mod keys;
mod known;
mod log;
mod openapi;
mod questionnaire;
mod region;
mod report;
mod serve;
mod shop;
mod shop_key;
mod simulate;
mod staff;
mod tls;
mod user;
mod visits;

use crate::folder::Home;
use crate::logs::{self, Format};
use anyhow::Result;
use clap::{Parser, Subcommand};
use handover_domain::language::Language;
use std::process::ExitCode;
use tracing::level_filters::LevelFilter;

/// Handover's head office: takes in what the tablets send, keeps it, scores it, and shows what is missing.
#[derive(Parser)]
#[command(name = "handover-office", version)]
pub struct Cli {
    #[command(flatten)]
    home: Home,
    /// How the lines of the log look
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    log_format: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the service
    Serve(serve::Options),
    /// Print the description of the API (`OpenAPI` 3.1)
    Openapi,
    /// Shops
    #[command(subcommand)]
    Shop(shop::Shop),
    /// The regions that shops are in
    #[command(subcommand)]
    Region(region::Region),
    /// The advisors of a shop
    #[command(subcommand)]
    Advisor(shop::Advisor),
    /// Who works with a shop's tablets
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Who works at head office, and what each may see and do
    #[command(subcommand)]
    User(user::User),
    /// Who opened, exported, erased or changed what
    Log(log::Options),
    /// Tablets
    #[command(subcommand)]
    Device(device::Device),
    /// Head office's own keys
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Questionnaires
    #[command(subcommand)]
    Questionnaire(questionnaire::Questionnaire),
    /// Scores over a span of days
    Report(report::Options),
    /// How often tablets were handed to customers, and what came of it
    Handovers(handovers::Options),
    /// Rows of facts for spreadsheets and other programs; each export is logged first
    Export(export::Options),
    /// Take files that tablets wrote where there is no network, or a dealer's list of visits
    Import(import::Options),
    /// Whether everything that was acknowledged is still here, unaltered
    Audit(audit::Options),
    /// Write all that the database holds into a file; the keys are kept apart from it
    Backup(backup::Backup),
    /// Fill an empty database from such a file
    Restore(backup::Restore),
    /// What customers wrote; each opening is logged first
    Comments(comments::Options),
    /// What customers complain about, and by when something has to happen
    Complaints(complaints::Options),
    /// Whom to call after a visit, and what came of each call
    #[command(subcommand)]
    Calls(calls::Calls),
    /// Erase what a customer wrote, or how to reach them, at their wish and by the code they quote
    Erase(erase::Options),
    /// Make a demo shop and print the links into it
    Demo(demo::Options),
    /// Have synthetic tablets enrol, answer and sync over some weeks, for demos and load
    Simulate(simulate::Options),
}

impl Cli {
    /// Does what was asked; the code says whether something was found.
    pub async fn run(self) -> Result<ExitCode> {
        // Its tablets would have a line for each of their requests, which nobody asked for.
        let most =
            if matches!(self.command, Command::Simulate(_)) { LevelFilter::WARN } else { LevelFilter::INFO };
        logs::begin(self.log_format, most);
        let home = &self.home;
        match self.command {
            Command::Serve(options) => serve::run(home, options).await,
            Command::Openapi => openapi::run(),
            Command::Shop(shop) => shop::shop(home, shop).await,
            Command::Region(region) => region::run(home, region).await,
            Command::Advisor(advisor) => shop::advisor(home, advisor).await,
            Command::Staff(staff) => staff::run(home, staff).await,
            Command::User(user) => user::run(home, user).await,
            Command::Log(options) => log::run(home, options).await,
            Command::Device(device) => device::run(home, device).await,
            Command::Keys(keys) => keys::run(home, keys).await,
            Command::Questionnaire(questionnaire) => questionnaire::run(home, questionnaire).await,
            Command::Report(options) => report::run(home, options).await,
            Command::Handovers(options) => handovers::run(home, options).await,
            Command::Export(options) => export::run(home, options).await,
            Command::Import(options) => import::run(home, options).await,
            Command::Audit(options) => audit::run(home, options).await,
            Command::Backup(options) => backup::backup(home, options).await,
            Command::Restore(options) => backup::restore(home, options).await,
            Command::Comments(options) => comments::run(home, options).await,
            Command::Complaints(options) => complaints::run(home, options).await,
            Command::Calls(calls) => calls::run(home, calls).await,
            Command::Erase(options) => erase::run(home, options).await,
            Command::Demo(options) => demo::run(home, options).await,
            Command::Simulate(options) => simulate::run(home, options).await,
        }
    }
}

/// A number with what it counts.
fn counted(number: usize, what: &str) -> String {
    match (number, what) {
        (1, what) => format!("1 {what}"),
        (number, "batch") => format!("{number} batches"),
        (number, what) => format!("{number} {what}s"),
    }
}

/// A language as somebody typed it.
fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("the languages are {known}"))
}

/// Who runs this, for the logs of what was opened, exported and erased.
fn who() -> String {
    std::env::var("USER").unwrap_or_else(|_| "someone at the command line".into())
}
