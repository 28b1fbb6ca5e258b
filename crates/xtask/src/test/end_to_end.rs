//! The whole product: the built kiosk in a browser, talking to a head office of its own.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::{Count, at_a_time};
use crate::paths::Workspace;
use crate::{process, stage};

pub fn run(workspace: &Workspace) -> Result<Count> {
    // The rows of the fault table are a step of their own.
    let files = files(workspace, "tests/e2e");
    if files.is_empty() {
        eprintln!("tests/e2e holds no *.test.mjs, which counts as a failure.");
        return Ok(Count::FAILED);
    }
    let mut command = stage::node(workspace)?;
    command.args(["--test", &concurrency(), "--test-reporter=spec"]).args(files);
    let mut count = Count::default();
    let success = process::stream(&mut command, |line| count.read_node(line))?;
    Ok(count.finish(success))
}

/// How many files run beside each other; each drives a browser.
pub fn concurrency() -> String {
    format!("--test-concurrency={}", at_a_time())
}

/// The tests that lie in a folder. Named one by one, since Node 20 does not look for them by pattern.
pub fn files(workspace: &Workspace, folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace.root.join(folder));
    let mut files: Vec<_> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    files
}
