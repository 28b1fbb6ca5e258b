//! What the end is held against: what was shown has to be at head office, once, and to the letter.

mod chain;
mod shelves;

use crate::broken::Rule;
use crate::director::Director;
use crate::ledger::{Attempt, Ledger};
use crate::office::Office;
use crate::world::World;
use handover_domain::hash::Hash;
use std::collections::BTreeSet;

/// Holds the end of a history against all rules. What was broken on the way was noted there.
pub fn check(world: &World, director: &Director) {
    let (office, ledger) = (world.office.borrow(), world.ledger.borrow());
    let apart = shelves::check(world, &director.tablets);
    once_and_unaltered(world, &office, &ledger);
    let all = Held { office: &office, ledger: &ledger, apart };
    for hash in &ledger.shown {
        if let Some(attempt) = ledger.attempts.get(hash)
            && !all.accounts_for(*hash, attempt)
        {
            world.breaks_rule(Rule::Lost, || {
                let Attempt { id, epoch, seq, .. } = attempt;
                format!("record {id} ({seq} in {epoch}) was shown as recorded and is nowhere")
            });
        }
    }
    chain::check(world, &all);
}

/// Everything at head office was written by a tablet, is there once, and as it was written.
fn once_and_unaltered(world: &World, office: &Office, ledger: &Ledger) {
    let mut seen = BTreeSet::new();
    for row in &office.rows {
        if !seen.insert(row.id) {
            world.breaks_rule(Rule::Doubled, || format!("record {} is at head office twice", row.id));
        }
        let Some(attempt) = ledger.attempts.get(&row.hash) else {
            world.breaks(|| format!("record {} is at head office and was never written", row.id));
            continue;
        };
        let same = attempt.record.header == row.record.header
            && (row.erased || attempt.record.parts == row.record.parts);
        if !same {
            world.breaks(|| format!("record {} was altered", row.id));
        }
        if ledger.erased.contains(&row.id) && !(row.erased && row.record.parts.is_empty()) {
            world.breaks(|| format!("record {} was erased and is back", row.id));
        }
    }
}

/// Everything that may account for a record.
struct Held<'a> {
    office: &'a Office,
    ledger: &'a Ledger,
    /// What lies apart on a tablet, with a reason and whole.
    apart: BTreeSet<Hash>,
}

impl Held<'_> {
    /// Whether somebody has the record, or knows that it is missing.
    fn accounts_for(&self, hash: Hash, attempt: &Attempt) -> bool {
        self.office.find(attempt.id).is_some_and(|row| row.hash == hash)
            || self.apart.contains(&hash)
            || self.is_told(attempt, 4)
            || self.ledger.excused.contains_key(&hash)
    }

    /// Whether a record that arrived says that this one is missing; one that is missing itself may be told of by
    /// another: head office then sees that a journal ended without a word, and which.
    fn is_told(&self, attempt: &Attempt, depth: u32) -> bool {
        let arrived = self.office.rows.iter().filter_map(|row| row.loss.as_ref());
        if arrived.into_iter().any(|loss| attempt.is_within(loss)) {
            return true;
        }
        let gone = self.ledger.vanished.keys().filter_map(|hash| self.ledger.attempts.get(hash));
        depth > 0
            && gone.into_iter().any(|told| {
                told.loss.is_some_and(|loss| attempt.is_within(&loss))
                    && (self.is_told(told, depth - 1)
                        || self.ledger.excused.contains_key(&told.record.hash()))
            })
    }
}
