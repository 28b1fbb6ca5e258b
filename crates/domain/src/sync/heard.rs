//! What head office last said it has: where it has less than the tablet was told, an old backup was put back, and what
//! the tablet still keeps is offered once more (fault 32).
//!
//! Two things give it away. A run without a gap is shorter than it was; or head office holds fewer records than it has
//! acknowledged. The second is counted in the tablet's own journal, and not against what was last heard: a hole may
//! keep the run short for ever, and what arrived since, while its receipts got lost, may fill the number up again.

use crate::ids::Epoch;
use crate::wire::Receipt;

/// A life of the journal that lies in the tablet's database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Which one.
    pub epoch: Epoch,
    /// How many places it takes up.
    pub places: u64,
}

/// What the tablet's own journal says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// The lives in it.
    pub lives: Vec<Life>,
    /// How many of their records head office has acknowledged.
    pub acknowledged: u64,
    /// Some are not.
    pub is_waiting: bool,
}

/// What head office last said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard {
    /// Per epoch, up to where nothing is missing.
    through: Vec<(Epoch, u64)>,
    /// So many it has no more, and everything that could be was offered again: they left the tablet before.
    gone: u64,
}

impl Heard {
    /// Reads what [`std::fmt::Display`] wrote; what cannot be read was never heard.
    pub fn parse(text: &str) -> Self {
        let mut heard = Self::default();
        for line in text.lines() {
            let mut words = line.split(' ');
            let (first, second) = (words.next().unwrap_or_default(), words.next());
            match (first.parse(), second.and_then(|through| through.parse().ok())) {
                (Ok(epoch), Some(through)) => heard.through.push((epoch, through)),
                _ => heard.gone = line.parse().unwrap_or(heard.gone),
            }
        }
        heard
    }

    /// Takes note of a receipt, once what it says of its records is noted in the journal; the epochs of which head
    /// office has less than it acknowledged, each with the place from which on its records are to be offered again.
    pub fn hear(&mut self, receipt: &Receipt, journal: &Journal) -> Vec<(Epoch, u64)> {
        let said = |numbers: &[(Epoch, u64)], epoch: Epoch| {
            numbers.iter().find(|(of, _)| *of == epoch).map(|(_, number)| *number)
        };
        let through = |epoch| said(&receipt.contiguous_through, epoch).unwrap_or(0);
        // A head office that does not count has at least those.
        let held = |epoch| said(&receipt.held, epoch).unwrap_or_else(|| through(epoch));
        // A clone's records, or some that the tablet has lost, do not stand in for its own.
        let here: u64 = journal.lives.iter().map(|life| held(life.epoch).min(life.places)).sum();
        let missing = journal.acknowledged.saturating_sub(here);
        let mut again: Vec<(Epoch, u64)> = Vec::new();
        for (epoch, before) in &self.through {
            if through(*epoch) < *before {
                again.push((*epoch, through(*epoch) + 1));
            }
        }
        let is_new = missing > self.gone;
        // Fewer than were missing before, and all that was offered again has arrived: some of these may be new.
        let is_other = !journal.is_waiting && 0 < missing && missing < self.gone;
        if is_new || is_other {
            for life in &journal.lives {
                if held(life.epoch) < life.places && again.iter().all(|(epoch, _)| *epoch != life.epoch) {
                    again.push((life.epoch, through(life.epoch) + 1));
                }
            }
        }
        if is_new || !journal.is_waiting {
            // Said once, it is done: only what is missing beyond that is new.
            self.gone = missing;
        }
        self.through.clone_from(&receipt.contiguous_through);
        again
    }
}

impl std::fmt::Display for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (epoch, through) in &self.through {
            writeln!(f, "{epoch} {through}")?;
        }
        writeln!(f, "{}", self.gone)
    }
}
