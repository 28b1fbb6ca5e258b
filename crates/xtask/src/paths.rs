//! Where things are, and the environment every child process starts with.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The checkout, and the folder its builds go to.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Where cargo and Trunk build; outside the checkout, so that a fresh clone builds only what changed.
    pub target: PathBuf,
}

impl Workspace {
    pub fn find() -> Result<Self> {
        // Never where this was compiled: one built xtask serves several checkouts, and outlives some.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = match manifest.as_ref().and_then(|manifest| manifest.ancestors().nth(2)) {
            Some(root) => root.to_path_buf(),
            // The tests start it by itself, within the checkout.
            None => around(&env::current_dir()?).context("This is no checkout of Handover; go to one.")?,
        };
        let target = target_folder(&root, |name| env::var_os(name));
        Ok(Self { root, target })
    }

    /// A place in the checkout for what xtask itself writes down; git ignores it.
    pub fn scratch(&self) -> PathBuf {
        self.root.join("target").join("xtask")
    }

    /// Folders whose names are nobody else's business.
    pub fn private_folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.root.clone()];
        folders.extend(env::home_dir());
        folders.extend(cargo_home().filter(|home| !folders.iter().any(|folder| home.starts_with(folder))));
        folders
    }

    /// A program as found in npm's folder, cargo's folder or on the PATH, in this order.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        let file = |name: String| {
            self.search_folders().into_iter().map(|folder| folder.join(&name)).find(|path| is_program(path))
        };
        if cfg!(windows) {
            [".exe", ".cmd"].iter().find_map(|ending| file(format!("{program}{ending}")))
        } else {
            file(program.to_owned())
        }
    }

    /// A command that starts in the root, finds the project's tools and builds into [`Self::target`].
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        if let Ok(path) = env::join_paths(self.search_folders()) {
            command.env("PATH", path);
        }
        // `cargo run` describes xtask's own package to xtask; to a child build that would be a lie.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command
    }

    /// The cargo that started us.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
    }

    fn search_folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.root.join("node_modules").join(".bin")];
        let cargo = env::var_os("CARGO_INSTALL_ROOT").map(PathBuf::from).or_else(cargo_home);
        folders.extend(cargo.map(|folder| folder.join("bin")));
        if let Some(path) = env::var_os("PATH") {
            folders.extend(env::split_paths(&path));
        }
        folders
    }
}

/// Where cargo keeps what it downloads and installs.
pub fn cargo_home() -> Option<PathBuf> {
    let chosen = env::var_os("CARGO_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    chosen.or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// The checkout that a folder lies in.
fn around(folder: &Path) -> Option<PathBuf> {
    let is_checkout = |folder: &&Path| folder.join("crates/xtask/Cargo.toml").is_file();
    folder.ancestors().find(is_checkout).map(Path::to_path_buf)
}

fn target_folder(root: &Path, variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    if let Some(chosen) = variable("CARGO_TARGET_DIR").filter(|value| !value.is_empty()) {
        return root.join(chosen);
    }
    let cache = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".cache")));
    match cache {
        Some(folder) => folder.join("handover").join("target"),
        None => root.join("target"),
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> PathBuf {
        target_folder(Path::new("/clone"), |name| {
            let found = set.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn a_folder_belongs_to_the_checkout_around_it_and_others_to_none() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.ancestors().nth(2).unwrap();
        assert_eq!(around(&package.join("src")).as_deref(), Some(root));
        assert_eq!(around(root).as_deref(), Some(root));
        assert_eq!(around(Path::new("/")), None);
    }

    #[test]
    fn target_folder_is_chosen_then_cached_then_local() {
        let all = [("CARGO_TARGET_DIR", "/t"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(with(&all), Path::new("/t"));
        assert_eq!(with(&all[1..]), Path::new("/x/handover/target"));
        assert_eq!(with(&all[2..]), Path::new("/h/.cache/handover/target"));
        assert_eq!(with(&[]), Path::new("/clone/target"));
    }
}
