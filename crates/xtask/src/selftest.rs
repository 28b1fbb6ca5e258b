//! `selftest.html`: a page beside a built kiosk that tries out whatever browser opens it, with the storage's suite and a
//! whole journey through the kiosk. The kiosk's own files stay as they are.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::paths::Workspace;
use crate::process;
use crate::test::{BROWSER_PACKAGE, BROWSER_TARGET};

/// What the page, its script, the suite's program and the folder of that are called.
const NAME: &str = "selftest";
const SOURCE: &str = "tests/selftest/selftest.js";
/// What starts the kiosk: this, its name, and what the page vouches for.
const START: &str = "<script type=module src=";
const END: &str = "></script>";

/// Adds the page and what it needs. Once the service worker has its list: a tablet does not keep any of this.
pub fn add(workspace: &Workspace, folder: &Path) -> Result<()> {
    let page = fs::read_to_string(folder.join("index.html")).context("The kiosk's page cannot be read.")?;
    fs::write(folder.join(format!("{NAME}.html")), with_selftest(&page)?)?;
    fs::copy(workspace.root.join(SOURCE), folder.join(format!("{NAME}.js")))
        .with_context(|| format!("{SOURCE} cannot be copied."))?;
    build(workspace, &folder.join(NAME))
}

/// The page with the script that tries the browser out in the place of the one that starts the kiosk, which it is told.
fn with_selftest(page: &str) -> Result<String> {
    let parts = page.split_once(START).and_then(|(before, rest)| Some((before, rest.split_once(END)?)));
    let (before, (start, after)) = parts.context("The kiosk's page starts in another way than it did.")?;
    let start = start.split(' ').next().unwrap_or(start);
    Ok(format!("{before}{START}./{NAME}.js data-start={start}{END}{after}"))
}

/// The suite as WebAssembly, built as the kiosk's own tests are.
fn build(workspace: &Workspace, out: &Path) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", BROWSER_PACKAGE, "--target", BROWSER_TARGET, "--example", NAME]);
    ensure!(process::run(&mut cargo)?, "The selftest does not build; the message is above.");
    let program = workspace.target.join(BROWSER_TARGET).join("debug/examples").join(format!("{NAME}.wasm"));
    let tool = workspace.which("wasm-bindgen").context("wasm-bindgen is not installed.")?;
    let mut bindgen = workspace.command(tool);
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(out).arg(program);
    ensure!(process::run(&mut bindgen)?, "wasm-bindgen does not take the selftest; its message is above.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_starts_the_selftest_which_is_told_how_the_kiosk_starts() {
        let page =
            "<meta charset=utf-8><script type=module src=./start-1.js integrity=sha384-x></script></head>";
        let expected = "<meta charset=utf-8><script type=module src=./selftest.js data-start=./start-1.js></script></head>";
        assert_eq!(with_selftest(page).unwrap(), expected);
        with_selftest("<script type=module>import './a.js'</script>").unwrap_err();
    }
}
