//! The service worker's list: every file and what it has to be.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// What the worker is called in the folder.
pub const NAME: &str = "sw.js";
const PAGE: &str = "index.html";
/// Lines of its source that the list takes the place of.
const FILES: &str = "const FILES = {};";
const SET: &str = "const SET = '';";

/// By path, as a page asks for it, the hash as browsers check it.
pub type List = BTreeMap<String, String>;

/// All files of a folder and those below it. Compressed copies are the server's business, and the worker is not in its
/// own list.
pub fn list(folder: &Path) -> Result<List> {
    let mut list = List::new();
    gather(folder, "", &mut list)?;
    Ok(list)
}

fn gather(folder: &Path, below: &str, list: &mut List) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &format!("{name}/"), list)?;
        } else if name != NAME && !is_compressed(&name) {
            let hash = Base64::encode_string(&Sha256::digest(fs::read(entry.path())?));
            // The page is asked for by its folder: some hosts know it by no other name.
            let path = if name == PAGE { "./".to_owned() } else { name };
            list.insert(path, format!("sha256-{hash}"));
        }
    }
    Ok(())
}

fn is_compressed(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "gz" || ending == "br")
}

/// The worker's source with this list.
pub fn with_list(source: &str, list: &List) -> Result<String> {
    for line in [FILES, SET] {
        ensure!(source.matches(line).count() == 1, "The service worker has no place for its list: {line}");
    }
    let files = serde_json::to_string(list)?;
    let number =
        Sha256::digest(&files).iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    Ok(source
        .replace(FILES, &format!("const FILES = {files};"))
        .replace(SET, &format!("const SET = '{number:016x}';")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    #[test]
    fn the_list_holds_every_file_but_the_worker_and_names_the_set_after_them() {
        let folder = env::temp_dir().join(format!("xtask-seal-{}", std::process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        for (name, text) in
            [("index.html", "abc"), ("a.js", "abc"), ("a.js.gz", "x"), ("sw.js", "x"), ("icons/i.png", "")]
        {
            fs::write(folder.join(name), text).unwrap();
        }
        let found = list(&folder).unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), ["./", "a.js", "icons/i.png"]);
        assert_eq!(found["a.js"], "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        let source = format!("{FILES}\n{SET}\n");
        let one = with_list(&source, &found).unwrap();
        assert!(one.contains("const FILES = {\"./\":\"sha256-"));
        fs::write(folder.join("a.js"), "abd").unwrap();
        let two = with_list(&source, &list(&folder).unwrap()).unwrap();
        assert_ne!(one.lines().last(), two.lines().last());
        with_list("const FILES = {};", &found).unwrap_err();
        fs::remove_dir_all(folder).unwrap();
    }
}
