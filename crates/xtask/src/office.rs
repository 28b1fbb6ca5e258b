//! Builds the head-office program.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::paths::Workspace;
use crate::process;
use crate::test::BROWSER_PACKAGE;

/// Builds `handover-office` in the profile the tests use too, and says where it is.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    built(workspace, &["build", "--bin", "handover-office"])
}

/// The program that head office's own tests are given: they ask for more of the libraries that it stands on, and without
/// them all of it would be built once more.
pub fn build_for_tests(workspace: &Workspace) -> Result<PathBuf> {
    built(workspace, &["test", "--no-run", "--test", "office"])
}

fn built(workspace: &Workspace, what: &[&str]) -> Result<PathBuf> {
    println!("Building head office (several minutes the first time, seconds afterwards).");
    // Chosen as the tests choose, so that what both stand on is built once.
    let packages = ["--workspace", "--exclude", BROWSER_PACKAGE];
    let built = process::run(workspace.cargo().args(what).args(packages))?;
    ensure!(built, "Head office does not build; the compiler's message is above.");
    let name = format!("handover-office{EXE_SUFFIX}");
    Ok(workspace.target.join("debug").join(name))
}
