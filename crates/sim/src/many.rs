//! Many histories, on every core.

use crate::broken::{Broken, Rule};
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
    pub broken: Vec<(u64, Broken)>,
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
    /// What happened so seldom that nothing was learnt of it.
    pub fn too_rare(&self) -> Vec<Seen> {
        Seen::ALL.iter().copied().filter(|seen| self.tally.of(*seen) < self.seeds / 1_000).collect()
    }

    fn add(&mut self, history: History) {
        self.seeds += 1;
        self.tally.join(&history.tally);
        self.broken.extend(history.broken.map(|broken| (history.seed, broken)));
    }

    fn join(&mut self, other: Self) {
        self.seeds += other.seeds;
        self.tally.join(&other.tally);
        self.broken.extend(other.broken);
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FIRST: [Seen; 6] =
            [Seen::Crash, Seen::Shown, Seen::LostRequest, Seen::LostAnswer, Seen::Restored, Seen::LossTold];
        let broken = |rule| self.broken.iter().filter(|(_, broken)| broken.rule == rule).count();
        let shown = |all: &mut dyn Iterator<Item = &Seen>| {
            let each = all.map(|seen| format!("{} {}", self.tally.of(*seen), seen.words()));
            each.collect::<Vec<_>>().join(", ")
        };
        let (lost, doubled, other) = (broken(Rule::Lost), broken(Rule::Doubled), broken(Rule::Other));
        writeln!(
            f,
            "sim: {} seeds, {}, lost {lost}, doubled {doubled}",
            self.seeds,
            shown(&mut FIRST.iter())
        )?;
        write!(f, "and {}", shown(&mut Seen::ALL.iter().filter(|seen| !FIRST.contains(seen))))?;
        if other > 0 { write!(f, "\nother rules broken: {other}") } else { Ok(()) }
    }
}
