//! What became of a file, and what goes back, kept while it is read.

use crate::db::devices::Device;
use crate::keys::Keys;
use crate::outgoing::{News, Outgoing};
use handover_domain::hash::Hash;
use handover_domain::wire::{Receipt, Status};
use std::io;
use std::path::Path;

/// A file that is in custody.
pub struct Taken {
    /// The tablet that wrote it.
    pub tablet: Device,
    /// What became of its records.
    pub counts: Counts,
    /// Whether what goes back could be written.
    pub receipts: io::Result<()>,
}

/// How many batches came, and how many of their records came to what.
#[derive(Default)]
pub struct Counts {
    /// Batches.
    pub batches: usize,
    /// Records by what became of them.
    statuses: Vec<(Status, usize)>,
}

impl Counts {
    /// Adds what a receipt says.
    pub fn add(&mut self, receipt: &Receipt) {
        self.batches += 1;
        for entry in &receipt.results {
            match self.statuses.iter_mut().find(|(status, _)| *status == entry.status) {
                Some((_, n)) => *n += 1,
                None => self.statuses.push((entry.status, 1)),
            }
        }
    }

    /// All records.
    pub fn records(&self) -> usize {
        self.statuses.iter().map(|(_, n)| n).sum()
    }

    /// Those of which this became.
    pub fn with(&self, status: Status) -> usize {
        self.statuses.iter().find(|(of, _)| *of == status).map_or(0, |(_, n)| *n)
    }
}

/// What goes back. That it cannot be written stops no record from being taken.
pub enum Back<'a> {
    /// So far it can.
    Open(Box<Outgoing<'a>>),
    /// It could not.
    Failed(io::Error),
}

impl<'a> Back<'a> {
    /// Begins a file of this name.
    pub fn begin(path: &Path, keys: &'a Keys) -> Self {
        match Outgoing::begin(path, keys) {
            Ok(open) => Self::Open(Box::new(open)),
            Err(error) => Self::Failed(error),
        }
    }

    /// Adds a receipt; what it says has to be durable.
    pub fn receipt(&mut self, receipt: &Receipt) {
        if let Self::Open(open) = self
            && let Err(error) = open.receipt(receipt)
        {
            *self = Self::Failed(error);
        }
    }

    /// Ends it; the hash of its bytes.
    pub fn finish(self, news: &News<'_>) -> io::Result<Hash> {
        match self {
            Self::Open(open) => open.finish(news),
            Self::Failed(error) => Err(error),
        }
    }
}
