//! Traces of the machine that built the kiosk, which do not belong on a tablet.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Prints every file of `dist` that names one of the folders; true if none does.
pub fn check(dist: &Path, folders: &[PathBuf]) -> Result<bool> {
    let found = find(dist, folders)?;
    for (file, folder, times) in &found {
        let name = file.strip_prefix(dist).unwrap_or(file);
        println!("{} names {} {times} times", name.display(), folder.display());
    }
    let verdict = if found.is_empty() { "no path of this machine" } else { "paths of this machine" };
    println!("traces: {verdict} in dist/");
    Ok(found.is_empty())
}

fn find<'a>(dist: &Path, folders: &'a [PathBuf]) -> Result<Vec<(PathBuf, &'a Path, usize)>> {
    let mut found = Vec::new();
    let mut waiting = vec![dist.to_path_buf()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                waiting.push(entry?.path());
            }
            continue;
        }
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
        for folder in folders {
            // A file system's root is in every path.
            let Some(_) = folder.file_name() else { continue };
            let times = occurrences(&bytes, folder.join("").as_os_str().as_encoded_bytes());
            if times > 0 {
                found.push((path.clone(), folder.as_path(), times));
            }
        }
    }
    Ok(found)
}

fn occurrences(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    #[test]
    fn a_path_is_found_among_any_bytes_and_in_any_folder() {
        let dist = env::temp_dir().join(format!("xtask-traces-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        fs::write(dist.join("app.wasm"), b"\0\xff/home/ann/.cargo/a.rs/home/ann/b.rs\0/home/annabel")
            .unwrap();
        fs::write(dist.join("snippets/a.js"), "// /clones/handover/src/lib.rs").unwrap();
        fs::write(dist.join("index.html"), "<a href=/home/ann>").unwrap();
        let folders = ["/home/ann", "/clones/handover", "/elsewhere", "/"].map(PathBuf::from);
        let mut found = find(&dist, &folders).unwrap();
        found.sort();
        let expected = [
            (dist.join("app.wasm"), folders[0].as_path(), 2),
            (dist.join("snippets/a.js"), folders[1].as_path(), 1),
        ];
        assert_eq!(found, expected);
        fs::remove_dir_all(dist).unwrap();
    }
}
