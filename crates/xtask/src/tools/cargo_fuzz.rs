//! cargo-fuzz, which builds programs for libFuzzer and runs them.

use anyhow::Result;

use super::cargo_install::Program;
use super::{Found, Tool, numbers, version_in};
use crate::paths::Workspace;
use crate::process;

const VERSION: &str = "0.13.2";

pub struct CargoFuzz;

impl Tool for CargoFuzz {
    fn name(&self) -> &'static str {
        "cargo-fuzz"
    }

    fn why(&self) -> &'static str {
        "to look for bytes that break a reader, by `cargo xtask fuzz` alone"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let place = workspace.which("cargo-fuzz")?;
        let said = process::output(workspace.command(&place).arg("--version"))?;
        let version = version_in(&said)?;
        (numbers(version) >= numbers(VERSION))
            .then(|| Found { version: version.to_owned(), place: place.display().to_string() })
    }

    fn plan(&self, _: &Workspace) -> String {
        format!("cargo-fuzz {VERSION} will be installed with cargo, which takes a minute or two.")
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let program = Program { name: "cargo-fuzz", version: VERSION, features: &[], locked_first: true };
        program.install(workspace)
    }
}
