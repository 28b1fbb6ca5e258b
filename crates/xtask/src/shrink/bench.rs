//! Where a module is made smaller, and with whose tools.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::hush::hush;
use super::module::Module;
use super::script::Script;
use super::{doors, order};
use crate::paths::Workspace;
use crate::process;

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
/// Taken apart and put together again, what is small already comes out a little smaller.
const ONCE_MORE: [&str; 5] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "--converge"];

/// And what that left alike is made one.
const AT_LAST: [&str; 4] = ["--low-memory-unused", "--monomorphize", "-Oz", "--converge"];

/// A folder to work in, and the tools.
pub struct Bench<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
}

impl<'a> Bench<'a> {
    /// For the module of this name.
    pub fn new(workspace: &'a Workspace, name: &str) -> Result<Self> {
        let folder = workspace.scratch().join("shrink").join(name);
        fs::create_dir_all(&folder)?;
        Ok(Self { workspace, folder })
    }

    /// Makes the module smaller, and one script of its own and all that it imports.
    pub fn shrink(&self, module: &mut Module) -> Result<()> {
        let before = (module.wasm.len(), module.script.len());
        let mut script = Script::read(&module.script)?;
        let mut wasm = self.drop_unused(&module.wasm, &mut script)?;
        wasm = self.wasm_opt(&wasm, &PASSES)?;
        wasm = self.wasm_opt(&wasm, &ONCE_MORE)?;
        wasm = self.wasm_opt(&wasm, &AT_LAST)?;
        script.keep_imports(&doors::imports(&wasm)?)?;
        let names = script.short_names();
        module.wasm = order::by_likeness(&doors::rename(&wasm, &names)?)?;
        hush(&mut module.wasm);
        doors::validate(&module.wasm)?;
        module.script = script.written(&names);
        module.script = self.bundle(module)?;
        println!(
            "Shrunk {} from {} to {} bytes, its script from {} to {}.",
            module.name(),
            before.0,
            module.wasm.len(),
            before.1,
            module.script.len()
        );
        Ok(())
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
                self.wasm_opt(&doors::keep_exports(&wasm, &used)?, &["--remove-unused-module-elements"])?;
            script.keep_imports(&doors::imports(&wasm)?)?;
            exports = Some(used);
        }
    }

    fn bundle(&self, module: &Module) -> Result<String> {
        // Where it was, since it names what it imports by place, and so does who imports it.
        fs::write(module.script_file(), &module.script)?;
        let to = self.folder.join("out.js");
        let options =
            ["--bundle", "--format=esm", "--minify", "--legal-comments=none", "--log-level=warning"];
        self.tool("esbuild", |tool| {
            tool.arg(module.entry()).args(options).arg(format!("--outfile={}", to.display()))
        })?;
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
