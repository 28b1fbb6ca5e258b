//! The chain as the headers themselves tell it.

use crate::db::journal::{Entry, Journal};
use handover_domain::chain::Link;
use handover_domain::hash::Hash;
use handover_domain::record::Header;

/// The link of a record as its header tells it, and what is wrong with how it lies here; the columns beside the header
/// only help where it cannot be read.
pub(super) fn link(entry: &Entry, journal: &Journal) -> (Link, Option<String>) {
    let hash = Hash::of(entry.header.as_bytes());
    let altered = |what: &str| Some(format!("{} was altered here: {what} (record {})", entry.seq, entry.id));
    let Ok(header) = Header::parse(&entry.header) else {
        let link = Link { seq: entry.seq, hash, prev: Hash::NONE };
        return (link, altered("its header is not readable"));
    };
    let core = &header.core;
    let link = Link { seq: core.seq, hash, prev: core.prev };
    let moved = core.id != entry.id
        || core.seq != entry.seq
        || core.shop != journal.shop
        || core.device.to_string() != journal.device
        || core.epoch.to_string() != journal.epoch;
    if hash != entry.hash {
        (link, altered("its header is not the one that was received"))
    } else if moved {
        (link, altered("it is filed under another name than its header says"))
    } else {
        (link, None)
    }
}
