//! Many histories of what can happen between tablets and head office, or one of them told line by line.

use anyhow::Result;
use clap::Args;

use super::Count;
use crate::paths::Workspace;
use crate::process;

/// Which histories.
#[derive(Args, Clone, Copy, Default)]
pub struct Histories {
    /// `sim`: tell the history of this seed, line by line
    #[arg(long, conflicts_with = "seeds")]
    seed: Option<u64>,
    /// `sim`: live through so many histories
    #[arg(long)]
    seeds: Option<u64>,
}

/// All of them together are one check.
pub fn run(workspace: &Workspace, histories: &Histories) -> Result<Count> {
    let mut command = workspace.cargo();
    command.args(["run", "--package", "handover-sim", "--"]);
    if let Some(seed) = histories.seed {
        command.arg(format!("--seed={seed}"));
    }
    if let Some(seeds) = histories.seeds {
        command.arg(format!("--seeds={seeds}"));
    }
    Ok(Count::of(process::run(&mut command)?))
}
