//! Records as the kiosk would write them, but for the seals: what is said lies open here, since nobody reads it, and
//! sealing would take most of the time.

use chrono::{DateTime, FixedOffset};
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, KeyId, PageId, RecordId, ShopId};
use handover_domain::json::Object;
use handover_domain::record::{Core, EventPart, Kind, Loss, Mode, Outcome, PartName, Record, SealedPart};
use handover_tablet::journal::Next;

/// Whose record it is, and when it was written.
pub struct Hand {
    /// The tablet.
    pub device: DeviceId,
    /// Its shop.
    pub shop: ShopId,
    /// What its clock says.
    pub wall: DateTime<FixedOffset>,
    /// The life of its page.
    pub page: PageId,
    /// How long that page has lived.
    pub page_ms: u64,
    /// The kiosk's version.
    pub app: &'static str,
}

/// What a customer said, as so many bytes.
pub fn survey(hand: &Hand, next: &Next, id: RecordId, answers: Vec<u8>) -> Record {
    let mut core = core(hand, next, id, Kind::Response);
    core.outcome = Some(Outcome::Completed);
    close(&core, PartName::Answers, answers)
}

/// What is missing.
pub fn loss(hand: &Hand, next: &Next, id: RecordId, loss: Loss) -> Record {
    let event = EventPart::lost(loss);
    close(&core(hand, next, id, Kind::DeviceEvent), PartName::Event, event.to_json().into_bytes())
}

fn core(hand: &Hand, next: &Next, id: RecordId, kind: Kind) -> Core {
    Core {
        protocol: PROTOCOL,
        id,
        shop: hand.shop.clone(),
        device: hand.device,
        epoch: next.epoch,
        seq: next.seq,
        prev: next.prev,
        kind,
        outcome: None,
        mode: Mode::Live,
        captured_at: hand.wall,
        page_id: hand.page,
        page_ms: hand.page_ms,
        clock_suspect: false,
        app: hand.app.into(),
        complaint: None,
        step: None,
        handover: None,
        package: None,
        notice: None,
    }
}

/// The header as [`Record::write`] closes it, over a part that was not sealed.
fn close(core: &Core, name: PartName, data: Vec<u8>) -> Record {
    let key = KeyId::of(b"records");
    let named = Object::new().shown("name", &name).shown("key", &key).shown("sha256", &Hash::of(&data)).end();
    let header = Object::new().json("core", &core.to_json()).json("parts", &format!("[{named}]")).end();
    Record { header, parts: vec![SealedPart { name, key, data }] }
}
