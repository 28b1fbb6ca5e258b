//! The demo's data folder, which may be deleted only if head office made it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Head office writes this file into every data folder it makes.
const MARKER: &str = "handover-office.json";

/// Refuses a folder that is not plainly a data folder of ours. One that is not there is fine.
pub fn check(folder: &Path, root: &Path) -> Result<()> {
    let Ok(place) = folder.canonicalize() else {
        return Ok(());
    };
    let shown = folder.display();
    ensure!(
        !root.canonicalize()?.starts_with(&place),
        "{shown} holds this checkout, so it is not deleted; choose another folder with --data."
    );
    ensure!(
        place.join(MARKER).is_file(),
        "{shown} was not made by head office (it has no {MARKER}), so it is not deleted."
    );
    Ok(())
}

/// Deletes the data folder, if it is ours.
pub fn reset(folder: &Path, root: &Path) -> Result<()> {
    check(folder, root)?;
    if folder.exists() {
        println!("Deleting {}", folder.display());
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be deleted.", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;
    use std::path::PathBuf;

    fn checkout(name: &str) -> PathBuf {
        let root = env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(root.join("data")).unwrap();
        root
    }

    #[test]
    fn only_a_marked_folder_is_deleted() {
        let root = checkout("marker");
        let data = root.join("data");
        fs::write(data.join("precious.txt"), "").unwrap();
        let refusal = reset(&data, &root).unwrap_err().to_string();
        assert!(refusal.contains(MARKER), "{refusal}");
        assert!(data.join("precious.txt").exists());

        fs::write(data.join(MARKER), "{}").unwrap();
        reset(&data, &root).unwrap();
        assert!(!data.exists());
        reset(&data, &root).unwrap();
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_checkout_itself_is_never_deleted() {
        let root = checkout("root");
        fs::write(root.join(MARKER), "{}").unwrap();
        assert!(reset(&root, &root).is_err());
        assert!(reset(&root.join("data").join(".."), &root).is_err());
        assert!(root.exists());
        fs::remove_dir_all(root).unwrap();
    }
}
