//! The house's one-way arrows, as `ARCHITECTURE.md` draws them, read off the `use` lines.

use anyhow::Result;
use std::fs;
use std::path::Path;

/// A room, and the names that no file in it may use.
const CLOSED: &[(&str, &[&str])] = &[
    ("src/components", &["handover_domain", "crate::core", "crate::screens", "crate::store", "crate::sync"]),
    ("src/screens", &["crate::store", "crate::sync", "crate::browser"]),
    ("src/texts", &["crate::"]),
    (
        "src/staff/places",
        &["crate::store", "crate::sync", "crate::browser", "crate::pen", "crate::core", "crate::screens"],
    ),
    ("src/staff", &["crate::core", "crate::screens", "crate::courier"]),
    ("src/pen", &["crate::core", "crate::screens", "crate::courier", "crate::sync", "crate::components"]),
    ("src/browser", &["crate::core", "crate::screens", "crate::store", "crate::sync"]),
    ("src/store", &["crate::core", "crate::courier", "crate::screens", "crate::staff", "crate::sync"]),
    ("src/sync", &["crate::core", "crate::courier", "crate::screens", "crate::store"]),
    ("src/core", &["crate::courier", "crate::screens", "crate::staff", "crate::components", "crate::texts"]),
    (
        "src/courier",
        &["crate::core", "crate::screens", "crate::staff", "crate::components", "crate::texts", "leptos"],
    ),
    (
        "crates/tablet/src",
        &["wasm_bindgen", "js_sys", "web_sys", "handover_office", "std::fs", "std::net", "std::time"],
    ),
    (
        "crates/synthetic/src",
        &["handover_office", "std::fs", "std::net", "std::env", "std::thread", "std::time", "Utc::now"],
    ),
    ("crates/domain/src", &["handover_office", "std::fs", "std::net", "std::env", "std::thread"]),
];

/// Prints every arrow that runs the wrong way; true if there is none.
pub fn check(root: &Path) -> Result<bool> {
    let mut wrong = Vec::new();
    for (room, closed) in CLOSED {
        look(&root.join(room), closed, &mut wrong)?;
    }
    for line in &wrong {
        println!("rooms: {line}");
    }
    println!("rooms: {} arrows run the wrong way", wrong.len());
    Ok(wrong.is_empty())
}

fn look(folder: &Path, closed: &[&str], wrong: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            look(&path, closed, wrong)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path)?;
            wrong.extend(arrows(&text, closed).map(|line| format!("{}: {line}", path.display())));
        }
    }
    Ok(())
}

/// The lines that use a closed name; what comments say does not count.
fn arrows<'a>(text: &'a str, closed: &[&str]) -> impl Iterator<Item = &'a str> {
    text.lines()
        .map(str::trim)
        .filter(move |line| !line.starts_with("//") && closed.iter().any(|name| line.contains(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_of_a_closed_room_is_seen_and_a_comment_is_not() {
        let text =
            "//! not crate::store\nuse crate::store::Store;\n    crate::sync::start();\nuse crate::texts;";
        let found: Vec<_> = arrows(text, &["crate::store", "crate::sync"]).collect();
        assert_eq!(found, ["use crate::store::Store;", "crate::sync::start();"]);
    }

    #[test]
    fn every_room_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for (room, _) in CLOSED {
            assert!(root.join(room).is_dir(), "{room}");
        }
    }
}
