//! What has to be kept, and how: the one thing that the kiosk's `IndexedDB` and the simulation's memory both do.
//!
//! Every call is one transaction: it happens whole or not at all, and has happened for good when it returns.
//! `conformance` is the suite that says so.

use crate::StoreError;
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::sync::Change;
use std::str::FromStr;

/// The last record of the journal: what the next one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The place in this database, over all epochs, from 1.
    pub place: u32,
    /// The life of the journal.
    pub epoch: Epoch,
    /// The place in that life.
    pub seq: u64,
    /// The hash the next record names as `prev`.
    pub hash: Hash,
}

/// A second place's word on how far the journal had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The life of the journal.
    pub epoch: Epoch,
    /// The highest seq that was written.
    pub seq: u64,
    /// How many records were pending.
    pub pending: u64,
    /// The lives that ended before, each with the last place that is known of it: where the database is lost, so is what
    /// was told of them, and perhaps it never arrived.
    pub before: Vec<(Epoch, u64)>,
}

/// A record on its way into the journal.
pub struct Entry<'a> {
    /// What becomes the journal's head.
    pub head: &'a Head,
    /// Its id.
    pub id: RecordId,
    /// Its exact text.
    pub text: &'a str,
    /// What [`Setting::Told`] becomes with it, where it tells of a loss.
    pub told: Option<&'a str>,
}

/// A pending record as it lies in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its place.
    pub place: u32,
    /// Its id.
    pub id: RecordId,
    /// Its hash.
    pub hash: Hash,
    /// Its exact text, ready to travel.
    pub text: String,
}

/// Some of the pending records, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Those that can be sent.
    pub kept: Vec<Kept>,
    /// Places that are noted as pending and hold no readable record.
    pub broken: Vec<u32>,
}

/// How many records there are of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Not yet acknowledged.
    pub pending: u64,
    /// Set apart: head office will not take them as they are.
    pub quarantined: u64,
}

/// Which records are to be offered once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// All that were set apart.
    Quarantined,
    /// The acknowledged ones between these places, both included.
    Stored(u32, u32),
}

/// The small things that are kept beside the records, each a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// The envelope of the newest verified configuration.
    Config,
    /// The lives of the journal that ended, of which a loss record tells; one a line.
    Told,
    /// What head office last said it has: [`handover_domain::sync::Heard`].
    Heard,
    /// The version of the kiosk that last ran.
    App,
    /// Anything, while the tablet's key is a new one that head office has not approved.
    NewKey,
    /// What head office's clock said in the last receipt.
    LastReceipt,
    /// The envelope of the newest verified feed of the shop.
    Feed,
    /// Wrong PINs, and how long is still to be waited: [`handover_domain::lockout::Lockout`].
    Lockout,
}

impl Setting {
    /// The name it is kept under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Told => "told",
            Self::Heard => "heard",
            Self::App => "app",
            Self::NewKey => "new-key",
            Self::LastReceipt => "last-receipt",
            Self::Feed => "feed",
            Self::Lockout => "lockout",
        }
    }
}

type Result<T> = std::result::Result<T, StoreError>;

/// A tablet's storage.
pub trait Storage {
    /// The last record, or none in a new journal.
    async fn head(&self) -> Result<Option<Head>>;
    /// Appends a record after `before`; [`StoreError::Moved`] where the head is another one by now. When this returns,
    /// the record is on disk; what then lies at its place, read afresh, is returned.
    async fn append(&self, before: Option<&Head>, entry: &Entry<'_>) -> Result<Option<String>>;
    /// The text of the record at a place, read afresh.
    async fn record(&self, place: u32) -> Result<Option<String>>;
    /// The records after a place: this many at most, and this many bytes of text at most, but always one.
    async fn records(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Vec<(u32, String)>>;
    /// The pending records after a place, within the same bounds.
    async fn pending(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Page>;
    /// How many there are.
    async fn counts(&self) -> Result<Counts>;
    /// Notes what head office said and when; these places are no longer pending. The records stay. With it, these settings
    /// are kept.
    async fn settle(&self, changes: &[(u32, Change)], at: &str, with: &[(Setting, &str)]) -> Result<()>;
    /// Makes records pending again, this many at most; how many it were.
    async fn offer_again(&self, which: Again, limit: usize) -> Result<usize>;
    /// Takes away acknowledged records of before a day (`YYYY-MM-DD`, head office's), oldest first, this many at most;
    /// how many it were.
    async fn purge(&self, before: &str, limit: usize) -> Result<usize>;
    /// A setting.
    async fn setting(&self, which: Setting) -> Result<Option<String>>;
    /// Keeps a setting; an empty text is none.
    async fn keep_setting(&self, which: Setting, text: &str) -> Result<()>;

    /// What was written beside the database of how far the journal had come; from each place that can be read.
    async fn witnesses(&self) -> Vec<Witness>;
    /// Writes it there. A record is safe without it.
    async fn keep_witness(&self, witness: &Witness) -> Result<()>;
    /// The configuration that lies beside the database, which may outlive it.
    async fn config_copy(&self) -> Option<String>;
    /// Puts it there.
    async fn keep_config_copy(&self, envelope: &str) -> Result<()>;
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} {}", self.place, self.epoch, self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self> {
        let mut words = text.split(' ');
        Ok(Self {
            place: word(&mut words, |word| parsed::<u64>(word)?.try_into().ok())?,
            epoch: word(&mut words, parsed)?,
            seq: word(&mut words, parsed)?,
            hash: word(&mut words, Hash::parse)?,
        })
    }
}

impl std::fmt::Display for Witness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.epoch, self.seq, self.pending)?;
        self.before.iter().try_for_each(|(epoch, seq)| write!(f, " {epoch} {seq}"))
    }
}

impl FromStr for Witness {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self> {
        let mut words = text.split(' ');
        Ok(Self {
            epoch: word(&mut words, parsed)?,
            seq: word(&mut words, parsed)?,
            pending: word(&mut words, parsed)?,
            before: {
                let mut before = Vec::new();
                while let Some(epoch) = words.next() {
                    before.push((word(&mut epoch.split(' '), parsed)?, word(&mut words, parsed)?));
                }
                before
            },
        })
    }
}

impl Kept {
    /// What is noted of a pending record: which one it is.
    pub fn note(id: RecordId, hash: &Hash) -> String {
        format!("{id} {hash}")
    }

    /// Reads it back from its note and its text.
    pub fn read(place: u32, note: &str, text: String) -> Result<Self> {
        let mut words = note.split(' ');
        Ok(Self { place, id: word(&mut words, parsed)?, hash: word(&mut words, Hash::parse)?, text })
    }
}

/// The next word of an entry, read as what it is.
fn word<T>(words: &mut std::str::Split<'_, char>, read: fn(&str) -> Option<T>) -> Result<T> {
    let word = words.next().and_then(read);
    word.ok_or_else(|| {
        StoreError::Unreadable("an entry of the journal does not read as it was written".into())
    })
}

fn parsed<T: FromStr>(word: &str) -> Option<T> {
    word.parse().ok()
}
