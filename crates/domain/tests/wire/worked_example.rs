//! `docs/protocol.md` shows the golden bytes: each block whose fence names a golden file holds just that.

use super::golden::{self, read, updating, write};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What opens such a block; the name of the golden file follows.
const FENCE: &str = "```json ";

fn document() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "docs", "protocol.md"].iter().collect()
}

/// The named blocks of the document: file and content.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix(FENCE) {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push((name.to_owned(), body.join("\n")));
        }
    }
    found
}

fn rewritten(text: &str, golden: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(bytes) = line.strip_prefix(FENCE).and_then(|name| golden.get(name)) {
            lines.by_ref().find(|line| *line == "```").expect("the block ends");
            out.push_str(bytes);
            out.push_str("\n```\n");
        }
    }
    out
}

#[test]
fn the_document_shows_the_golden_bytes_and_no_others() {
    let golden: BTreeMap<String, String> = golden::all().into_iter().collect();
    let document = document();
    if updating() {
        write(&document, &rewritten(&read(&document), &golden));
    }
    let mut missing: Vec<&str> =
        golden.keys().map(String::as_str).filter(|name| !name.starts_with("problem-")).collect();
    missing.push("problem-wrong-record.json");
    for (name, body) in blocks(&read(&document)) {
        assert_eq!(Some(&body), golden.get(&name), "docs/protocol.md shows other bytes than {name}");
        missing.retain(|wanted| *wanted != name);
    }
    assert!(missing.is_empty(), "docs/protocol.md does not show {missing:?}");
}

#[test]
fn the_document_names_every_reason_with_its_status() {
    let text = read(&document());
    for reason in super::samples::REASONS {
        let problem = super::samples::problem(reason);
        let word = problem.kind.rsplit(':').next().unwrap();
        let row = format!("| `{word}` | {} |", problem.status);
        assert!(text.contains(&row), "docs/protocol.md has no row that begins with {row}");
    }
}
