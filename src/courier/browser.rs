//! The courier's outside: the browser's clocks, chance, key and network.

use crate::browser::keys::{self, DeviceKey};
use crate::browser::{BrowserError, clock, http, random};
use chrono::{DateTime, FixedOffset};
use handover_domain::wire::{Envelope, Opened, Type};
use handover_tablet::{Ask, Outside, Reply, Trouble};
use std::cell::RefCell;
use uuid::Uuid;

/// The browser, and the tablet's key in it.
#[derive(Default)]
pub(super) struct Browser {
    key: RefCell<Option<DeviceKey>>,
}

impl Browser {
    /// Takes up the tablet's key.
    pub fn hold(&self, key: DeviceKey) {
        *self.key.borrow_mut() = Some(key);
    }

    /// The tablet's key.
    pub fn key(&self) -> Option<DeviceKey> {
        self.key.borrow().clone()
    }
}

impl From<BrowserError> for Trouble {
    fn from(error: BrowserError) -> Self {
        Self(error.0)
    }
}

impl Outside for Browser {
    fn page_ms(&self) -> u64 {
        clock::page_ms()
    }

    fn wall(&self) -> DateTime<FixedOffset> {
        clock::wall()
    }

    fn random(&self) -> u64 {
        random::number()
    }

    fn uuid(&self) -> Uuid {
        random::uuid4()
    }

    async fn sign(&self, typ: Type, payload: &[u8]) -> Result<Envelope, Trouble> {
        let key = self.key().ok_or_else(|| Trouble("the tablet has no key".into()))?;
        Ok(key.sign(typ, payload).await?)
    }

    async fn verified(&self, public_key: &[u8], opened: &Opened) -> bool {
        keys::verified(public_key, opened).await.unwrap_or(false)
    }

    async fn public_key(&self) -> Option<Vec<u8>> {
        self.key().map(|key| key.public)
    }

    async fn ask(&self, ask: Ask<'_>) -> Result<Reply, Trouble> {
        Ok(http::ask(ask).await?)
    }
}
