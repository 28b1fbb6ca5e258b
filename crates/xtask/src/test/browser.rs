//! The kiosk's own tests, which run as WebAssembly inside a real browser.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{BROWSER_PACKAGE, BROWSER_TARGET, Count};
use crate::paths::Workspace;
use crate::process;
use crate::tools::{Chromedriver, Chromium, Tool};

pub fn run(workspace: &Workspace) -> Result<Count> {
    let mut count = Count::default();
    let success = process::stream(&mut command(workspace)?, |line| count.read_cargo(line))?;
    Ok(count.finish(success))
}

/// Cargo, told to run them.
pub fn command(workspace: &Workspace) -> Result<Command> {
    let driver = Chromedriver.find(workspace).context("chromedriver is not installed.")?;
    let mut command = workspace.cargo();
    command
        // Without `--tests` cargo would also try the documentation's examples, which have no browser.
        .args(["test", "--package", BROWSER_PACKAGE, "--target", BROWSER_TARGET])
        .args(["--tests", "--no-fail-fast"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver.place)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", write_capabilities(workspace)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}

/// Writes the checkout's `webdriver.json` down again with the browser that was found here.
fn write_capabilities(workspace: &Workspace) -> Result<PathBuf> {
    let browser = Chromium.find(workspace).context("Chromium is not installed.")?;
    let shared = fs::read_to_string(workspace.root.join("webdriver.json"))
        .context("webdriver.json cannot be read.")?;
    let file = workspace.scratch().join("webdriver.json");
    fs::create_dir_all(workspace.scratch())?;
    fs::write(&file, with_browser(&shared, &browser.place)?)?;
    Ok(file)
}

fn with_browser(shared: &str, binary: &str) -> Result<String> {
    let mut capabilities: Value =
        serde_json::from_str(shared).context("webdriver.json is not valid JSON.")?;
    capabilities["goog:chromeOptions"]["binary"] = json!(binary);
    Ok(capabilities.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_joins_the_shared_arguments() {
        let shared = r#"{"goog:chromeOptions": {"args": ["disable-gpu"]}}"#;
        let written: Value = serde_json::from_str(&with_browser(shared, "/bin/browser").unwrap()).unwrap();
        let expected = json!({"goog:chromeOptions": {"args": ["disable-gpu"], "binary": "/bin/browser"}});
        assert_eq!(written, expected);
    }
}
