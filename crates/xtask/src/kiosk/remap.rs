//! Keeps the paths of this machine out of what is shipped: a panic names the file it happened in, and for a
//! dependency that file lies in somebody's home folder.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::paths::cargo_home;

/// Cargo adds these to the flags in `.cargo/config.toml`.
pub const VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What the variable held before, and a flag for each registry. The clone needs none: rustc is told the
/// files of the workspace relative to it. Its path among the flags would also have every clone build all
/// dependencies again.
pub fn flags() -> Result<String> {
    let registries = cargo_home().map(|home| home.join("registry").join("src"));
    let mut flags: Vec<String> = env::var(VARIABLE).into_iter().collect();
    if let Some(folder) = registries.filter(|folder| folder.is_dir()) {
        flags.extend(remaps(&folder)?);
    }
    Ok(flags.join(" "))
}

fn remaps(registries: &Path) -> Result<Vec<String>> {
    let mut flags = Vec::new();
    for entry in fs::read_dir(registries)? {
        let place = entry?.path();
        // Cargo splits the variable at blanks; such a path stays and is found by `cargo xtask test size`.
        flags.extend(
            place
                .to_str()
                .filter(|text| !text.contains(char::is_whitespace))
                .map(|text| format!("--remap-path-prefix={text}=")),
        );
    }
    flags.sort();
    Ok(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registry_is_remapped_to_nothing() {
        let folder = env::temp_dir().join(format!("xtask-remap-{}", std::process::id()));
        for name in ["b", "a", "with blank"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        let shown = folder.display();
        let expected = ["a", "b"].map(|name| format!("--remap-path-prefix={shown}/{name}="));
        assert_eq!(remaps(&folder).unwrap(), expected);
        fs::remove_dir_all(folder).unwrap();
    }
}
