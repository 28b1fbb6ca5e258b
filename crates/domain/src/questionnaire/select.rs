//! Which questions one customer is asked: the required ones, and rotating ones up to the budget,
//! drawn from the record's id so that the choice can be replayed.

use super::{Asked, MAX_SCREENS, Package, Role};
use crate::hash::Hash;
use crate::ids::RecordId;
use crate::visit::Channel;

impl Package {
    /// The questions that may be asked in this survey, as indices in the package's order.
    /// Which of them appear depends on the answers.
    pub fn select(&self, record: RecordId, channel: Channel) -> Vec<usize> {
        let (mut everything, mut chosen, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (i, question) in self.questions.iter().enumerate() {
            if !question.channels.contains(&channel) {
                continue;
            }
            everything.push(i);
            if self.always_asked(i) {
                chosen.push(i);
            }
            if let Asked::InTurns(weight) = question.asked {
                open.push((i, weight));
            }
        }
        let mut turn = 0_u32;
        while !open.is_empty() {
            let (picked, _) = open.remove(draw(record, turn, &open));
            turn += 1;
            let mut with = chosen.clone();
            with.extend(everything.iter().filter(|i| self.root(**i) == picked));
            let fits = self.screens(&with) <= self.room()
                && (!self.questions[picked].counted() || self.counted(&chosen) < self.budget.max);
            if fits {
                chosen = with;
            }
        }
        everything.retain(|i| chosen.contains(i));
        everything
    }

    /// How many screens the questions that rotate may fill up to: one stays free for a reason, where there are any.
    fn room(&self) -> usize {
        MAX_SCREENS - usize::from(self.questions.iter().any(|question| question.role == Role::Reason))
    }

    /// Whether this question, or the gate it hangs on, is asked of everyone.
    pub(super) fn always_asked(&self, index: usize) -> bool {
        self.questions[self.root(index)].asked == Asked::Always
    }

    /// The gate at the root of this question; itself where it hangs on none.
    pub(super) fn root(&self, index: usize) -> usize {
        match self.questions[index].asked {
            Asked::WithGate(gate) => self.root(gate),
            _ => index,
        }
    }

    /// How many screens these take at the most: all groups share one, and reasons make do with what is left.
    pub(crate) fn screens(&self, chosen: &[usize]) -> usize {
        let (mut others, mut groups) = (0, 0);
        for i in chosen {
            match self.questions[*i].role {
                Role::Reason => {}
                Role::Group => groups = 1,
                _ => others += 1,
            }
        }
        others + groups
    }

    /// How many of these count towards the budget: a gate and what hangs on it count as one.
    pub fn counted(&self, chosen: &[usize]) -> usize {
        chosen.iter().filter(|i| self.root(**i) == **i && self.questions[**i].counted()).count()
    }
}

/// A weighted draw in whole numbers only, so that every machine draws the same.
fn draw(record: RecordId, turn: u32, open: &[(usize, u32)]) -> usize {
    let mut seed = record.0.as_bytes().to_vec();
    seed.extend(turn.to_be_bytes());
    let total: u64 = open.iter().map(|(_, weight)| u64::from(*weight)).sum();
    let mut left = Hash::of(&seed).leading() % total;
    open.iter()
        .position(|(_, weight)| {
            let here = left < u64::from(*weight);
            left = left.saturating_sub(u64::from(*weight));
            here
        })
        .unwrap_or(0)
}
