//! The tools the project uses: how each is found on a machine, and how it gets there.

mod cargo_fuzz;
mod cargo_install;
mod chromium;
mod debian;
mod node;
mod npm;
pub mod postgres;
mod rust;
mod system;
mod trunk;
mod wasm_bindgen;

use anyhow::{Result, ensure};

use crate::paths::Workspace;

use cargo_fuzz::CargoFuzz;
pub use chromium::{Chromedriver, Chromium};
use debian::STRACE;
pub use debian::{CADDY, FIREFOX, NGINX, WEBKIT};
pub use node::Node;
pub use npm::NpmPackages;
use postgres::PostgreSql;
pub use rust::{Component, WasmTarget};
pub use trunk::Trunk;
pub use wasm_bindgen::WasmBindgen;

/// A tool as it was found.
pub struct Found {
    pub version: String,
    pub place: String,
}

/// Something the project needs and can install by itself.
pub trait Tool: Sync {
    fn name(&self) -> &'static str;
    /// What it is good for; completes the sentence "needed …".
    fn why(&self) -> &'static str;
    /// The tool, if it is here in a version that will do.
    fn find(&self, workspace: &Workspace) -> Option<Found>;
    /// What installing will do, and roughly how long that takes.
    fn plan(&self, workspace: &Workspace) -> String;
    /// Installs it, or says in one sentence what to install by hand.
    fn install(&self, workspace: &Workspace) -> Result<()>;
    /// Whether nothing goes on without it. Where it does, the tests that want it say that they were left out.
    fn is_needed(&self) -> bool {
        true
    }
}

const CLIPPY: &dyn Tool = &Component { name: "clippy", why: "to find faults in the code" };
const RUSTFMT: &dyn Tool = &Component { name: "rustfmt", why: "to check the layout of the code" };

/// Every tool, in the order the doctor lists them and an installation can use them.
pub const ALL: &[&dyn Tool] = &[
    RUSTFMT,
    CLIPPY,
    &WasmTarget,
    &Trunk,
    &WasmBindgen,
    &Node,
    &NpmPackages,
    &Chromium,
    &Chromedriver,
    &STRACE,
    &NGINX,
    &CADDY,
    &FIREFOX,
    &WEBKIT,
    &PostgreSql,
    &CargoFuzz,
];
/// To build the kiosk.
pub const KIOSK: &[&dyn Tool] = &[&WasmTarget, &Trunk, &WasmBindgen, &Node, &NpmPackages];
/// To make the built kiosk smaller.
pub const SHRINK: &[&dyn Tool] = &[&Node, &NpmPackages];
/// To try head office on either database.
pub const OFFICE: &[&dyn Tool] = &[&PostgreSql, &NGINX];
/// To look for bytes that break a reader.
pub const FUZZ: &[&dyn Tool] = &[&CargoFuzz];
/// To check the layout of the code.
pub const FMT: &[&dyn Tool] = &[RUSTFMT];
/// To find faults in the code, the browser's half included.
pub const LINT: &[&dyn Tool] = &[CLIPPY, &WasmTarget];
/// To run the kiosk's own tests in a browser.
pub const WEB: &[&dyn Tool] = &[&WasmTarget, &WasmBindgen, &Chromium, &Chromedriver];
/// To drive the whole product through a browser.
pub const E2E: &[&dyn Tool] =
    &[&WasmTarget, &Trunk, &WasmBindgen, &Node, &NpmPackages, &Chromium, &NGINX, &CADDY, &FIREFOX, &WEBKIT];
/// The fault table.
pub const FAULTS: &[&dyn Tool] =
    &[&WasmTarget, &Trunk, &WasmBindgen, &Node, &NpmPackages, &Chromium, &Chromedriver, &STRACE];

/// Installs those of the tools that are missing.
pub fn make_ready(workspace: &Workspace, tools: &[&dyn Tool]) -> Result<()> {
    for tool in tools {
        if tool.find(workspace).is_some() {
            continue;
        }
        let (name, why) = (tool.name(), tool.why());
        println!("Missing: {name}, needed {why}.");
        if !tool.is_needed() && !system::can_install(workspace) {
            println!("It cannot be installed here by itself; the tests that want it are left out.");
            continue;
        }
        println!("{}", tool.plan(workspace));
        tool.install(workspace)?;
        ensure!(
            tool.find(workspace).is_some(),
            "{name} was installed but cannot be found; see what `cargo xtask doctor` says."
        );
    }
    Ok(())
}

/// The first number with dots in what a program says of its version.
fn version_in(text: &str) -> Option<&str> {
    text.split([' ', '\n', 'v', '/'])
        .find(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The numbers of a version, so that two of them compare as versions do.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_say() {
        assert_eq!(version_in("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(version_in("v20.20.2"), Some("20.20.2"));
        assert_eq!(version_in("Chromium 156.0.8078.79 built on Debian"), Some("156.0.8078.79"));
        assert_eq!(version_in("ChromeDriver 156.0.8078.79 (a21c)"), Some("156.0.8078.79"));
        assert_eq!(version_in("nginx version: nginx/1.22.1"), Some("1.22.1"));
        assert_eq!(version_in("no version"), None);
        assert!(numbers("0.21.14") > numbers("0.21.9"));
    }
}
