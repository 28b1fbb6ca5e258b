//! `cargo xtask test`: the checks, each counted, in the order from quick to slow.

mod browser;
mod code;
mod count;
mod end_to_end;
mod faults;
mod office;
mod rooms;
mod sim;
mod units;

use std::num::NonZero;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::paths::Workspace;
use crate::{clones, complain, kiosk, process, size, tools};
pub use count::Count;
pub use sim::Histories;

/// The package that runs in the browser; all others run natively.
pub const BROWSER_PACKAGE: &str = "handover";
pub const BROWSER_TARGET: &str = "wasm32-unknown-unknown";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Step {
    /// The layout of the code
    Fmt,
    /// Faults a compiler can find, and arrows between rooms that run the wrong way
    Lint,
    /// Tests that need no browser
    Unit,
    /// Head office over its command line and HTTP, on either database
    Office,
    /// Seeded histories of what can happen between tablets and head office, by the tablet's own code
    Sim,
    /// The kiosk's own tests, inside a browser
    Web,
    /// How much the first visit downloads, and the courier after it, and that it says nothing of this machine
    Size,
    /// The whole product, driven through a browser
    E2e,
    /// Every row of the fault table that what is built can show
    Faults,
}

/// Runs the named steps, or all, and prints the counts; true if nothing failed.
pub fn run(workspace: &Workspace, named: &[Step], histories: &Histories) -> bool {
    println!("Builds go to {}", workspace.target.display());
    let mut lines = Vec::new();
    let mut total = Count::default();
    for step in Step::value_variants() {
        if !named.is_empty() && !named.contains(step) {
            continue;
        }
        let name = step.name();
        println!("\n== {name} ==");
        let start = Instant::now();
        let count = step.perform(workspace, histories).unwrap_or_else(|error| {
            complain(&error);
            Count::FAILED
        });
        let time = start.elapsed().as_secs_f32();
        lines.push(format!("{name:<6} {count}  ({time:.1} s)"));
        total += count;
        if process::stopped() {
            break;
        }
    }
    if !total.failures.is_empty() {
        println!("\n== what failed ==");
    }
    println!();
    for line in total.failures.iter().chain(&lines) {
        println!("{line}");
    }
    println!("{total}");
    total.failed == 0
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn perform(self, workspace: &Workspace, histories: &Histories) -> Result<Count> {
        let needed = match self {
            Self::Fmt => tools::FMT,
            Self::Lint => tools::LINT,
            Self::Unit | Self::Sim => &[],
            Self::Office => tools::OFFICE,
            Self::Web => tools::WEB,
            Self::Size => tools::KIOSK,
            Self::E2e => tools::E2E,
            Self::Faults => tools::FAULTS,
        };
        tools::make_ready(workspace, needed)?;
        // Before each step, since another clone may have begun to build meanwhile.
        clones::claim(workspace)?;
        match self {
            Self::Fmt => code::fmt(workspace),
            Self::Lint => code::lint(workspace),
            Self::Unit => units::run(workspace),
            Self::Office => office::run(workspace),
            Self::Sim => sim::run(workspace, histories),
            Self::Web => browser::run(workspace),
            Self::Size => download(workspace),
            Self::E2e => end_to_end::run(workspace),
            Self::Faults => faults::run(workspace),
        }
    }
}

/// How many tests of a whole program run beside each other: one more than there are cores, since some of them only wait.
fn at_a_time() -> usize {
    available_parallelism().map_or(1, NonZero::get) + 1
}

fn download(workspace: &Workspace) -> Result<Count> {
    let dist = kiosk::build(workspace)?;
    let mut count = Count::of(size::first_load(&dist)?);
    count += Count::of(size::later(&dist)?);
    count += Count::of(size::traces::check(&dist, &workspace.private_folders())?);
    Ok(count)
}
