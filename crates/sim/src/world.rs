//! What everybody in a history shares.

use crate::broken::{Broken, Rule};
use crate::bugs::Bug;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::executor::{Owner, Task};
use crate::keys::{Book, Key};
use crate::ledger::Ledger;
use crate::network::Network;
use crate::office::Office;
use crate::seen::{Odds, Seen, Tally};
use chrono::{DateTime, Utc};
use std::cell::{Cell, RefCell};

/// When the first history begins: 2026-11-21T08:00:00Z.
const BEGINNING: i64 = 1_795_248_000_000;

/// The world of one history.
pub struct World {
    /// All chance.
    pub chance: Chance,
    /// Time.
    pub clock: Clock,
    /// What is likely.
    pub odds: Odds,
    /// No more faults: everything has to come to its end now.
    pub calm: Cell<bool>,
    /// What happened how often.
    pub tally: RefCell<Tally>,
    /// The book of keys.
    pub keys: Book,
    /// Head office's key.
    pub office_key: Key,
    /// A key that nobody trusts.
    pub forger: Key,
    /// Head office.
    pub office: RefCell<Office>,
    /// What lies between.
    pub network: RefCell<Network>,
    /// What was done.
    pub ledger: RefCell<Ledger>,
    /// How long acknowledged records stay on a tablet, in days.
    pub retention: u32,
    /// The bug that was planted.
    pub bug: Option<Bug>,
    /// Tasks that are to begin.
    pub newborn: RefCell<Vec<(Owner, Task)>>,
    /// The first rule that was broken.
    pub broken: RefCell<Option<Broken>>,
    /// What happened, line by line, where somebody wants to read it.
    story: Option<RefCell<Vec<String>>>,
}

impl World {
    /// The world of a seed.
    pub fn of(seed: u64, bug: Option<Bug>, told: bool) -> Self {
        let chance = Chance::of(seed);
        let odds = Odds::draw(&chance);
        let (office_key, forger) = (Key::of(chance.number()), Key::of(chance.number()));
        let keys = Book::default();
        keys.enter(&office_key);
        keys.enter(&forger);
        let retention = u32::try_from(chance.between(1, 4)).unwrap_or(1);
        Self {
            chance,
            clock: Clock::default(),
            odds,
            calm: Cell::new(false),
            tally: RefCell::default(),
            keys,
            office_key,
            forger,
            office: RefCell::default(),
            network: RefCell::default(),
            ledger: RefCell::default(),
            retention,
            bug,
            newborn: RefCell::default(),
            broken: RefCell::default(),
            story: told.then(RefCell::default),
        }
    }

    /// Whether this happens now; it is counted where it does.
    pub fn strikes(&self, seen: Seen) -> bool {
        let strikes = !self.calm.get() && self.chance.hits(self.odds.of(seen));
        if strikes {
            self.count(seen, 1);
        }
        strikes
    }

    /// Counts.
    pub fn count(&self, seen: Seen, times: u64) {
        self.tally.borrow_mut().add(seen, times);
    }

    /// Head office's time, which is right.
    pub fn time(&self) -> DateTime<Utc> {
        let ms = i64::try_from(self.clock.now()).unwrap_or(0);
        DateTime::from_timestamp_millis(BEGINNING + ms).unwrap_or_default()
    }

    /// Begins a task.
    pub fn begin(&self, owner: Owner, task: impl Future<Output = ()> + 'static) {
        self.newborn.borrow_mut().push((owner, Box::pin(task)));
    }

    /// A line of the history.
    pub fn tell(&self, line: impl FnOnce() -> String) {
        if let Some(story) = &self.story {
            let now = self.clock.now();
            let (days, ms) = (now / 86_400_000, now % 86_400_000);
            let (hours, minutes, ms) = (ms / 3_600_000, ms / 60_000 % 60, ms % 60_000);
            story.borrow_mut().push(format!(
                "day {days} {hours:02}:{minutes:02}:{:02}.{:03}  {}",
                ms / 1000,
                ms % 1000,
                line()
            ));
        }
    }

    /// A rule was broken. The first one counts: what follows may follow from it.
    pub fn breaks(&self, sentence: impl FnOnce() -> String) {
        self.breaks_rule(Rule::Other, sentence);
    }

    /// A rule of this kind was.
    pub fn breaks_rule(&self, rule: Rule, sentence: impl FnOnce() -> String) {
        let mut broken = self.broken.borrow_mut();
        if broken.is_none() {
            let sentence = sentence();
            self.tell(|| format!("BROKEN  {sentence}"));
            *broken = Some(Broken { rule, sentence });
        }
    }

    /// The history, as far as it was told.
    pub fn story(&self) -> Vec<String> {
        self.story.as_ref().map(RefCell::take).unwrap_or_default()
    }
}
