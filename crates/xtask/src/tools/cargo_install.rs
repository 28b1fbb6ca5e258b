//! Installs a program with cargo, into cargo's own folder, so that every later clone finds it.

use anyhow::{Result, ensure};

use crate::paths::Workspace;
use crate::process;

/// A program as cargo's registry names it.
pub struct Program<'a> {
    pub name: &'a str,
    pub version: &'a str,
    /// Features without those the project does not use.
    pub features: &'a [&'a str],
    /// Whether its own lock file is tried first; the other way is tried second.
    pub locked_first: bool,
}

impl Program<'_> {
    pub fn install(&self, workspace: &Workspace) -> Result<()> {
        if self.download(workspace)? || self.build(workspace, self.locked_first)? {
            return Ok(());
        }
        println!("That did not work; trying once more with another choice of dependencies.");
        ensure!(
            self.build(workspace, !self.locked_first)?,
            "Install {} {} by hand (`cargo install {} --version {}`); the compiler needs 2 GiB of memory for it.",
            self.name,
            self.version,
            self.name,
            self.version,
        );
        Ok(())
    }

    /// A ready-made program is quicker by minutes, where cargo-binstall is here and can reach one.
    fn download(&self, workspace: &Workspace) -> Result<bool> {
        if workspace.which("cargo-binstall").is_none() {
            return Ok(false);
        }
        let wanted = format!("{}@{}", self.name, self.version);
        process::run(workspace.cargo().args([
            "binstall",
            "--no-confirm",
            "--disable-strategies",
            "compile",
            "--maximum-resolution-timeout",
            "10",
            &wanted,
        ]))
    }

    fn build(&self, workspace: &Workspace, locked: bool) -> Result<bool> {
        let mut command = workspace.cargo();
        command
            .args(["install", self.name, "--version", self.version, "--no-default-features"])
            // The tool is built once and runs for seconds: a quick build beats a quick tool.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            // Its gigabyte of by-products has no place among the project's own.
            .env_remove("CARGO_TARGET_DIR");
        if locked {
            command.arg("--locked");
        }
        for feature in self.features {
            command.args(["--features", feature]);
        }
        process::run(&mut command)
    }
}
