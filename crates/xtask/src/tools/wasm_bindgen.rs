//! The wasm-bindgen programs, whose version must be that of the library in `Cargo.lock`.

use std::fs;

use anyhow::{Context, Result};

use super::cargo_install::Program;
use super::{Found, Tool, version_in};
use crate::paths::Workspace;
use crate::process;

pub struct WasmBindgen;

impl Tool for WasmBindgen {
    fn name(&self) -> &'static str {
        "wasm-bindgen"
    }

    fn why(&self) -> &'static str {
        "to join the kiosk to the browser and to run its tests there"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let wanted = wanted(workspace).ok()?;
        let places = ["wasm-bindgen", "wasm-bindgen-test-runner"].map(|name| workspace.which(name));
        for place in &places {
            let said = process::output(workspace.command(place.as_ref()?).arg("--version"))?;
            if version_in(&said)? != wanted {
                return None;
            }
        }
        Some(Found { version: wanted, place: places[0].as_ref()?.display().to_string() })
    }

    fn plan(&self, workspace: &Workspace) -> String {
        let version = wanted(workspace).unwrap_or_default();
        format!("wasm-bindgen-cli {version} will be installed with cargo, which takes five to ten minutes.")
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let program = Program {
            name: "wasm-bindgen-cli",
            version: &wanted(workspace)?,
            features: &[],
            // Its lock file has named crates that a registry did not serve yet.
            locked_first: false,
        };
        program.install(workspace)
    }
}

fn wanted(workspace: &Workspace) -> Result<String> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock")).context("Cargo.lock cannot be read.")?;
    locked_version(&lock, "wasm-bindgen").map(str::to_owned).context("Cargo.lock does not name wasm-bindgen.")
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let value = |line: &'a str, key: &str| line.strip_prefix(key)?.strip_suffix('"');
    let mut lines = lock.lines();
    lines.find(|line| value(line, "name = \"") == Some(package))?;
    lines.take_while(|line| !line.starts_with('[')).find_map(|line| value(line, "version = \""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "somewhere"

[[package]]
name = "without-version"

[[package]]
name = "zeroize"
version = "1.8.0"
"#;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
        assert_eq!(locked_version(LOCK, "without-version"), None);
    }
}
