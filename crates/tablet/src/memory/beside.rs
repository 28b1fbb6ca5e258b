//! What lies beside the database, and may outlive it.

use crate::Witness;

/// How many words of the witness are kept that a place which lags may fall back to.
const LAG: usize = 8;

/// The two places of the witness and the copy of the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// Written through at once.
    cache: Option<Witness>,
    /// Written some time later: after a crash the newest words may be gone. The last is the newest.
    local: Vec<Witness>,
    pub(super) config: Option<String>,
}

impl Beside {
    pub(super) fn keep(&mut self, witness: &Witness) {
        self.cache = Some(witness.clone());
        self.local.push(witness.clone());
        if self.local.len() > LAG {
            self.local.remove(0);
        }
    }

    pub(super) fn witnesses(&self) -> Vec<Witness> {
        self.cache.iter().chain(self.local.last()).cloned().collect()
    }

    /// The place that lags loses its newest words; it never had more than it wrote.
    pub(super) fn lag(&mut self, words: usize) {
        self.local.truncate(self.local.len().saturating_sub(words));
    }
}
