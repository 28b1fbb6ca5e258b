//! The courier's outside: clocks, chance, the tablet's key and the network, all of them the world's.

use super::Tablet;
use crate::bugs::Bug;
use crate::keys::Key;
use crate::network;
use crate::office::Asked;
use chrono::{DateTime, FixedOffset, TimeDelta};
use handover_domain::wire::{Envelope, Opened, Type};
use handover_tablet::memory::give_way;
use handover_tablet::{Ask, Outside, Reply, Trouble};
use std::cell::RefCell;
use std::rc::Rc;
use uuid::Uuid;

/// The outside of one life of a page.
pub struct Line {
    tablet: Rc<Tablet>,
    born: u64,
    key: RefCell<Option<Key>>,
}

impl Line {
    /// A page's, from now on.
    pub fn of(tablet: &Rc<Tablet>) -> Self {
        Self { tablet: Rc::clone(tablet), born: tablet.world.clock.now(), key: RefCell::default() }
    }

    /// Takes up the tablet's key.
    pub fn hold(&self, key: Key) {
        *self.key.borrow_mut() = Some(key);
    }

    /// Makes a key and keeps it.
    pub fn new_key(&self) -> Key {
        let world = &self.tablet.world;
        let key = Key::of(world.chance.number());
        world.keys.enter(&key);
        self.tablet.disk.memory.keep_key(&key.to_text());
        key
    }

    /// The key that is kept.
    pub fn kept_key(&self) -> Option<Key> {
        self.tablet.disk.memory.key().and_then(|text| Key::from_text(&text))
    }
}

impl Outside for Line {
    fn page_ms(&self) -> u64 {
        self.tablet.world.clock.now() - self.born
    }

    fn wall(&self) -> DateTime<FixedOffset> {
        let right = self.tablet.world.time();
        let shown = right.checked_add_signed(TimeDelta::milliseconds(self.tablet.clock_off.get()));
        let zone = FixedOffset::east_opt(8 * 3600).expect("eight hours are a zone");
        shown.unwrap_or(right).with_timezone(&zone)
    }

    fn random(&self) -> u64 {
        self.tablet.world.chance.number()
    }

    fn uuid(&self) -> Uuid {
        self.tablet.world.chance.uuid()
    }

    async fn sign(&self, typ: Type, payload: &[u8]) -> Result<Envelope, Trouble> {
        give_way().await;
        let key = self.key.borrow();
        key.as_ref().map(|key| key.sign(typ, payload)).ok_or_else(|| Trouble("there is no key".into()))
    }

    async fn verified(&self, public_key: &[u8], opened: &Opened) -> bool {
        give_way().await;
        let world = &self.tablet.world;
        world.bug == Some(Bug::BelievesAnySignature) || world.keys.verifies(public_key, opened)
    }

    async fn public_key(&self) -> Option<Vec<u8>> {
        self.key.borrow().as_ref().map(|key| key.public.clone())
    }

    async fn ask(&self, ask: Ask<'_>) -> Result<Reply, Trouble> {
        self.tablet.tell(|| format!("asks {}", ask.path));
        let asked = Asked {
            path: ask.path.to_owned(),
            body: ask.body.map(str::to_owned),
            authorization: ask.authorization.map(str::to_owned),
        };
        network::ask(&self.tablet.world, asked).await
    }
}
