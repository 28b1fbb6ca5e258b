//! Builds the kiosk into `dist/`, and skips that when nothing it is made of has changed.

mod remap;

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::hash::Fingerprint;
use crate::paths::Workspace;
use crate::process;
use crate::tools::{self, Tool};

/// Everything in the checkout that ends up in the kiosk or decides how it is built.
const INPUTS: &[&str] = &[
    "src",
    "style",
    "public",
    "questionnaires",
    "crates/domain",
    "crates/tablet",
    "crates/no-streams",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "package-lock.json",
    "crates/xtask/src/shrink.rs",
    "crates/xtask/src/shrink",
    "crates/xtask/src/seal.rs",
    "crates/xtask/src/seal",
];

/// Builds the release kiosk and returns its folder.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let dist = workspace.root.join("dist");
    let stamp = workspace.scratch().join("kiosk.stamp");
    fs::create_dir_all(workspace.scratch())?;
    // Two builds at once would take each other's half-made files. It is let go of at the end.
    let turn = fs::File::create(workspace.scratch().join("kiosk.lock"))?;
    turn.lock()?;
    let inputs = inputs(workspace)?;
    if fs::read_to_string(&stamp).is_ok_and(|text| output(workspace, &inputs).is_ok_and(|now| now == text)) {
        println!("The kiosk has not changed; dist/ stays as it is.");
        return Ok(dist);
    }
    println!(
        "Building the kiosk for the browser (about three minutes the first time, one or two after a change)."
    );
    let trunk = workspace.which("trunk").context("Trunk is not installed.")?;
    let mut command = workspace.command(trunk);
    command
        .args(["build", "--release"])
        // All its helpers are installed already; it must not fetch its own.
        .env("TRUNK_OFFLINE", "true")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env(remap::VARIABLE, remap::flags()?)
        // Trunk reads this one as true or false and stumbles over the customary 1.
        .env_remove("NO_COLOR");
    ensure!(process::run(&mut command)?, "The kiosk does not build; the message is above.");
    fs::write(&stamp, output(workspace, &inputs)?)?;
    Ok(dist)
}

/// The state of everything that goes into the kiosk.
fn inputs(workspace: &Workspace) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    for input in INPUTS {
        fingerprint.text(input);
        fingerprint.path(&workspace.root.join(input)).with_context(|| format!("{input} cannot be read."))?;
    }
    for tool in [&tools::Trunk as &dyn Tool, &tools::WasmBindgen] {
        let found = tool.find(workspace).map(|found| found.version);
        fingerprint.text(&found.unwrap_or_default());
    }
    fingerprint.text(&remap::flags()?);
    let mut settings: Vec<_> = env::vars()
        .filter(|(name, _)| {
            ["CARGO_PROFILE_", "CARGO_TARGET_WASM32_", "TRUNK_"].iter().any(|prefix| name.starts_with(prefix))
                || name.ends_with("RUSTFLAGS")
        })
        .collect();
    settings.sort();
    for (name, value) in settings {
        fingerprint.text(&name);
        fingerprint.text(&value);
    }
    Ok(fingerprint.finish())
}

/// The stamp covers `dist/` as well, so that a build made by hand is noticed and replaced.
fn output(workspace: &Workspace, inputs: &str) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.path(&workspace.root.join("dist"))?;
    Ok(format!("{inputs} {}\n", fingerprint.finish()))
}
