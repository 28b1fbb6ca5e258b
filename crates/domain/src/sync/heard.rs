//! What head office last said it has, epoch by epoch: where it has less than before, an old backup was put back,
//! and what the tablet still keeps is offered once more (fault 32).

use crate::ids::Epoch;
use crate::wire::{Receipt, Status};

/// What head office has of one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Custody {
    epoch: Epoch,
    /// Nothing is missing up to here.
    through: u64,
    /// How many records there are.
    held: u64,
}

/// What head office last said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard(Vec<Custody>);

impl Heard {
    /// Reads what [`std::fmt::Display`] wrote; what cannot be read was never heard.
    pub fn parse(text: &str) -> Self {
        let custody = |line: &str| {
            let mut words = line.split(' ');
            Some(Custody {
                epoch: words.next()?.parse().ok()?,
                through: words.next()?.parse().ok()?,
                held: words.next()?.parse().ok()?,
            })
        };
        Self(text.lines().filter_map(custody).collect())
    }

    /// Takes note of a receipt; the epochs of which head office has less than it said before, each with the place
    /// from which on its records are to be offered again.
    pub fn hear(&mut self, receipt: &Receipt) -> Vec<(Epoch, u64)> {
        let said = |epoch: Epoch| {
            let number =
                |numbers: &[(Epoch, u64)]| numbers.iter().find(|(of, _)| *of == epoch).map(|(_, n)| *n);
            let through = number(&receipt.contiguous_through).unwrap_or(0);
            // A head office that does not count has at least those.
            Custody { epoch, through, held: number(&receipt.held).unwrap_or(through) }
        };
        // What is stored since this very batch was not there before; of which epoch it is does not matter much:
        // at worst something is offered once too often.
        let new = receipt.results.iter().filter(|entry| entry.status == Status::Stored).count() as u64;
        let mut again = Vec::new();
        for before in &self.0 {
            let now = said(before.epoch);
            if now.through < before.through || now.held.saturating_sub(new) < before.held {
                again.push((before.epoch, now.through + 1));
            }
        }
        self.0 = receipt.contiguous_through.iter().map(|(epoch, _)| said(*epoch)).collect();
        again
    }
}

impl std::fmt::Display for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for Custody { epoch, through, held } in &self.0 {
            writeln!(f, "{epoch} {through} {held}")?;
        }
        Ok(())
    }
}
