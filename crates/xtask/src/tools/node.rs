//! Node, which runs wasm-opt and drives the browser in the end-to-end tests.

use anyhow::{Result, ensure};

use super::{Found, Tool, numbers, system, version_in};
use crate::paths::Workspace;
use crate::process;

pub struct Node;

impl Tool for Node {
    fn name(&self) -> &'static str {
        "node"
    }

    fn why(&self) -> &'static str {
        "to shrink the kiosk and to drive a browser in tests"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let place = workspace.which("node")?;
        workspace.which("npm")?;
        let said = process::output(workspace.command(&place).arg("--version"))?;
        let version = version_in(&said)?;
        (numbers(version) >= vec![20])
            .then(|| Found { version: version.to_owned(), place: place.display().to_string() })
    }

    fn plan(&self, workspace: &Workspace) -> String {
        if system::can_install(workspace) {
            "nodejs and npm will be installed with apt-get, which takes about a minute.".to_owned()
        } else {
            "You will be asked to install Node 20 or newer.".to_owned()
        }
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let installed = system::install(workspace, &["nodejs", "npm"])?;
        // Some systems still ship an older one.
        ensure!(
            installed && self.find(workspace).is_some(),
            "Install Node 20 or newer together with npm (https://nodejs.org), then start again."
        );
        Ok(())
    }
}
