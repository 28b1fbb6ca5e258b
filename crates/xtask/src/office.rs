//! Builds the head-office program.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::paths::Workspace;
use crate::process;

/// Builds `handover-office` in the profile the tests use too, and says where it is.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    println!("Building head office (several minutes the first time, seconds afterwards).");
    let built = process::run(workspace.cargo().args(["build", "--package", "handover-office"]))?;
    ensure!(built, "Head office does not build; the compiler's message is above.");
    let name = format!("handover-office{EXE_SUFFIX}");
    Ok(workspace.target.join("debug").join(name))
}
