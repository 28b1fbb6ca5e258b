//! Trunk, which builds and bundles the kiosk.

use anyhow::Result;

use super::cargo_install::Program;
use super::{Found, Tool, numbers, version_in};
use crate::paths::Workspace;
use crate::process;

/// The newest release that the pinned Rust can compile.
const VERSION: &str = "0.21.14";

pub struct Trunk;

impl Tool for Trunk {
    fn name(&self) -> &'static str {
        "trunk"
    }

    fn why(&self) -> &'static str {
        "to build and bundle the kiosk"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let place = workspace.which("trunk")?;
        // Trunk reads NO_COLOR as true or false and stumbles over the customary 1.
        let mut command = workspace.command(&place);
        let said = process::output(command.arg("--version").env_remove("NO_COLOR"))?;
        let version = version_in(&said)?;
        (numbers(version) >= numbers(VERSION))
            .then(|| Found { version: version.to_owned(), place: place.display().to_string() })
    }

    fn plan(&self, _: &Workspace) -> String {
        format!(
            "Trunk {VERSION} will be installed with cargo, which takes five to ten minutes, once per machine."
        )
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let program = Program { name: "trunk", version: VERSION, features: &["rustls"], locked_first: true };
        program.install(workspace)
    }
}
