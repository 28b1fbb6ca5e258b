//! `cargo xtask bench`: how fast and how small, each figure beside a peer or a limit that was measured in the same run.
//! Nothing here is a test: machines differ, and a figure is to be read.

pub mod records;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::paths::Workspace;
use crate::{clones, process, stage, tools};

#[derive(Clone, Copy, ValueEnum)]
pub enum Bench {
    /// The journal and its way to head office, in a real browser
    Sync,
    /// How the page feels on a slow tablet: what moves by itself, and how long its thread is busy
    Page,
    /// How many records a second head office takes in, and its reports over a year of a thousand shops
    Office,
}

/// Runs a bench and prints its figures.
pub fn run(workspace: &Workspace, bench: Bench) -> Result<()> {
    let script = match bench {
        Bench::Sync => "tests/bench/sync.mjs",
        Bench::Page => "tests/bench/page.mjs",
        Bench::Office => return office(workspace),
    };
    tools::make_ready(workspace, tools::E2E)?;
    clones::claim(workspace)?;
    let mut node = stage::node(workspace)?;
    node.arg(script);
    ensure!(process::run(&mut node)?, "The bench did not come to its end; the message is above.");
    Ok(())
}

/// Head office's own benches, by the profile that it is released by.
fn office(workspace: &Workspace) -> Result<()> {
    for name in ["ingest", "report"] {
        let mut cargo = workspace.cargo();
        cargo.args(["bench", "--profile", "server", "--package", "handover-office", "--bench", name]);
        ensure!(process::run(&mut cargo)?, "The bench did not come to its end; the message is above.");
    }
    Ok(())
}
