//! What the fuzzers look for, looked for in known texts and in thousands that differ from them a little: every time,
//! the same ones, in seconds. `cargo xtask fuzz` goes on from there for as long as one likes.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Memory is measured, so that nothing else may run meanwhile.
static ALONE: Mutex<()> = Mutex::new(());

/// Every file in a folder and below it, in the order of their names; a folder that is not there has none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| if path.is_dir() { files(path) } else { vec![path.clone()] }).collect()
}

/// The folders that `cargo xtask fuzz` begins with.
fn known(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = ["../crates/domain/tests/golden", "../questionnaires"].map(|folder| root.join(folder));
    let own = ["seeds", "regressions"].map(|folder| root.join(folder).join(target));
    shared.iter().chain(&own).flat_map(|folder| files(folder)).map(|path| fs::read(path).unwrap()).collect()
}

/// What is done to a text.
#[derive(Debug, Clone)]
enum Change {
    Byte(Index, u8),
    Cut(Index, Index),
    Doubled(Index, Index),
    Spliced(Index, Index, Index),
    Otherwise(u64),
}

fn change() -> impl Strategy<Value = Change> {
    // Bytes that mean something in these texts, beside any.
    let byte = prop_oneof![any::<u8>(), select(&b"\"\\{}[],:.0199-eET+=&%@\n\r\0 "[..])];
    prop_oneof![
        4 => (any::<Index>(), byte).prop_map(|(at, byte)| Change::Byte(at, byte)),
        2 => any::<(Index, Index)>().prop_map(|(from, to)| Change::Cut(from, to)),
        1 => any::<(Index, Index)>().prop_map(|(from, to)| Change::Doubled(from, to)),
        4 => any::<u64>().prop_map(Change::Otherwise),
        1 => any::<(Index, Index, Index)>().prop_map(|(other, at, from)| Change::Spliced(other, at, from)),
    ]
}

fn range(bytes: &[u8], one: Index, other: Index) -> std::ops::Range<usize> {
    let (one, other) = (one.index(bytes.len() + 1), other.index(bytes.len() + 1));
    one.min(other)..one.max(other)
}

fn changed(known: &[Vec<u8>], mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        match change {
            Change::Byte(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Byte(..) => {}
            Change::Cut(from, to) => drop(bytes.drain(range(&bytes, *from, *to))),
            Change::Doubled(from, to) => {
                let range = range(&bytes, *from, *to);
                let end = range.end;
                bytes.splice(end..end, bytes[range].to_vec());
            }
            Change::Otherwise(seed) => bytes = handover_fuzz::otherwise(&bytes, *seed).unwrap_or(bytes),
            Change::Spliced(other, at, from) => {
                let other = &known[other.index(known.len())];
                bytes.truncate(at.index(bytes.len() + 1));
                bytes.extend(&other[from.index(other.len() + 1)..]);
            }
        }
    }
    bytes
}

/// Everything that is known, and so many of them with one to three changes.
fn holds(target: &str, check: fn(&[u8]), times: usize) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known(target);
    assert!(known.len() > 40, "{}", known.len());
    for bytes in &known {
        check(bytes);
    }
    let mut runner = TestRunner::deterministic();
    let all = (any::<Index>(), prop::collection::vec(change(), 1..4));
    for _ in 0..times {
        let (begun, changes) = all.new_tree(&mut runner).unwrap().current();
        check(&changed(&known, begun.get(&known).clone(), &changes));
    }
}

#[test]
fn whatever_comes_as_a_batch_is_refused_or_kept_as_it_is() {
    holds("batch", handover_fuzz::batch, 2000);
}

#[test]
fn whatever_comes_as_a_questionnaire_is_refused_or_can_be_answered() {
    holds("package", handover_fuzz::package, 8000);
}

#[test]
fn whatever_comes_as_a_file_is_refused_or_is_whole() {
    holds("file", handover_fuzz::file, 3000);
}

#[test]
fn whatever_an_address_asks_is_refused_or_is_about_days_that_can_be_meant() {
    holds("query", handover_fuzz::query, 10_000);
}
