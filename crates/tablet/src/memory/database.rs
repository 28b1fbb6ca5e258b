//! The database: texts under keys, written in transactions that can be taken back from the newest on.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// How many transactions can be taken back.
const REMEMBERED: usize = 256;

/// What a text lies under. Each kind is a store of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A record.
    Record(u32),
    /// Which record waits at a place: `id hash`.
    Pending(u32),
    /// What was acknowledged: that note, and when, a line each.
    Stored(u32),
    /// What was set apart: that note, when, and why.
    Quarantined(u32),
    /// The head, the settings, and the tablet's key.
    Named(&'static str),
}

type Change = (Key, Option<Rc<str>>);

/// Everything that was committed.
#[derive(Debug, Clone, Default)]
pub(super) struct Database {
    texts: BTreeMap<Key, Rc<str>>,
    /// For each of the newest transactions, what lay there before.
    before: VecDeque<Vec<Change>>,
}

impl Database {
    pub(super) fn read(&self, key: Key) -> Option<&str> {
        self.texts.get(&key).map(|text| &**text)
    }

    /// The entries of one store behind a place, in the order of their places.
    pub(super) fn behind(&self, store: fn(u32) -> Key, after: u32) -> impl Iterator<Item = (u32, &str)> {
        let from = after.saturating_add(1);
        self.texts.range(store(from)..=store(u32::MAX)).filter_map(|(key, text)| match key {
            Key::Record(place) | Key::Pending(place) | Key::Stored(place) | Key::Quarantined(place) => {
                Some((*place, &**text))
            }
            Key::Named(_) => None,
        })
    }

    /// How many entries a store has.
    pub(super) fn count(&self, store: fn(u32) -> Key) -> u64 {
        self.behind(store, 0).count() as u64
    }

    /// Begins a transaction; what it wrote counts when it is dropped, since whoever writes has checked before.
    pub(super) fn writing(&mut self) -> Writing<'_> {
        Writing { database: self, before: Vec::new() }
    }

    /// Takes the newest transactions back, as a disk does that lost the end of its log; how many there were.
    pub(super) fn cut(&mut self, transactions: usize) -> usize {
        let mut cut = 0;
        while cut < transactions
            && let Some(changes) = self.before.pop_back()
        {
            for (key, text) in changes.into_iter().rev() {
                self.set(key, text);
            }
            cut += 1;
        }
        cut
    }

    fn set(&mut self, key: Key, text: Option<Rc<str>>) -> Option<Rc<str>> {
        match text {
            Some(text) => self.texts.insert(key, text),
            None => self.texts.remove(&key),
        }
    }
}

/// A transaction.
pub(super) struct Writing<'a> {
    database: &'a mut Database,
    before: Vec<Change>,
}

impl Writing<'_> {
    pub(super) fn put(&mut self, key: Key, text: impl Into<Rc<str>>) {
        let before = self.database.set(key, Some(text.into()));
        self.before.push((key, before));
    }

    /// Takes away what lies there, if anything does.
    pub(super) fn take(&mut self, key: Key) -> Option<Rc<str>> {
        let before = self.database.set(key, None)?;
        self.before.push((key, Some(before.clone())));
        Some(before)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if self.before.is_empty() {
            return;
        }
        self.database.before.push_back(std::mem::take(&mut self.before));
        if self.database.before.len() > REMEMBERED {
            self.database.before.pop_front();
        }
    }
}
