//! The parts of the Rust toolchain that rustup does not always bring along.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::{Found, Tool};
use crate::paths::Workspace;
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for the browser.
pub struct WasmTarget;

impl Tool for WasmTarget {
    fn name(&self) -> &'static str {
        TARGET
    }

    fn why(&self) -> &'static str {
        "to compile the kiosk for the browser"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let sysroot = process::output(workspace.command("rustc").args(["--print", "sysroot"]))?;
        let place = PathBuf::from(sysroot).join("lib").join("rustlib").join(TARGET);
        place.is_dir().then(|| Found { version: "target".to_owned(), place: place.display().to_string() })
    }

    fn plan(&self, _: &Workspace) -> String {
        "It will be added with rustup, which takes a few seconds.".to_owned()
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        rustup_add(workspace, "target", TARGET)
    }
}

/// A helper of cargo's, such as clippy.
pub struct Component {
    pub name: &'static str,
    pub why: &'static str,
}

impl Tool for Component {
    fn name(&self) -> &'static str {
        self.name
    }

    fn why(&self) -> &'static str {
        self.why
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let command = if self.name == "rustfmt" { "fmt" } else { self.name };
        let version = process::output(workspace.cargo().args([command, "--version"]))?;
        Some(Found { version: super::version_in(&version)?.to_owned(), place: format!("cargo {command}") })
    }

    fn plan(&self, _: &Workspace) -> String {
        "It will be added with rustup, which takes a few seconds.".to_owned()
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        rustup_add(workspace, "component", self.name)
    }
}

fn rustup_add(workspace: &Workspace, kind: &str, name: &str) -> Result<()> {
    let rustup = workspace.which("rustup").with_context(|| {
        format!(
            "Install Rust with rustup (https://rustup.rs), or add the {kind} {name} to your Rust by hand."
        )
    })?;
    let added = process::run(workspace.command(rustup).args([kind, "add", name]))?;
    ensure!(added, "Run `rustup {kind} add {name}` where it can reach Rust's downloads.");
    Ok(())
}
