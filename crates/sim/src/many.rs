//! Many histories, on every core.

use crate::bugs::Bug;
use crate::history::{History, live};
use crate::seen::{Seen, Tally};
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// How they went.
#[derive(Default)]
pub struct Summary {
    /// How many there were.
    pub seeds: u64,
    /// The seeds whose history broke a rule, and which.
    pub broken: Vec<(u64, String)>,
    /// What happened how often.
    pub tally: Tally,
}

/// Lives through the histories of so many seeds, from one on. Which thread takes which seed does not matter: nothing is
/// shared but the count.
pub fn many(from: u64, seeds: u64, bug: Option<Bug>) -> Summary {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU64::new(from);
    let all = Mutex::new(Summary::default());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let mut mine = Summary::default();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from.saturating_add(seeds) {
                        break;
                    }
                    mine.add(live(seed, bug, false));
                }
                if let Ok(mut all) = all.lock() {
                    all.join(mine);
                }
            });
        }
    });
    let mut all = all.into_inner().unwrap_or_default();
    all.broken.sort();
    all
}

impl Summary {
    fn add(&mut self, history: History) {
        self.seeds += 1;
        self.tally.join(&history.tally);
        self.broken.extend(history.broken.map(|sentence| (history.seed, sentence)));
    }

    fn join(&mut self, other: Self) {
        self.seeds += other.seeds;
        self.tally.join(&other.tally);
        self.broken.extend(other.broken);
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sim: {} seeds", self.seeds)?;
        for seen in Seen::ALL {
            write!(f, ", {} {}", self.tally.of(*seen), seen.words())?;
        }
        write!(f, ", {} broken", self.broken.len())
    }
}
