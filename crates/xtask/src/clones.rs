//! Keeps clones that share one target folder from taking each other's builds.
//!
//! Cargo gives a package of the workspace the same name in every clone and tells old from new by file times
//! alone, so that a clone with older files would be handed what another one built last.

use std::path::{Path, PathBuf};
use std::{fs, iter};

use anyhow::{Context, Result};

use crate::paths::Workspace;

/// Holds the path of the clone that built last.
const MARKER: &str = "handover-last-clone";

/// Has cargo build our own packages anew if another clone was the last to build. The dependencies stay.
pub fn claim(workspace: &Workspace) -> Result<()> {
    let Workspace { root, target } = workspace;
    let forgotten =
        forget_others(root, target).with_context(|| format!("{} cannot be used.", target.display()))?;
    if forgotten > 0 {
        println!(
            "Another clone may have built into {} last; our own crates are built anew.",
            target.display()
        );
    }
    Ok(())
}

/// Returns how many fingerprints were removed.
fn forget_others(root: &Path, target: &Path) -> Result<usize> {
    let marker = target.join(MARKER);
    let ours = root.as_os_str().as_encoded_bytes();
    if fs::read(&marker).is_ok_and(|last| last == ours) {
        return Ok(0);
    }
    let mut forgotten = 0;
    for build in builds(target) {
        let folder = build.join(".fingerprint");
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if is_ours(&entry.file_name().to_string_lossy()) {
                fs::remove_dir_all(entry.path())?;
                forgotten += 1;
            }
        }
    }
    // Written last: an interrupted removal is done again.
    fs::create_dir_all(target)?;
    fs::write(marker, ours)?;
    Ok(forgotten)
}

/// Where cargo may have built: for this machine, and for each platform that it was told by name.
fn builds(target: &Path) -> Vec<PathBuf> {
    let named = fs::read_dir(target).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let folders = iter::once(target.to_owned()).chain(named);
    folders.flat_map(|folder| ["debug", "release", "server"].map(|profile| folder.join(profile))).collect()
}

/// Whether a fingerprint, named `package-hash`, is that of a package of the workspace.
fn is_ours(name: &str) -> bool {
    let package = name.rsplit_once('-').map_or(name, |(package, _)| package);
    matches!(package, "handover" | "wasm-streams" | "xtask") || package.starts_with("handover-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    const BUILDS: [&str; 5] =
        ["debug", "release", "server", "wasm32-unknown-unknown/debug", "x86_64-unknown-linux-gnu/release"];

    #[test]
    fn another_clone_forgets_our_packages_once_and_keeps_the_dependencies() {
        let target = env::temp_dir().join(format!("xtask-clones-{}", std::process::id()));
        let fill = || {
            for build in BUILDS {
                let names = [
                    "handover-0a",
                    "handover-domain-1b",
                    "handover-office-2c",
                    "wasm-streams-3d",
                    "xtask-4e",
                    "serde-5f",
                ];
                for name in names {
                    fs::create_dir_all(target.join(build).join(".fingerprint").join(name)).unwrap();
                }
            }
        };
        let [one, two] = [Path::new("/one"), Path::new("/two")];
        fill();
        assert_eq!(forget_others(one, &target).unwrap(), 25, "nobody knows who built last");
        for build in BUILDS {
            let left = fs::read_dir(target.join(build).join(".fingerprint")).unwrap();
            let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(left, ["serde-5f"]);
        }
        fill();
        assert_eq!(forget_others(one, &target).unwrap(), 0, "the same clone again");
        assert_eq!(forget_others(two, &target).unwrap(), 25);
        fill();
        assert_eq!(forget_others(one, &target).unwrap(), 25, "and back");
        fs::remove_dir_all(target).unwrap();
    }

    #[test]
    fn a_new_target_folder_is_claimed_without_a_word() {
        let target = env::temp_dir().join(format!("xtask-new-{}", std::process::id()));
        assert_eq!(forget_others(Path::new("/one"), &target).unwrap(), 0);
        assert_eq!(fs::read(target.join(MARKER)).unwrap(), b"/one");
        fs::remove_dir_all(target).unwrap();
    }
}
