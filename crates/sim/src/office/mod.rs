//! Head office, pure: the rules of `docs/protocol.md` over a few maps, so that a backup is a clone.
//!
//! [`doors`] is what it answers over HTTP, [`ingest`] how a batch comes into custody, [`files`] the way by hand.

mod doors;
mod files;
mod ingest;
mod set_up;

pub use doors::{Asked, refused, serve};
pub use files::take;

use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, Epoch, KeyId, RecordId, ShopId};
use handover_domain::record::{Loss, Record};
use handover_domain::wire::{EnrolCode, Problem, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// The one shop there is.
pub fn shop() -> ShopId {
    ShopId::new("demo").expect("a name of small letters is a name")
}

/// A record in custody.
#[derive(Clone)]
pub struct Row {
    /// Its id.
    pub id: RecordId,
    /// The tablet.
    pub device: DeviceId,
    /// The life of the journal.
    pub epoch: Epoch,
    /// The place in it.
    pub seq: u64,
    /// The record before.
    pub prev: Hash,
    /// Its hash.
    pub hash: Hash,
    /// The record; without its parts where a customer wished it.
    pub record: Record,
    /// Whether a customer did.
    pub erased: bool,
    /// What it says is missing.
    pub loss: Option<Loss>,
}

/// A key that signs for a tablet, or wants to.
#[derive(Clone)]
struct Signer {
    device: DeviceId,
    public: Vec<u8>,
    approved: bool,
}

/// Head office's database.
#[derive(Clone, Default)]
pub struct Office {
    /// Whether each tablet was revoked.
    revoked: BTreeMap<DeviceId, bool>,
    signers: BTreeMap<KeyId, Signer>,
    /// The codes that were given out, and the tablet that comes back with one.
    codes: BTreeMap<String, Option<DeviceId>>,
    /// What is in custody, in the order in which it came.
    pub rows: Vec<Row>,
    by_id: BTreeMap<RecordId, usize>,
    /// Other bytes under a known id.
    pub conflicts: Vec<(RecordId, Hash)>,
    /// The records a batch is refused for, in the version that is running.
    pub poison: BTreeSet<RecordId>,
    /// Those that are rejected one by one.
    pub rejected: BTreeSet<RecordId>,
    /// The newest set-up.
    pub config_version: u64,
    /// What it said of each tablet's epochs is computed from this.
    custody: BTreeMap<(DeviceId, Epoch), BTreeSet<(u64, RecordId)>>,
}

impl Office {
    /// Gives out a code: for a new tablet, or for one that comes back.
    pub fn give_code(&mut self, code: &EnrolCode, comes_back: Option<DeviceId>) {
        self.codes.insert(code.to_string(), comes_back);
    }

    /// Revokes a tablet, or no longer.
    pub fn revoke(&mut self, device: DeviceId, revoked: bool) {
        self.revoked.insert(device, revoked);
    }

    /// The tablets that are enrolled.
    pub fn devices(&self) -> Vec<DeviceId> {
        self.revoked.keys().copied().collect()
    }

    /// Approves every key that waits; how many it were.
    pub fn approve(&mut self) -> u64 {
        let waiting = self.signers.values_mut().filter(|signer| !signer.approved);
        waiting.map(|signer| signer.approved = true).count() as u64
    }

    /// Erases a record at the customer's wish: the header stays.
    pub fn erase(&mut self, row: usize) {
        self.rows[row].erased = true;
        self.rows[row].record.parts.clear();
    }

    /// The record of an id.
    pub fn find(&self, id: RecordId) -> Option<&Row> {
        self.by_id.get(&id).map(|row| &self.rows[*row])
    }

    /// Per epoch of a tablet: up to where nothing is missing, and how many there are.
    fn custody(&self, device: DeviceId) -> Vec<(Epoch, u64, u64)> {
        let of_it =
            self.custody.range((device, Epoch(uuid::Uuid::nil()))..=(device, Epoch(uuid::Uuid::max())));
        let count = |((_, epoch), places): (&(DeviceId, Epoch), &BTreeSet<(u64, RecordId)>)| {
            let through =
                places.iter().fold(0, |through, (seq, _)| if *seq == through + 1 { *seq } else { through });
            (*epoch, through, places.len() as u64)
        };
        of_it.map(count).collect()
    }
}

fn refusal(reason: Reason, detail: &str) -> Problem {
    Problem::new(reason, detail)
}
