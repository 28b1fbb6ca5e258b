//! What a program asks of the system, seen from outside.

use anyhow::{Result, ensure};

use super::{Found, Tool, system, version_in};
use crate::paths::Workspace;
use crate::process;

const PACKAGES: &[&str] = &["strace"];

pub struct Strace;

impl Tool for Strace {
    fn name(&self) -> &'static str {
        "strace"
    }

    fn why(&self) -> &'static str {
        "to count how often the browser puts a record on the disk"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let place = workspace.which("strace")?;
        let said = process::output(workspace.command(&place).arg("--version"))?;
        Some(Found { version: version_in(&said)?.to_owned(), place: place.display().to_string() })
    }

    fn plan(&self, workspace: &Workspace) -> String {
        if system::can_install(workspace) {
            "strace will be installed with apt-get, which takes half a minute.".into()
        } else {
            "You will be asked to install strace.".into()
        }
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        ensure!(system::install(workspace, PACKAGES)?, "Install strace, then start again.");
        Ok(())
    }
}
