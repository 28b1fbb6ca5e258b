//! The tests that need no browser; those of head office over HTTP have a step of their own.

use anyhow::Result;

use super::{BROWSER_PACKAGE, Count};
use crate::paths::Workspace;
use crate::process;

/// All of them, those in the documentation included; one crate's failure does not hide another's.
pub fn run(workspace: &Workspace) -> Result<Count> {
    let mut count = Count::default();
    let mut command = workspace.cargo();
    command.args(["test", "--workspace", "--exclude", BROWSER_PACKAGE, "--no-fail-fast"]);
    let success = process::stream(&mut command, |line| count.read_cargo(line))?;
    Ok(count.finish(success))
}
