//! A tablet that is given a file.

use crate::{keys, lines};
use chrono::{DateTime, FixedOffset};
use handover_domain::ids::{DeviceId, ShopId};
use handover_domain::wire::{Envelope, Opened, Outline, Type};
use handover_tablet::files::{Refused, import, set_up};
use handover_tablet::memory::Memory;
use handover_tablet::{Ask, Outside, Reply, Tablet, Trouble};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use uuid::Uuid;

/// A tablet without a network, and always at the same moment.
struct Alone;

impl Outside for Alone {
    fn page_ms(&self) -> u64 {
        0
    }

    fn wall(&self) -> DateTime<FixedOffset> {
        DateTime::UNIX_EPOCH.fixed_offset()
    }

    fn random(&self) -> u64 {
        0
    }

    fn uuid(&self) -> Uuid {
        Uuid::nil()
    }

    async fn sign(&self, typ: Type, payload: &[u8]) -> Result<Envelope, Trouble> {
        Ok(keys::marked(typ, payload))
    }

    async fn verified(&self, public_key: &[u8], opened: &Opened) -> bool {
        public_key == *keys::PUBLIC && keys::is_marked(opened)
    }

    async fn public_key(&self) -> Option<Vec<u8>> {
        Some(keys::PUBLIC.clone())
    }

    async fn ask(&self, _: Ask<'_>) -> Result<Reply, Trouble> {
        Err(Trouble("there is no network".into()))
    }
}

/// Brings a file in, twice, and sets a tablet up by it; with its payloads where head office signed all of it. Whether a
/// tablet takes it either way.
pub fn check(file: &[u8], payloads: Option<&[(Type, &[u8])]>) -> bool {
    let configs = payloads.unwrap_or_default().iter().filter(|(typ, _)| *typ == Type::Config);
    let outlines: Vec<Outline> = configs.filter_map(|(_, payload)| Outline::parse(payload).ok()).collect();
    let tablet = Tablet {
        device: outlines.first().map_or(DeviceId(Uuid::nil()), |outline| outline.device),
        shop: outlines
            .first()
            .map_or_else(|| ShopId::new("demo").expect("a name"), |outline| outline.shop.clone()),
        signing_key: keys::PUBLIC.clone(),
        config_version: 0,
        retention_days: 0,
    };
    let storage = Memory::default();
    let lines = lines(file);
    let brought = match now(import(&storage, &Alone, &tablet, file)) {
        Ok(brought) => {
            let payloads = payloads.expect("nobody else can sign as head office");
            assert!(payloads.iter().all(|(typ, _)| MAY_STAND.contains(typ)));
            assert_eq!((brought.stored, brought.quarantined), (0, 0), "there was nothing pending");
            assert_eq!(now(import(&storage, &Alone, &tablet, file)), Ok(brought), "twice changes nothing");
            true
        }
        Err(refused) => is_refused(&refused, lines),
    };
    let set_up = match now(set_up(&Alone, file)) {
        Ok(_) => {
            assert!(outlines.iter().any(|outline| outline.signing_key == *keys::PUBLIC));
            true
        }
        Err(refused) => is_refused(&refused, lines),
    };
    brought && set_up
}

/// For what it is, at one of its lines.
fn is_refused(refused: &Refused, lines: u64) -> bool {
    match refused {
        Refused::File(line, _) => assert!(*line <= lines + 1),
        Refused::Store(error) => panic!("nothing is wrong with the storage: {error}"),
    }
    false
}

/// What may stand in a file from head office.
const MAY_STAND: [Type; 3] = [Type::Receipt, Type::Config, Type::Feed];

/// What comes of something that waits for nobody.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
