//! Makes a built folder ready to be served: no script inside the page, a policy of what the page may do, and the service
//! worker's list of exactly these files.
//!
//! The script that starts the program, and the one that keeps it, are plain script (`src/appliance/`). Everything that is
//! fetched is named after its contents but `index.html` and `sw.js`, which browsers ask for anew.

mod page;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::paths::Workspace;
use crate::process;
pub use page::policy;

/// Where the plain scripts lie that are not part of a program.
const SCRIPTS: &str = "src/appliance";
/// What these scripts are written down to: browsers too old for the program still read why they are.
const UNDERSTOOD: [&str; 3] =
    ["--target=es2018", "--supported:dynamic-import=true", "--supported:import-meta=true"];

/// Takes the script out of the page that Trunk wrote, into files of their own. `program` is what the names of the page's
/// program and its script begin with.
pub fn open_up(workspace: &Workspace, folder: &Path, program: &str) -> Result<()> {
    let keep = write(folder, "keep", &bundled(workspace, "keep.js")?)?;
    let start = source(workspace, "start.js")?.replace("PROGRAM", program);
    let start = minified(workspace, &start.replace("./keep.js", &format!("./{keep}")))?;
    let name = write(folder, "start", &start)?;
    fs::write(folder.join(page::OLD), minified(workspace, &source(workspace, page::OLD)?)?)?;
    page::edit(folder, |text| page::with_script(text, &name, start.as_bytes()))
}

/// Writes into the page where head office is, the page's own origin unless it is named, and what the page may do; and then
/// the service worker, whose list holds every file of the folder.
pub fn close(workspace: &Workspace, folder: &Path, head_office: Option<&str>) -> Result<()> {
    page::edit(folder, |text| page::with_policy(text, head_office.unwrap_or("")))?;
    let list = worker::list(folder)?;
    let script = minified(workspace, &worker::with_list(&source(workspace, "worker.js")?, &list)?)?;
    fs::write(folder.join(worker::NAME), script)?;
    Ok(())
}

/// The kill switch, as a file that takes the service worker's place.
pub fn off(workspace: &Workspace) -> Result<String> {
    minified(workspace, &source(workspace, "off.js")?)
}

fn source(workspace: &Workspace, name: &str) -> Result<String> {
    let file = workspace.root.join(SCRIPTS).join(name);
    fs::read_to_string(&file).with_context(|| format!("{} cannot be read.", file.display()))
}

/// Writes a script into a file that is named after its contents; that name.
fn write(folder: &Path, name: &str, script: &str) -> Result<String> {
    let digest = Sha256::digest(script);
    let number = digest.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    let file = format!("{name}-{number:016x}.js");
    fs::write(folder.join(&file), script)?;
    Ok(file)
}

/// A script and all that it imports, as one.
fn bundled(workspace: &Workspace, name: &str) -> Result<String> {
    let entry = workspace.root.join(SCRIPTS).join(name);
    esbuild(workspace, &entry, &["--bundle", "--format=esm"])
}

fn minified(workspace: &Workspace, script: &str) -> Result<String> {
    let file = scratch(workspace, "in.js")?;
    fs::write(&file, script)?;
    esbuild(workspace, &file, &[])
}

/// A file of this run alone: two releases may be made at once.
fn scratch(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let folder = workspace.scratch().join("seal").join(std::process::id().to_string());
    fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

fn esbuild(workspace: &Workspace, file: &Path, more: &[&str]) -> Result<String> {
    let program = workspace.which("esbuild").context("esbuild is not installed.")?;
    let out = scratch(workspace, "out.js")?;
    let mut esbuild = workspace.command(program);
    esbuild.arg(file).args(["--minify", "--legal-comments=none", "--log-level=warning", "--charset=utf8"]);
    esbuild.args(UNDERSTOOD).args(more).arg(format!("--outfile={}", out.display()));
    ensure!(
        process::run(&mut esbuild)?,
        "esbuild does not take a script of {SCRIPTS}; its message is above."
    );
    Ok(fs::read_to_string(out)?)
}
