//! What was told of lives that ended: the lines of [`crate::Setting::Told`].

use handover_domain::ids::Epoch;
use std::fmt::{Display, Formatter};

/// A life that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ended {
    /// Which one.
    pub epoch: Epoch,
    /// How far it had come.
    pub through: u64,
    /// Where its last record lies in the database, where anything of it does.
    pub last: Option<u32>,
}

impl Ended {
    /// All of them, in the order in which they were told.
    pub fn all(told: &str) -> impl Iterator<Item = Self> {
        told.lines().filter_map(|line| {
            let mut words = line.split(' ');
            Some(Self {
                epoch: words.next()?.parse().ok()?,
                through: words.next()?.parse().ok()?,
                last: words.next().and_then(|last| last.parse().ok()),
            })
        })
    }
}

impl Display for Ended {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.epoch, self.through)?;
        self.last.map_or(Ok(()), |last| write!(f, " {last}"))
    }
}
