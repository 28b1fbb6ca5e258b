//! `handover-sim`: many histories, or one of them told.

use clap::Parser;
use handover_sim::{Summary, live, many};
use std::process::ExitCode;

/// How many of the last lines are shown of a history that broke a rule.
const LAST: usize = 60;

#[derive(Parser)]
#[command(about = "Lives through what can happen between tablets and head office")]
struct Options {
    /// Tell the history of this seed, line by line
    #[arg(long)]
    seed: Option<u64>,
    /// How many histories
    #[arg(long, default_value_t = 20_000)]
    seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    from: u64,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(seed) = options.seed {
        return tell(seed);
    }
    let summary = many(options.from, options.seeds, None);
    println!("{summary}");
    report(&summary);
    let rare = summary.too_rare();
    for seen in &rare {
        println!("{} happened too seldom to have been tried", seen.words());
    }
    if summary.broken.is_empty() && rare.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tell(seed: u64) -> ExitCode {
    let history = live(seed, None, true);
    for line in &history.story {
        println!("{line}");
    }
    match history.broken {
        None => {
            println!("seed {seed}: every rule held");
            ExitCode::SUCCESS
        }
        Some(broken) => {
            println!("seed {seed}: {}", broken.sentence);
            ExitCode::FAILURE
        }
    }
}

/// What is needed to look into it: the rule, the end of the first history, and how to see all of it.
fn report(summary: &Summary) {
    for (seed, broken) in summary.broken.iter().take(20) {
        println!("seed {seed}: {}", broken.sentence);
    }
    if let Some((seed, _)) = summary.broken.first() {
        let story = live(*seed, None, true).story;
        println!("\nthe end of seed {seed}:");
        for line in &story[story.len().saturating_sub(LAST)..] {
            println!("  {line}");
        }
        println!("\nall of it: cargo xtask test sim --seed {seed}");
    }
}
