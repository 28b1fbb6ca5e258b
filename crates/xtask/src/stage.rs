//! Node, on the stage of `tests/e2e`: the built kiosk, the head-office program and a browser.

use anyhow::{Context, Result};
use std::process::Command;

use crate::paths::Workspace;
use crate::tools::{CADDY, Chromium, NGINX, Tool};
use crate::{kiosk, office};

/// Builds what the stage needs, and returns Node told of it.
pub fn node(workspace: &Workspace) -> Result<Command> {
    let dist = kiosk::build(workspace)?;
    let office = office::build_for_tests(workspace)?;
    let browser = Chromium.find(workspace).context("Chromium is not installed.")?;
    let node = workspace.which("node").context("Node is not installed.")?;
    let mut command = workspace.command(node);
    command.env("HANDOVER_OFFICE", office).env("HANDOVER_DIST", dist).env("HANDOVER_CHROMIUM", browser.place);
    // Some ask this program for what only it makes: records that head office can open, a release.
    command.env("HANDOVER_XTASK", std::env::current_exe()?);
    // Hosts that are not here are not tried.
    for (variable, host) in [("HANDOVER_NGINX", NGINX), ("HANDOVER_CADDY", CADDY)] {
        if let Some(found) = host.find(workspace) {
            command.env(variable, found.place);
        }
    }
    Ok(command)
}
