//! What the kiosk makes a tablet download: before it can show anything, and after that.

mod references;
pub mod traces;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// 150 KB, the most the first load may take over showroom Wi-Fi.
const LIMIT: usize = 150 * 1024;
/// What the page fetches later: 80 KB for the courier, when its first screen stands, and 200 for the staff's program, when
/// they are called.
const LATER: [(&str, usize); 2] = [("courier", 80 * 1024), ("staff", 200 * 1024)];
/// What the gzip format puts around the deflated bytes.
const GZIP_FRAME: usize = 18;

/// Prints the size of each file of the first load; true if all of them together stay below the limit.
pub fn first_load(dist: &Path) -> Result<bool> {
    weigh("first load", dist, dist.join("index.html"), LIMIT)
}

/// The same of what is fetched later.
pub fn later(dist: &Path) -> Result<bool> {
    let mut is_small = true;
    for (name, limit) in LATER {
        is_small &= weigh(name, dist, script(dist, name)?, limit)?;
    }
    Ok(is_small)
}

fn weigh(what: &str, dist: &Path, first: PathBuf, limit: usize) -> Result<bool> {
    let mut total = 0;
    for file in loaded(dist, first)? {
        let bytes = gzip_size(&fs::read(&file)?);
        total += bytes;
        let name = file.strip_prefix(dist).unwrap_or(&file);
        println!("{bytes:>9}  {}", name.display());
    }
    println!("size: {what} {total} bytes gzip of {limit} ({} KB)", limit / 1024);
    Ok(total <= limit)
}

/// The script of a module that the page starts later. The page names it in its own script and nowhere else, as a text
/// among others, so that it is looked for by its name.
fn script(dist: &Path, name: &str) -> Result<PathBuf> {
    let mut scripts = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let ours = path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with(name));
        if ours && path.extension().is_some_and(|ending| ending == "js") {
            scripts.push(path);
        }
    }
    let [script] = <[PathBuf; 1]>::try_from(scripts)
        .map_err(|found| anyhow::anyhow!("dist/ holds {} scripts of {name} instead of one.", found.len()))?;
    Ok(script)
}

/// A file and every file it loads, directly or through a script or style sheet.
fn loaded(dist: &Path, first: PathBuf) -> Result<BTreeSet<PathBuf>> {
    let name = first.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut waiting = vec![first];
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
    // Both are nothing without their program, so that missing it means we misread them.
    let whole = files.iter().any(|file| file.extension().is_some_and(|ending| ending == "wasm"));
    ensure!(whole, "dist/{name} names no .wasm file, so what it loads cannot be measured.");
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

    /// A built kiosk: the page's script starts the courier, a worker, and knows of a service worker.
    fn dist(test: &str) -> PathBuf {
        let dist = env::temp_dir().join(format!("xtask-size-{test}-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        let page = "<link rel=\"stylesheet\" href=\"/main-1.css?v=2\"><script type=\"module\">\
            import init from '/app-1.js';\ninit({ module_or_path: './app-1_bg.wasm' });\
            navigator.serviceWorker.register('/sw.js');</script><a href=\"https://example.org/x.js\">";
        let script = "import { a } from './snippets/a.js';\
            new Worker(new URL('courier-1.js', document.baseURI), { type: 'module' });";
        let courier = "fetch(new URL(\"courier-1_bg.wasm\",import.meta.url)).then(start)";
        for (name, text) in [
            ("index.html", page),
            ("main-1.css", "body{background:url(photo.svg)}"),
            ("app-1.js", script),
            ("app-1_bg.wasm", ""),
            ("courier-1.js", courier),
            ("courier-1_bg.wasm", ""),
            ("photo.svg", ""),
            ("snippets/a.js", ""),
            ("sw.js", ""),
            ("unused.js", ""),
        ] {
            fs::write(dist.join(name), text).unwrap();
        }
        dist
    }

    fn names(dist: &Path, first: PathBuf) -> Vec<String> {
        let files = loaded(dist, first).unwrap();
        files.iter().map(|file| file.strip_prefix(dist).unwrap().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_first_load_is_what_the_page_names_without_the_worker_that_it_starts() {
        let dist = dist("page");
        let expected =
            ["app-1.js", "app-1_bg.wasm", "index.html", "main-1.css", "photo.svg", "snippets/a.js"];
        assert_eq!(names(&dist, dist.join("index.html")), expected);
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_courier_is_its_script_and_what_that_names() {
        let dist = dist("courier");
        let script = script(&dist, "courier").unwrap();
        assert_eq!(names(&dist, script), ["courier-1.js", "courier-1_bg.wasm"]);
        fs::write(dist.join("courier_loader.js"), "").unwrap();
        let refused = super::script(&dist, "courier").unwrap_err().to_string();
        assert_eq!(refused, "dist/ holds 2 scripts of courier instead of one.");
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_script_without_a_program_is_not_measured() {
        let dist = dist("none");
        let refused = loaded(&dist, dist.join("unused.js")).unwrap_err().to_string();
        assert_eq!(refused, "dist/unused.js names no .wasm file, so what it loads cannot be measured.");
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn gzip_counts_the_frame() {
        assert_eq!(gzip_size(b""), 20);
    }
}
