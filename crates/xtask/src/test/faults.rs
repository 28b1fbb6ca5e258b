//! The fault table, row by row: each row is shown by tests that name it, in a real browser with real processes killed,
//! or in Rust where what is to be seen lies within one program.
//!
//! A test of `tests/e2e/faults` says in its name which rows it shows (`faults 22 and 23: …`); which Rust tests show a
//! row is in [`rows`].

mod rows;
mod shown;
mod table;

use std::fs;

use anyhow::{Context, Result};

use super::{BROWSER_PACKAGE, Count, browser, end_to_end};
use crate::paths::Workspace;
use crate::{process, stage};
use rows::{Program, RUST};
use shown::Shown;

pub fn run(workspace: &Workspace) -> Result<Count> {
    let mut rust = natively(workspace)?;
    rust.extend(in_the_browser(workspace)?);
    // First in the table comes what shows a row from end to end.
    let mut said = Count::default();
    let mut shown = on_the_stage(workspace, &mut said)?;
    shown.extend(rust);
    println!();
    // Rows are counted, and of the tests behind them only what they say of failures is kept.
    let mut count = table::print(&shown);
    count.failures = said.failures;
    Ok(count)
}

/// The Rust tests that need no browser; built with what the steps `unit` and `office` build.
fn natively(workspace: &Workspace) -> Result<Vec<Shown>> {
    let mut command = workspace.cargo();
    command.args(["test", "--workspace", "--exclude", BROWSER_PACKAGE, "--no-fail-fast"]);
    for program in Program::NATIVE {
        command.args(["--test", program.target()]);
    }
    command.args(["--", "--exact"]);
    command.args(RUST.iter().filter(|named| named.program != Program::Web).map(|named| named.test));
    let mut said = Vec::new();
    // What failed is told by its line; a program that did not even start has none.
    process::stream(&mut command, |line| said.push(line.to_owned()))?;
    Ok(shown::of_cargo(&said, |program| program != Program::Web))
}

/// The kiosk's own tests. Their runner takes one name at a time, so all of them are run; it is a matter of seconds.
fn in_the_browser(workspace: &Workspace) -> Result<Vec<Shown>> {
    let mut said = Vec::new();
    process::stream(&mut browser::command(workspace)?, |line| said.push(line.to_owned()))?;
    Ok(shown::of_cargo(&said, |program| program == Program::Web))
}

fn on_the_stage(workspace: &Workspace, count: &mut Count) -> Result<Vec<Shown>> {
    let report = workspace.scratch().join("faults.jsonl");
    fs::create_dir_all(workspace.scratch())?;
    let mut command = stage::node(workspace)?;
    command
        // One that hangs would hang for ever.
        .args(["--test", &end_to_end::concurrency(), "--test-timeout=600000"])
        .args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arg("--test-reporter=./tests/e2e/reporter.mjs")
        .arg(format!("--test-reporter-destination={}", report.display()))
        .args(end_to_end::files(workspace, "tests/e2e/faults"));
    let success = process::stream(&mut command, |line| count.read_node(line))?;
    let said = fs::read_to_string(&report).context("Node did not report what its tests came to.")?;
    let mut shown = shown::of_node(&said)?;
    if !success && shown.iter().all(|one| !one.failed()) {
        shown.push(Shown::broken("tests/e2e/faults", "the runner ended early, or failed and named no test"));
    }
    Ok(shown)
}
