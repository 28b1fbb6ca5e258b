//! `cargo xtask screens`: a picture of every screen, for `docs/screens.md`.

use anyhow::{Result, ensure};

use crate::paths::Workspace;
use crate::{clones, process, stage, tools};

/// Takes the pictures anew; those before are replaced.
pub fn take(workspace: &Workspace) -> Result<()> {
    tools::make_ready(workspace, tools::E2E)?;
    clones::claim(workspace)?;
    let mut node = stage::node(workspace)?;
    node.args(["tests/e2e/screens.mjs", "docs/screens"]);
    ensure!(process::run(&mut node)?, "The pictures were not taken; the message is above.");
    println!("The pictures lie in docs/screens, and docs/screens.md shows them.");
    Ok(())
}
