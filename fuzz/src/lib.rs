//! What must hold of bytes that anybody may have written, whoever thinks of them: libFuzzer (`cargo xtask fuzz`), or the
//! ordinary test beside it, which changes known ones a little.
//!
//! Each of the four takes any bytes and panics where a promise of `docs/protocol.md` or `docs/questionnaire.md` is broken.
//! What has to be signed or sealed to get anywhere is signed and sealed here, with keys that everybody knows.
//!
//! - [`batch`]: an envelope, a batch, a record, what is sealed in one, and what head office reads of it.
//! - [`package`]: questionnaires, and the configurations that bring them to a tablet.
//! - [`file`]: files of tablets and of head office, line by line, and the dealer's list of visits.
//! - [`query`]: what an address asks of a report.
//!
//! [`otherwise`] makes of a JSON text another one that is JSON still.

mod batch;
mod content;
mod file;
mod keys;
mod memory;
mod message;
mod otherwise;
mod package;
mod query;
mod record;
mod tablet;
mod visits;
mod walk;

pub use batch::batch;
pub use file::file;
pub use otherwise::{otherwise, rewrite};
pub use package::package;
pub use query::query;

use handover_domain::hash::Hash;
use std::fmt::Display;

/// Whether a text is one of those, about one in sixteen, with which something slow is done.
fn has_time(bytes: &[u8]) -> bool {
    let Hash([.., last]) = Hash::of(bytes);
    last < 16
}

/// One byte of a text made another: which one and into what follows from the text, so that a failure is repeated.
fn one_byte_changed(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
    let Hash(chance) = Hash::of(bytes);
    let [a, b, c, d, flip, ..] = chance;
    let at = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?.checked_rem(bytes.len())?;
    let mut changed = bytes.to_vec();
    changed[at] ^= flip.max(1);
    Some((at, changed))
}

/// A refusal says where in a JSON text something is wrong.
fn names_a_path(refused: &impl Display) {
    let said = refused.to_string();
    assert!(said.starts_with('$') || said.contains(": $"), "no path: {said}");
}

/// A refusal of serde's says in which line.
fn names_a_line(refused: &impl Display) {
    let said = refused.to_string();
    assert!(said.contains(" at line "), "no line: {said}");
}

/// How many lines a text has, as people count them.
fn lines(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').count() as u64
}
