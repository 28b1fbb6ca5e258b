//! The command line: one file per command.

/// Prints a line, as `println!` does, but hands on that nobody reads any more (`… | head`).
macro_rules! say {
    ($($words:tt)*) => {
        std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($words)*)))?
    };
}

mod audit;
mod brand;
mod comments;
mod complaints;
mod days;
mod demo;
mod device;
mod erase;
mod handovers;
mod import;
mod questionnaire;
mod region;
mod report;
mod serve;
mod shop;
mod shop_key;
mod staff;
mod visits;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Handover's head office: takes in what the tablets send, keeps it, scores it, and shows what is missing.
#[derive(Parser)]
#[command(name = "handover-office", version)]
pub struct Cli {
    /// The folder that holds the database and the keys
    #[arg(long, global = true, default_value = "data")]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the service
    Serve(serve::Options),
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
    /// The visits that a shop expects
    #[command(subcommand)]
    Visits(visits::Visits),
    /// Tablets
    #[command(subcommand)]
    Device(device::Device),
    /// Questionnaires
    #[command(subcommand)]
    Questionnaire(questionnaire::Questionnaire),
    /// Scores over a span of days
    Report(report::Options),
    /// How often tablets were handed to customers, and what came of it
    Handovers(handovers::Options),
    /// Take files that tablets wrote where there is no network
    Import(import::Options),
    /// Whether everything that was acknowledged is still here, unaltered
    Audit(audit::Options),
    /// What customers wrote; each opening is logged first
    Comments(comments::Options),
    /// What customers complain about, and by when something has to happen
    Complaints(complaints::Options),
    /// Erase what a customer wrote, or how to reach them, at their wish and by the code they quote
    Erase(erase::Options),
    /// Make a demo shop and print the links into it
    Demo(demo::Options),
}

impl Cli {
    /// Does what was asked; the code says whether something was found.
    pub async fn run(self) -> Result<ExitCode> {
        let data = &self.data;
        match self.command {
            Command::Serve(options) => serve::run(data, options).await,
            Command::Shop(shop) => shop::shop(data, shop).await,
            Command::Region(region) => region::run(data, region).await,
            Command::Advisor(advisor) => shop::advisor(data, advisor).await,
            Command::Staff(staff) => staff::run(data, staff).await,
            Command::Visits(visits) => visits::run(data, visits).await,
            Command::Device(device) => device::run(data, device).await,
            Command::Questionnaire(questionnaire) => questionnaire::run(data, questionnaire).await,
            Command::Report(options) => report::run(data, options).await,
            Command::Handovers(options) => handovers::run(data, options).await,
            Command::Import(options) => import::run(data, options).await,
            Command::Audit(options) => audit::run(data, options).await,
            Command::Comments(options) => comments::run(data, options).await,
            Command::Complaints(options) => complaints::run(data, options).await,
            Command::Erase(options) => erase::run(data, options).await,
            Command::Demo(options) => demo::run(data, options).await,
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

/// Who runs this, for the logs of what was opened and erased.
fn who() -> String {
    std::env::var("USER").unwrap_or_else(|_| "someone at the command line".into())
}
