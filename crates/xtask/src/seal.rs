//! Makes a built folder ready to be served: no script inside the page, a policy of what the page may do, and the service
//! worker's list of exactly these files.
//!
//! The script that starts the program, and the one that keeps it, are plain script (`src/appliance/`). Everything that is
//! fetched is named after its contents but `index.html` and `sw.js`, which browsers ask for anew.

mod page;
mod worker;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::paths::Workspace;
use crate::process;
pub use page::policy;

/// Where the plain scripts lie that are not part of a program.
const SCRIPTS: &str = "src/appliance";

/// Takes the script out of the page that Trunk wrote, into files of their own. `program` is what the names of the page's
/// program and its script begin with.
pub fn open_up(workspace: &Workspace, folder: &Path, program: &str) -> Result<()> {
    let keep = written(workspace, folder, "keep", |text| text)?;
    let start = written(workspace, folder, "start", |text| {
        text.replace("PROGRAM", program).replace("./keep.js", &format!("./{keep}"))
    })?;
    page::edit(folder, |text| page::with_script(text, &start, &fs::read(folder.join(&start))?))
}

/// Writes into the page where head office is, the page's own origin unless it is named, and what the page may do; and then
/// the service worker, whose list holds every file of the folder.
pub fn close(workspace: &Workspace, folder: &Path, head_office: Option<&str>) -> Result<()> {
    page::edit(folder, |text| page::with_policy(text, head_office.unwrap_or("")))?;
    let source = fs::read_to_string(workspace.root.join(SCRIPTS).join("worker.js"))?;
    let list = worker::list(folder)?;
    let script = minified(workspace, &worker::with_list(&source, &list)?)?;
    fs::write(folder.join(worker::NAME), script)?;
    Ok(())
}

/// The kill switch, as a file that takes the service worker's place.
pub fn off(workspace: &Workspace) -> Result<String> {
    minified(workspace, &fs::read_to_string(workspace.root.join(SCRIPTS).join("off.js"))?)
}

/// Writes one of the scripts under a name after its contents; that name.
fn written(
    workspace: &Workspace,
    folder: &Path,
    name: &str,
    edit: impl FnOnce(String) -> String,
) -> Result<String> {
    let source = workspace.root.join(SCRIPTS).join(format!("{name}.js"));
    let text =
        fs::read_to_string(&source).with_context(|| format!("{} cannot be read.", source.display()))?;
    let text = minified(workspace, &edit(text))?;
    let number =
        Sha256::digest(&text).iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    let file = format!("{name}-{number:016x}.js");
    fs::write(folder.join(&file), text)?;
    Ok(file)
}

fn minified(workspace: &Workspace, script: &str) -> Result<String> {
    let folder = workspace.scratch().join("seal");
    fs::create_dir_all(&folder)?;
    let [from, to] = ["in.js", "out.js"].map(|name| folder.join(name));
    fs::write(&from, script)?;
    let program = workspace.which("esbuild").context("esbuild is not installed.")?;
    let mut esbuild = workspace.command(program);
    esbuild.arg(&from).args(["--minify", "--legal-comments=none", "--log-level=warning"]);
    esbuild.arg(format!("--outfile={}", to.display()));
    ensure!(
        process::run(&mut esbuild)?,
        "esbuild does not take a script of {SCRIPTS}; its message is above."
    );
    Ok(fs::read_to_string(to)?)
}
