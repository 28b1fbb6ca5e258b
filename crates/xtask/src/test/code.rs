//! Layout and lints.

use anyhow::Result;

use super::{BROWSER_PACKAGE, BROWSER_TARGET, Count, rooms};
use crate::paths::Workspace;
use crate::process;

pub fn fmt(workspace: &Workspace) -> Result<Count> {
    let tidy = process::run(workspace.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Count::of(tidy))
}

/// Clippy over the native packages, then over the kiosk as the browser sees it.
/// A crate's own `clippy.toml` adds to that of the workspace: clippy looks for it in the folder
/// of the package it checks, unless one place is forced for all of them.
pub fn lint(workspace: &Workspace) -> Result<Count> {
    let mut count = Count::of(rooms::check(&workspace.root)?);
    let natively = ["--workspace", "--exclude", BROWSER_PACKAGE];
    for chosen in [
        [&natively[..], &["--all-targets"]].concat(),
        // These have a step of their own, and are none of what clippy takes for all targets.
        [&natively[..], &["--test", "office", "--test", "instances"]].concat(),
        vec!["--package", BROWSER_PACKAGE, "--target", BROWSER_TARGET, "--all-targets"],
    ] {
        let mut command = workspace.cargo();
        command.arg("clippy").args(chosen).args(["--", "-D", "warnings"]).env_remove("CLIPPY_CONF_DIR");
        count += Count::of(process::run(&mut command)?);
    }
    Ok(count)
}
