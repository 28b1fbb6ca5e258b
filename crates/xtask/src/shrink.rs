//! `cargo xtask shrink`: makes what Trunk has built smaller, and seals it, before it lands in `dist/`.
//!
//! Trunk calls it at the end of every build (`Trunk.toml`), so that `trunk build --release` by hand leaves
//! the same files as `cargo xtask run`. No lock of cargo's is held then, by Trunk or by an xtask around it.
//!
//! There are three modules: the page's, that of the courier, a worker which the page starts when it stands, and that of the
//! staff's program, which it imports when they are called.
//! wasm-bindgen gives every door between script and module a name of fifty letters, twice, and keeps doors that
//! nobody uses open together with all that is behind them. What is left is laid out for gzip.

mod bench;
mod doors;
mod hush;
mod module;
mod order;
mod page;
mod script;
mod text;

use std::env;
use std::path::PathBuf;
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::paths::Workspace;
use crate::{seal, tools};
use bench::Bench;
use module::Module;
use page::Page;

/// What Cargo calls the module of the page, and those that it fetches later.
const PAGE: &str = "handover";
const LATER: [&str; 2] = ["courier", "staff"];

/// Side by side, since each takes a minute.
fn shrink_all(workspace: &Workspace, modules: Vec<&mut Module>) -> Result<()> {
    let one = |module: &mut Module| {
        let name = module.name();
        let shrunk = Bench::new(workspace, name).and_then(|bench| bench.shrink(module));
        shrunk.with_context(|| format!("The module {name} cannot be made smaller."))
    };
    let one = &one;
    thread::scope(|scope| {
        let all: Vec<_> = modules.into_iter().map(|module| scope.spawn(move || one(module))).collect();
        all.into_iter()
            .try_for_each(|shrunk| shrunk.join().map_err(|_| anyhow!("A module's shrinking broke down."))?)
    })
}

/// Shrinks the release build in Trunk's staging folder; a debug build stays as it is.
pub fn run(workspace: &Workspace) -> Result<()> {
    let stage = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let stage = stage.context("Trunk calls this step by itself; build with `trunk build --release`.")?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    tools::make_ready(workspace, tools::SHRINK)?;
    let mut page = Page::read(&stage, PAGE)?;
    let mut later = LATER.iter().map(|name| Module::read(&stage, name)).collect::<Result<Vec<_>>>()?;
    shrink_all(workspace, std::iter::once(&mut page.module).chain(&mut later).collect())?;
    // The page's script names theirs, so that it is named itself, and vouched for, after them.
    for module in &mut later {
        module.write()?;
        page.start(module)?;
    }
    let program = page.write()?;
    seal::open_up(workspace, &stage, &program)?;
    seal::close(workspace, &stage, None)
}
