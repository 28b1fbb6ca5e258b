//! The chain of a journal: whatever is done to it, `check` finds it and says where.

mod mutations;
mod sentences;

use handover_domain::PROTOCOL;
use handover_domain::chain::{Break, Link};
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, Epoch, PageId, RecordId, ShopId};
use handover_domain::record::{Core, Header, Kind, Mode, Record};
use uuid::Uuid;

/// The header of the record at this place.
fn header(seq: u64, prev: Hash, app: &str) -> String {
    let core = Core {
        protocol: PROTOCOL,
        id: RecordId(Uuid::from_u128(0x019a_b2c4_5e00_7000_8000_0000_0000_0000 + u128::from(seq))),
        shop: ShopId::new("demo").unwrap(),
        device: DeviceId(Uuid::from_u128(3)),
        epoch: Epoch(Uuid::from_u128(1)),
        seq,
        prev,
        kind: Kind::DeviceEvent,
        outcome: None,
        mode: Mode::Live,
        captured_at: "2026-11-22T10:15:30.250+08:00".parse().unwrap(),
        page_id: PageId(Uuid::from_u128(2)),
        page_ms: seq * 1000,
        clock_suspect: false,
        app: app.into(),
        complaint: None,
        step: None,
        handover: None,
        package: None,
        notice: None,
    };
    Record::write(&core, Vec::new()).unwrap().header
}

/// The headers of a journal of so many records.
fn journal(records: u64) -> Vec<String> {
    let mut prev = Hash::NONE;
    let mut next = |seq| {
        let header = header(seq, prev, "test");
        prev = Hash::of(header.as_bytes());
        header
    };
    (1..=records).map(&mut next).collect()
}

/// What head office reads off a header.
fn link(header: &str) -> Link {
    let core = Header::parse(header).unwrap().core;
    Link { seq: core.seq, hash: Hash::of(header.as_bytes()), prev: core.prev }
}

fn links(records: u64) -> Vec<Link> {
    journal(records).iter().map(|header| link(header)).collect()
}

/// As head office sorts them.
fn sorted(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_by_key(|link| link.seq);
    links
}

/// Whether a break sends whoever reads it to this place.
fn names(found: Break, seq: u64) -> bool {
    match found {
        Break::Missing(from, through) => (from..=through).contains(&seq),
        Break::Altered(from, to) => (from..=to).contains(&seq),
        Break::Fork(at) | Break::Rewritten(at) => at == seq,
        Break::Reordered(at, _) => at == seq || at == seq + 1,
        Break::Nowhere => false,
    }
}
