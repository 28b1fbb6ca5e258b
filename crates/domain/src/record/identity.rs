//! What the tablet's own journal has to know of a record that lies in it, read without taking it apart.

use crate::hash::Hash;
use crate::ids::{Epoch, RecordId};
use crate::json::{self, Node};
use crate::moment::Written;

/// Which record this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: RecordId,
    /// The life of the journal it is in.
    pub epoch: Epoch,
    /// Its place there.
    pub seq: u64,
    /// What the tablet's clock said.
    pub captured_at: Written,
    /// Its hash.
    pub hash: Hash,
}

impl Identity {
    /// Reads it from the text of a [`super::Record`]; `None` where that is none.
    pub fn of(record: &str) -> Option<Self> {
        let header = json::read(record.as_bytes(), |node: &Node<'_>| node.field("header").owned()).ok()?;
        let hash = Hash::of(header.as_bytes());
        json::read(header.as_bytes(), |node: &Node<'_>| {
            let core = node.field("core");
            Self {
                id: RecordId::read(&core.field("id")),
                epoch: Epoch::read(&core.field("epoch")),
                seq: core.field("seq").u64(),
                captured_at: Written::read(&core.field("captured_at")),
                hash,
            }
        })
        .ok()
    }
}
