//! What head office last said it has: where it has less than the tablet was told, an old backup was put back, and what
//! the tablet still keeps is offered once more (fault 32).
//!
//! Two things give it away. A run without a gap is shorter than it was; or of the records that head office acknowledged
//! it holds fewer than it did. The second is reckoned with the tablet's own journal, and not between one receipt and
//! the next: a hole may keep the run short for ever, and what arrived since, while its receipts got lost, would fill the
//! number up again.

use crate::ids::Epoch;
use crate::wire::Receipt;

/// How often everything is offered before it is believed that what is still missing cannot be had: the same backup may
/// be put back twice in a row.
const OFFERS: u32 = 3;

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
}

/// What head office last said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard {
    /// Per epoch, up to where nothing is missing.
    through: Vec<(Epoch, u64)>,
    /// How many more were acknowledged than head office holds, and that is how it has to be. Below zero where it holds some
    /// that the tablet has lost; above where the tablet has let them go.
    missing: i64,
    /// The same when everything was offered again.
    offered_at: i64,
    /// How often it was offered at that number.
    times: u32,
    /// How many losses of its own the tablet had told of when it last offered everything for that.
    losses: usize,
}

impl Heard {
    /// Reads what [`std::fmt::Display`] wrote; what cannot be read was never heard.
    pub fn parse(text: &str) -> Self {
        let mut heard = Self::default();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                [epoch, through] => {
                    heard.through.extend(epoch.parse().ok().zip(through.parse().ok()));
                }
                [missing, offered_at, times] => {
                    heard.missing = missing.parse().unwrap_or(0);
                    heard.offered_at = offered_at.parse().unwrap_or(0);
                    heard.times = times.parse().unwrap_or(0);
                }
                [losses] => heard.losses = losses.parse().unwrap_or(0),
                _ => {}
            }
        }
        heard
    }

    /// Whether everything is to be offered once more, since the tablet has found another loss of its own. What head office
    /// holds beyond that would balance what it has lost itself, and this note of it may be older than what was acknowledged.
    pub fn hear_of_losses(&mut self, told: usize) -> bool {
        let is_news = told > self.losses;
        self.losses = told;
        is_news
    }

    /// Takes note of a receipt, once what it says of its records is noted in the journal; the epochs of which head
    /// office has less than it acknowledged, each with the place from which on its records are to be offered again.
    pub fn hear(&mut self, receipt: &Receipt, journal: &Journal) -> Vec<(Epoch, u64)> {
        let mut again = self.reckon(receipt, journal);
        for (epoch, from) in self.hear_amid(receipt) {
            if again.iter().all(|(named, _)| *named != epoch) {
                again.push((epoch, from));
            }
        }
        again
    }

    /// The same while some records wait: they may have arrived already and hide as many, so only a run that is shorter than
    /// it was says anything. Once nothing waits, nothing is hidden.
    pub fn hear_amid(&mut self, receipt: &Receipt) -> Vec<(Epoch, u64)> {
        let is_shorter = |(epoch, before): &(Epoch, u64)| {
            let now = through(receipt, *epoch);
            (now < *before).then_some((*epoch, now + 1))
        };
        let again = self.through.iter().filter_map(is_shorter).collect();
        self.through.clone_from(&receipt.contiguous_through);
        again
    }

    /// Holds what head office has against what it acknowledged, by the tablet's own journal.
    fn reckon(&mut self, receipt: &Receipt, journal: &Journal) -> Vec<(Epoch, u64)> {
        // A head office that does not count has at least those.
        let held =
            |life: &Life| said(&receipt.held, life.epoch).unwrap_or_else(|| through(receipt, life.epoch));
        let holds: u64 = journal.lives.iter().map(held).sum();
        let missing = journal.acknowledged.cast_signed().saturating_sub(holds.cast_signed());
        // As many as when everything was offered, and not for the first time: these left the tablet before.
        if missing <= self.missing || (missing == self.offered_at && self.times >= OFFERS) {
            (self.missing, self.offered_at, self.times) = (missing, missing, 0);
            return Vec::new();
        }
        self.times = if missing == self.offered_at { self.times + 1 } else { 1 };
        self.offered_at = missing;
        let is_short = |life: &&Life| through(receipt, life.epoch) < life.places;
        let again = |life: &Life| (life.epoch, through(receipt, life.epoch) + 1);
        journal.lives.iter().filter(is_short).map(again).collect()
    }
}

fn said(numbers: &[(Epoch, u64)], epoch: Epoch) -> Option<u64> {
    numbers.iter().find(|(of, _)| *of == epoch).map(|(_, number)| *number)
}

fn through(receipt: &Receipt, epoch: Epoch) -> u64 {
    said(&receipt.contiguous_through, epoch).unwrap_or(0)
}

impl std::fmt::Display for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (epoch, through) in &self.through {
            writeln!(f, "{epoch} {through}")?;
        }
        writeln!(f, "{} {} {}", self.missing, self.offered_at, self.times)?;
        writeln!(f, "{}", self.losses)
    }
}
