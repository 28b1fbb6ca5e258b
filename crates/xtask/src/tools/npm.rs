//! The npm packages: wasm-opt and esbuild to shrink the kiosk, Playwright and Puppeteer to drive browsers.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::{Found, Tool};
use crate::hash::Fingerprint;
use crate::paths::Workspace;
use crate::process;

pub struct NpmPackages;

impl Tool for NpmPackages {
    fn name(&self) -> &'static str {
        "npm packages"
    }

    fn why(&self) -> &'static str {
        "to shrink the kiosk (wasm-opt, esbuild) and to drive browsers in tests (Playwright, Puppeteer)"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let stamp = fs::read_to_string(stamp(workspace)).ok()?;
        (stamp == lock_hash(workspace).ok()?).then(|| Found {
            version: "as locked".to_owned(),
            place: workspace.root.join("node_modules").display().to_string(),
        })
    }

    fn plan(&self, _: &Workspace) -> String {
        "They will be installed with `npm ci` into node_modules, which takes less than a minute.".to_owned()
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let npm = workspace.which("npm").context("Install npm, then start again.")?;
        let mut command = workspace.command(npm);
        let installed = process::run(command.args(["ci", "--no-audit", "--no-fund"]))?;
        ensure!(installed, "Run `npm ci` where it can reach the npm registry, then start again.");
        fs::write(stamp(workspace), lock_hash(workspace)?)?;
        Ok(())
    }
}

/// Lies in the folder it vouches for, so that removing one removes the other.
fn stamp(workspace: &Workspace) -> PathBuf {
    workspace.root.join("node_modules").join(".handover-stamp")
}

fn lock_hash(workspace: &Workspace) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint
        .path(&workspace.root.join("package-lock.json"))
        .context("package-lock.json cannot be read.")?;
    Ok(fingerprint.finish())
}
