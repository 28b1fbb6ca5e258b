//! Head office as others meet it, over its command line and HTTP: on `SQLite`, then all of it once more on `PostgreSQL`.

use std::process::Command;

use anyhow::Result;

use super::{BROWSER_PACKAGE, Count, at_a_time};
use crate::paths::Workspace;
use crate::postgres::Postgres;
use crate::process;
use crate::tools::{NGINX, Tool};

pub fn run(workspace: &Workspace) -> Result<Count> {
    let mut count = counted(command(workspace).args(["--", &threads()]))?;
    let Some(postgres) = Postgres::start(workspace)? else {
        println!("PostgreSQL is not here and cannot be installed, so head office was tried on SQLite only.");
        return Ok(count);
    };
    println!("\nOnce more, on PostgreSQL");
    let mut again = command(workspace);
    again.env("HANDOVER_TEST_POSTGRES", postgres.address());
    // Several instances of head office share a database only there.
    if let Some(nginx) = NGINX.find(workspace) {
        again.args(["--test", "instances"]).env("HANDOVER_TEST_NGINX", nginx.place);
    } else {
        println!("nginx is not here and cannot be installed, so several instances behind it were not tried.");
    }
    count += counted(again.args(["--", &threads()]))?;
    Ok(count)
}

/// The same packages as in the step `unit`, so that nothing is built twice.
fn command(workspace: &Workspace) -> Command {
    let mut command = workspace.cargo();
    command.args(["test", "--workspace", "--exclude", BROWSER_PACKAGE, "--no-fail-fast", "--test", "office"]);
    command
}

fn threads() -> String {
    format!("--test-threads={}", at_a_time())
}

fn counted(command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let success = process::stream(command, |line| count.read_cargo(line))?;
    Ok(count.finish(success))
}
