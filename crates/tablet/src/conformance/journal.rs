//! A journal to try a storage with.

use crate::{Entry, Head, Storage};
use chrono::DateTime;
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, Epoch, PageId, RecordId, ShopId};
use handover_domain::record::{Core, Kind, Mode, Record};
use uuid::Uuid;

/// What head office's clock says where it does not matter.
pub(super) const AT: &str = "2026-11-22T10:00:00+08:00";
pub(super) const ALL: usize = usize::MAX;
/// As many as there are.
pub(super) const MANY: usize = 500;

pub(super) const EPOCH: Epoch = Epoch(Uuid::from_u128(0xe));

/// A storage with records.
pub(super) struct Journal<S> {
    pub storage: S,
    /// Their texts, from place 1.
    pub texts: Vec<String>,
}

impl<S: Storage> Journal<S> {
    /// With so many real records, which a storage may want to read.
    pub async fn of(storage: S, records: u32) -> Self {
        let mut journal = Self { storage, texts: Vec::new() };
        for _ in 0..records {
            journal.append().await;
        }
        journal
    }

    /// One more.
    pub async fn append(&mut self) -> Head {
        let before = self.storage.head().await.unwrap();
        let place = before.as_ref().map_or(1, |head| head.place + 1);
        let record = record(place, before.as_ref().map_or(Hash::NONE, |head| head.hash));
        let head = Head { place, epoch: EPOCH, seq: place.into(), hash: record.hash() };
        let text = record.to_json();
        let entry = Entry { head: &head, id: id(place), text: &text, told: None };
        self.storage.append(before.as_ref(), &entry).await.unwrap();
        self.texts.push(text);
        head
    }

    /// The places that wait.
    pub async fn pending(&self) -> Vec<u32> {
        pending(&self.storage, 0, MANY, ALL).await
    }
}

/// The places that wait behind one, within bounds; all of them can be read.
pub(super) async fn pending<S: Storage>(storage: &S, after: u32, limit: usize, max_bytes: usize) -> Vec<u32> {
    let page = storage.pending(after, limit, max_bytes).await.unwrap();
    assert!(page.broken.is_empty(), "{:?}", page.broken);
    page.kept.iter().map(|kept| kept.place).collect()
}

/// The id of the record at a place.
pub(super) fn id(place: u32) -> RecordId {
    RecordId(Uuid::from_u128(u128::from(place)))
}

/// What follows a head with this text, which need not be a record.
pub(super) fn next(before: Option<&Head>, text: &str) -> Head {
    let place = before.map_or(1, |head| head.place + 1);
    Head { place, epoch: EPOCH, seq: place.into(), hash: Hash::of(text.as_bytes()) }
}

fn record(place: u32, prev: Hash) -> Record {
    let core = Core {
        protocol: PROTOCOL,
        id: id(place),
        shop: ShopId::new("demo").unwrap(),
        device: DeviceId(Uuid::from_u128(0xd)),
        epoch: EPOCH,
        seq: place.into(),
        prev,
        kind: Kind::DeviceEvent,
        outcome: None,
        mode: Mode::Test,
        captured_at: DateTime::parse_from_rfc3339(AT).unwrap(),
        page_id: PageId(Uuid::from_u128(0xa)),
        page_ms: place.into(),
        clock_suspect: false,
        app: "0".into(),
        complaint: None,
        step: None,
        handover: None,
        package: None,
        notice: None,
    };
    Record::write(&core, Vec::new()).unwrap()
}
