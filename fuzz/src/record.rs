//! A record, as the tablet keeps it and as head office takes it.

use crate::{keys, names_a_line};
use chrono::{DateTime, NaiveDate, TimeDelta};
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, Epoch, KeyId, PageId, RecordId, ShopId};
use handover_domain::record::{
    Core, Glance, Header, HeaderError, Identity, Kind, Mode, Outcome, PartRef, Record,
};
use handover_office::arrival::{Arrival, Device, Said};
use uuid::Uuid;

/// Writes it, reads it, and takes it in as head office does.
pub fn check(record: &Record) {
    let text = record.to_json();
    assert_eq!(serde_json::to_string(record).ok().as_ref(), Some(&text), "two ways of writing it differ");
    assert_eq!(Record::parse(&text).as_ref(), Some(record), "the bytes of its header are kept");
    assert_eq!(record.hash(), Hash::of(record.header.as_bytes()));
    match Header::parse(&record.header) {
        Ok(header) => {
            as_tablets_read(&text, record, &header);
            taken_in(record, &header);
        }
        Err(HeaderError::Later(protocol)) => assert!(protocol > PROTOCOL),
        Err(refused) => {
            names_a_line(&refused);
            assert_eq!(record.check(), Err(refused));
        }
    }
}

/// What the tablet makes of its own records agrees with what head office makes of them.
fn as_tablets_read(text: &str, record: &Record, header: &Header) {
    let core = &header.core;
    let written = core.to_json();
    assert_eq!(serde_json::to_string(core).ok().as_ref(), Some(&written), "two ways of writing it differ");
    assert_eq!(serde_json::from_str(&written).ok().as_ref(), Some(core));
    if let Some(identity) = Identity::of(text) {
        let known = (identity.id, identity.epoch, identity.seq, identity.hash);
        assert_eq!(known, (core.id, core.epoch, core.seq, record.hash()));
        assert_eq!(identity.captured_at.moment(), Some(core.captured_at));
    }
    if let Some(glance) = Glance::of(text) {
        assert_eq!((glance.id, glance.kind, glance.mode), (core.id, core.kind, core.mode));
        assert_eq!((&glance.complaint, &glance.step), (&core.complaint, &core.step));
    }
}

fn taken_in(record: &Record, header: &Header) {
    let core = &header.core;
    let device = Device {
        id: core.device,
        number: 1,
        shop: core.shop.clone(),
        mode: Mode::Live,
        key: KeyId::of(&keys::PUBLIC),
        public_key: keys::PUBLIC.clone(),
        app: String::new(),
        seen_at: 0,
        revoked_at: None,
    };
    let arrival = match Arrival::check(1, record.clone(), &device, TimeDelta::zero(), &keys::OFFICE) {
        Ok(arrival) => arrival,
        Err(refused) => return assert!(!refused.to_string().is_empty()),
    };
    assert_eq!(record.check().as_ref(), Ok(&arrival.header));
    assert_eq!((&arrival.record, arrival.hash), (record, record.hash()), "its bytes are what is kept");
    assert!(arrival.seq > 0 && u64::try_from(arrival.seq) == Ok(core.seq));
    let day = NaiveDate::parse_from_str(&arrival.day, "%Y-%m-%d");
    assert!(arrival.day.len() == 10 && day.is_ok(), "{} is no day", arrival.day);
    for part in &record.parts {
        let named = |named: &&PartRef| named.name == part.name && named.key == part.key;
        let named = header.parts.iter().find(named).expect("every part is named by the header");
        assert_eq!(named.sha256, Hash::of(&part.data));
    }
    is_a_sentence(&arrival.said);
}

/// Commands print why something cannot be read, so that it may not steer a terminal.
pub fn is_a_sentence(said: &Said) {
    if let Said::Unreadable(why) = said {
        assert!(!why.is_empty() && !why.contains(char::is_control), "{why:?}");
    }
}

/// The head of a record of a customer or a tablet, without what only some have.
pub fn core(kind: Kind) -> Core {
    Core {
        protocol: PROTOCOL,
        id: RecordId(Uuid::nil()),
        shop: ShopId::new("demo").expect("a name"),
        device: DeviceId(Uuid::nil()),
        epoch: Epoch(Uuid::nil()),
        seq: 1,
        prev: Hash::NONE,
        kind,
        outcome: (kind == Kind::Response).then_some(Outcome::Completed),
        mode: Mode::Live,
        captured_at: DateTime::UNIX_EPOCH.fixed_offset(),
        page_id: PageId(Uuid::nil()),
        page_ms: 0,
        clock_suspect: false,
        app: String::new(),
        complaint: None,
        step: None,
        handover: None,
        package: None,
        notice: None,
    }
}
