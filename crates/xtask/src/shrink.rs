//! `cargo xtask shrink`: makes what Trunk has built smaller, before it lands in `dist/`.
//!
//! Trunk calls it at the end of every build (`Trunk.toml`), so that `trunk build --release` by hand leaves
//! the same files as `cargo xtask run`. No lock of cargo's is held then, by Trunk or by an xtask around it.
//!
//! wasm-bindgen gives every door between script and module a name of fifty letters, twice, and keeps doors that
//! nobody uses open together with all that is behind them. What is left is laid out for gzip.

mod module;
mod order;
mod page;
mod script;
mod text;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::paths::Workspace;
use crate::{process, tools};
use page::Page;
use script::Script;

/// What the compiler's WebAssembly uses and every browser of the last years knows.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The second lets addresses be folded into loads and stores: the lowest kilobyte is the far end of the stack, which
/// nothing reaches from above by way of zero.
const PASSES: [&str; 3] = ["-Oz", "--low-memory-unused", "--converge"];

/// Shrinks the release build in Trunk's staging folder; a debug build stays as it is.
pub fn run(workspace: &Workspace) -> Result<()> {
    let stage = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let stage = stage.context("Trunk calls this step by itself; build with `trunk build --release`.")?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    tools::make_ready(workspace, tools::SHRINK)?;
    let mut page = Page::read(&stage)?;
    let bench = Bench { workspace, folder: workspace.scratch().join("shrink") };
    fs::create_dir_all(&bench.folder)?;
    let before = (page.wasm.len(), page.script.len());
    (page.wasm, page.script) = bench.shrink(&page.wasm, &page.script)?;
    page.script = bench.bundle(&page)?;
    println!(
        "Shrunk the module from {} to {} bytes, its script from {} to {}.",
        before.0,
        page.wasm.len(),
        before.1,
        page.script.len()
    );
    page.write()
}

/// Where the work is done, and with whose tools.
struct Bench<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
}

impl Bench<'_> {
    fn shrink(&self, wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
        let mut script = Script::read(script)?;
        let mut wasm = self.drop_unused(wasm, &mut script)?;
        wasm = self.wasm_opt(&wasm, &PASSES)?;
        script.keep_imports(&module::imports(&wasm)?)?;
        let names = script.short_names();
        wasm = order::by_likeness(&module::rename(&wasm, &names)?)?;
        module::validate(&wasm)?;
        Ok((wasm, script.written(&names)))
    }

    /// Takes away exports that the script does not use, what hung on them, imports that nobody is left to call,
    /// and again, until nothing more falls.
    fn drop_unused(&self, wasm: &[u8], script: &mut Script) -> Result<Vec<u8>> {
        let mut wasm = wasm.to_vec();
        let mut exports = None;
        loop {
            script.drop_unused();
            let used: BTreeSet<String> = script.exports();
            if exports.as_ref() == Some(&used) {
                return Ok(wasm);
            }
            wasm =
                self.wasm_opt(&module::keep_exports(&wasm, &used)?, &["--remove-unused-module-elements"])?;
            script.keep_imports(&module::imports(&wasm)?)?;
            exports = Some(used);
        }
    }

    /// One small script of the page's and all that it imports.
    fn bundle(&self, page: &Page) -> Result<String> {
        // Where it was, since it names what it imports by place.
        let from = page.script_file();
        let to = self.folder.join("out.js");
        fs::write(&from, &page.script)?;
        let options =
            ["--bundle", "--format=esm", "--minify", "--legal-comments=none", "--log-level=warning"];
        self.tool("esbuild", |tool| tool.arg(from).args(options).arg(format!("--outfile={}", to.display())))?;
        Ok(fs::read_to_string(to)?)
    }

    fn wasm_opt(&self, wasm: &[u8], passes: &[&str]) -> Result<Vec<u8>> {
        let [from, to] = ["in.wasm", "out.wasm"].map(|name| self.folder.join(name));
        fs::write(&from, wasm)?;
        self.tool("wasm-opt", |tool| tool.arg(from).args(FEATURES).args(passes).arg("-o").arg(&to))?;
        Ok(fs::read(to)?)
    }

    fn tool(&self, name: &str, with: impl FnOnce(&mut Command) -> &mut Command) -> Result<()> {
        let program = self.workspace.which(name).with_context(|| format!("{name} is not installed."))?;
        let done = process::run(with(&mut self.workspace.command(program)))?;
        ensure!(done, "{name} does not take what it was given; its message is above.");
        Ok(())
    }
}
