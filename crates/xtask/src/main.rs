//! Runs, tests and checks Handover on a machine that has Rust and little else.
//!
//! Start reading at [`tools`] for what gets installed, at [`run`] for the demo
//! and at [`test`] for the checks. Everything a child process needs is in [`paths`].

mod bench;
mod clones;
mod doctor;
mod fuzz;
mod hash;
mod kiosk;
mod office;
mod paths;
mod postgres;
mod process;
mod release;
mod run;
mod screens;
mod seal;
mod selftest;
mod shrink;
mod size;
mod stage;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use paths::Workspace;

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "Runs, tests and checks Handover")]
enum Task {
    /// List every tool the project uses and whether this machine has it; installs nothing
    Doctor,
    /// Build everything and open a demo shop on this machine
    Run(run::Options),
    /// Write the kiosk as a folder that any web host serves
    Release(release::Options),
    /// Take a picture of every screen for docs/screens.md
    Screens,
    /// Run the checks: all of them, or those named
    Test {
        /// Which checks; none named means all
        steps: Vec<test::Step>,
        #[command(flatten)]
        histories: test::Histories,
    },
    /// Measure, beside a peer or a limit of the same run
    Bench {
        /// What
        bench: bench::Bench,
    },
    /// Let libFuzzer look for bytes that break a reader: all of them, or the one named
    Fuzz(fuzz::Options),
    /// Print records of a tablet, for benches
    #[command(hide = true)]
    Records {
        /// The envelope of the tablet's configuration
        config: PathBuf,
        /// How many
        count: u64,
        /// Another one makes another journal
        #[arg(default_value_t = 1)]
        seed: u64,
    },
    /// Make what Trunk has built smaller; Trunk calls this by itself
    #[command(hide = true)]
    Shrink,
}

fn main() -> ExitCode {
    let task = Task::parse();
    match perform(&task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            complain(&error);
            // 130 is what a shell expects of a program ended by Ctrl-C.
            ExitCode::from(if process::stopped() { 130 } else { 1 })
        }
    }
}

fn perform(task: &Task) -> Result<bool> {
    process::listen_for_stop()?;
    let workspace = Workspace::find()?;
    match task {
        Task::Doctor => Ok(doctor::report(&workspace)),
        Task::Run(options) => run::run(&workspace, options).map(|()| true),
        Task::Release(options) => release::write(&workspace, options).map(|()| true),
        Task::Screens => screens::take(&workspace).map(|()| true),
        Task::Test { steps, histories } => Ok(test::run(&workspace, steps, histories)),
        Task::Bench { bench } => bench::run(&workspace, *bench).map(|()| true),
        Task::Fuzz(options) => fuzz::run(&workspace, options),
        Task::Records { config, count, seed } => bench::records::print(config, *count, *seed).map(|()| true),
        Task::Shrink => shrink::run(&workspace).map(|()| true),
    }
}

/// Prints an error and its causes, one sentence a line, without a backtrace.
fn complain(error: &anyhow::Error) {
    eprintln!("\n{error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
}
