//! What the page makes a tablet download before it can show anything.

mod references;
pub mod traces;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// 150 KB, the most the first load may take over showroom Wi-Fi.
pub const LIMIT: usize = 150 * 1024;
/// What the gzip format puts around the deflated bytes.
const GZIP_FRAME: usize = 18;

/// Prints the size of each file of the first load; true if all of them together stay below the limit.
pub fn check(dist: &Path) -> Result<bool> {
    let mut total = 0;
    for file in first_load(dist)? {
        let bytes = gzip_size(&fs::read(&file)?);
        total += bytes;
        let name = file.strip_prefix(dist).unwrap_or(&file);
        println!("{bytes:>9}  {}", name.display());
    }
    println!("size: first load {total} bytes gzip of {LIMIT} (150 KB)");
    Ok(total <= LIMIT)
}

/// `index.html` and every file it loads, directly or through a script or style sheet.
fn first_load(dist: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut waiting = vec![dist.join("index.html")];
    let mut files = BTreeSet::new();
    while let Some(file) = waiting.pop() {
        let kind = file.extension().and_then(|ending| ending.to_str()).unwrap_or("");
        if matches!(kind, "html" | "js" | "mjs" | "css") {
            let text =
                fs::read_to_string(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
            let folder = file.parent().unwrap_or(dist);
            for name in references::find(kind, &text) {
                let found = resolve(dist, folder, &name);
                waiting.extend(found.filter(|path| !files.contains(path)));
            }
        }
        files.insert(file);
    }
    // The page is nothing without its program, so that missing it means we misread the page.
    let whole = files.iter().any(|file| file.extension().is_some_and(|ending| ending == "wasm"));
    ensure!(whole, "dist/index.html names no .wasm file, so its first load cannot be measured.");
    Ok(files)
}

/// The file behind a reference, if it is one of ours.
fn resolve(dist: &Path, folder: &Path, reference: &str) -> Option<PathBuf> {
    let name = reference.split(['?', '#']).next()?;
    let path = match name.strip_prefix('/') {
        Some(absolute) => dist.join(absolute),
        None => folder.join(name),
    };
    let path = path.canonicalize().ok()?;
    let inside = path.strip_prefix(dist.canonicalize().ok()?).ok()?;
    path.is_file().then(|| dist.join(inside))
}

fn gzip_size(bytes: &[u8]) -> usize {
    miniz_oxide::deflate::compress_to_vec(bytes, 9).len() + GZIP_FRAME
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    #[test]
    fn the_first_load_is_what_the_page_names() {
        let dist = env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        let page = "<link rel=\"stylesheet\" href=\"/main-1.css?v=2\"><script type=\"module\">\
            import init from '/app-1.js';\ninit({ module_or_path: './app-1_bg.wasm' });\
            navigator.serviceWorker.register('/sw.js');</script><a href=\"https://example.org/x.js\">";
        for (name, text) in [
            ("index.html", page),
            ("main-1.css", "body{background:url(photo.svg)}"),
            ("app-1.js", "import { a } from './snippets/a.js';"),
            ("app-1_bg.wasm", ""),
            ("photo.svg", ""),
            ("snippets/a.js", ""),
            ("sw.js", ""),
            ("unused.js", ""),
        ] {
            fs::write(dist.join(name), text).unwrap();
        }
        let files = first_load(&dist).unwrap();
        let mut names: Vec<_> =
            files.iter().map(|file| file.strip_prefix(&dist).unwrap().to_str().unwrap()).collect();
        names.sort_unstable();
        let expected =
            ["app-1.js", "app-1_bg.wasm", "index.html", "main-1.css", "photo.svg", "snippets/a.js"];
        assert_eq!(names, expected);
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn gzip_counts_the_frame() {
        assert_eq!(gzip_size(b""), 20);
    }
}
