//! What can befall the disks, and a look at them from outside.

use super::database::{Database, Key};
use super::{Disks, Memory};
use crate::Witness;
use crate::conformance::LoseText;
use handover_domain::hash::Hash;
use handover_domain::ids::RecordId;
use std::cell::RefCell;
use std::rc::Rc;

/// A copy of both disks, as a cloned profile is one.
#[derive(Clone)]
pub struct Image(Disks);

/// What lies in the database, each in the order of places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The records and their texts.
    pub records: Vec<(u32, String)>,
    /// What waits.
    pub pending: Vec<u32>,
    /// What was acknowledged, and when.
    pub stored: Vec<(u32, String)>,
    /// What was set apart, and why.
    pub quarantined: Vec<(u32, String)>,
}

/// Under which name the tablet's key lies in the database, so that it shares the database's fate.
const KEY: Key = Key::Named("key");

impl Memory {
    /// From here on, or no longer, there is no room for anything more.
    pub fn fill(&self, full: bool) {
        self.disks.borrow_mut().full = full;
    }

    /// From here on, or no longer, the database cannot be opened.
    pub fn shut(&self, shut: bool) {
        self.disks.borrow_mut().shut = shut;
    }

    /// The database comes back without its newest transactions; how many that were.
    pub fn cut(&self, transactions: usize) -> usize {
        self.disks.borrow_mut().database.cut(transactions)
    }

    /// The database comes back empty.
    pub fn lose_database(&self) {
        self.disks.borrow_mut().database = Database::default();
    }

    /// What lies beside the database is gone.
    pub fn lose_beside(&self) {
        self.disks.borrow_mut().beside = super::Beside::default();
    }

    /// The witness's place that lags loses its newest words.
    pub fn lag(&self, words: usize) {
        self.disks.borrow_mut().beside.lag(words);
    }

    /// A copy of everything.
    pub fn image(&self) -> Image {
        Image(self.disks.borrow().clone())
    }

    /// Everything is again as it was then.
    pub fn put_back(&self, image: &Image) {
        *self.disks.borrow_mut() = image.0.clone();
    }

    /// The tablet's key, whatever stands for it.
    pub fn key(&self) -> Option<String> {
        self.disks.borrow().database.read(KEY).map(str::to_owned)
    }

    /// Keeps the tablet's key.
    pub fn keep_key(&self, key: &str) {
        self.disks.borrow_mut().database.writing().put(KEY, key);
    }

    /// Which record waits at a place: its id and hash.
    pub fn waits_at(&self, place: u32) -> Option<(RecordId, Hash)> {
        let disks = self.disks.borrow();
        let (id, hash) = disks.database.read(Key::Pending(place))?.split_once(' ')?;
        Some((id.parse().ok()?, Hash::parse(hash)?))
    }

    /// How many records wait.
    pub fn waiting(&self) -> u64 {
        self.disks.borrow().database.count(Key::Pending)
    }

    /// What the witness says, in each place.
    pub fn witnessed(&self) -> Vec<Witness> {
        self.disks.borrow().beside.witnesses()
    }

    /// What lies in the database.
    pub fn look(&self) -> Look {
        let disks = self.disks.borrow();
        let database = &disks.database;
        let line = |noted: &str, n| noted.lines().nth(n).unwrap_or_default().to_owned();
        Look {
            records: database.behind(Key::Record, 0).map(|(place, text)| (place, text.to_owned())).collect(),
            pending: database.behind(Key::Pending, 0).map(|(place, _)| place).collect(),
            stored: database.behind(Key::Stored, 0).map(|(place, noted)| (place, line(noted, 1))).collect(),
            quarantined: database
                .behind(Key::Quarantined, 0)
                .map(|(place, noted)| (place, noted.splitn(3, '\n').nth(2).unwrap_or_default().to_owned()))
                .collect(),
        }
    }
}

impl LoseText for Memory {
    async fn lose_text(&self, place: u32) {
        self.disks.borrow_mut().database.writing().take(Key::Record(place));
    }
}

impl From<Image> for Memory {
    /// Another tablet that came to the same data.
    fn from(image: Image) -> Self {
        Self { disks: Rc::new(RefCell::new(image.0)) }
    }
}
