//! Head office as others meet it, over its command line and HTTP: on `SQLite`, then all of it once more on `PostgreSQL`.

use anyhow::Result;

use super::Count;
use crate::paths::Workspace;
use crate::postgres::Postgres;
use crate::process;
use crate::tools::{NGINX, Tool};

/// Its package.
pub const PACKAGE: &str = "handover-office";

pub fn run(workspace: &Workspace) -> Result<Count> {
    let mut count = Count::default();
    let success =
        process::stream(workspace.cargo().args(["test", "--package", PACKAGE, "--no-fail-fast"]), |line| {
            count.read_cargo(line);
        })?;
    let mut count = count.finish(success);
    let Some(postgres) = Postgres::start(workspace)? else {
        println!("PostgreSQL is not here and cannot be installed, so head office was tried on SQLite only.");
        return Ok(count);
    };
    println!("\nOnce more, on PostgreSQL");
    let mut again = Count::default();
    let mut command = workspace.cargo();
    command.args(["test", "--package", PACKAGE, "--no-fail-fast", "--test", "office"]);
    // Several instances of head office share a database only there.
    if let Some(nginx) = NGINX.find(workspace) {
        command.args(["--test", "instances"]).env("HANDOVER_TEST_NGINX", nginx.place);
    } else {
        println!("nginx is not here and cannot be installed, so several instances behind it were not tried.");
    }
    let success = process::stream(command.env("HANDOVER_TEST_POSTGRES", postgres.address()), |line| {
        again.read_cargo(line);
    })?;
    count += again.finish(success);
    Ok(count)
}
