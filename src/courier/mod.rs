//! The courier's program: a thread of its own beside the page, so that no batch is ever signed, packed or read where
//! a customer taps, and so that the page is there before any of this is loaded.
//!
//! [`run`] is all of it: messages from the page, one step of [`handover_tablet::courier::Courier`], a wait.

mod browser;
mod desk;
mod enrol;
mod files;
mod offline;
mod progress;
mod qr;

use crate::browser::keys::DeviceKey;
use crate::browser::log::warn;
use crate::browser::task::spawn;
use crate::browser::timer::{Nudge, sleep};
use crate::browser::{BrowserError, manners};
use crate::store::Store;
use crate::sync::word;
use browser::Browser;
use handover_tablet::courier::{Courier, Stepped};
use handover_tablet::{Setting, Storage, StoreError};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Without a set-up there is nothing to carry.
const NOTHING_MS: u64 = u64::MAX;
/// After the database refused, try again this much later.
const TROUBLE_MS: u64 = 30_000;
/// The kiosk's version.
const APP: &str = env!("CARGO_PKG_VERSION");

/// Starts the courier; it runs as long as its thread.
pub fn run() {
    spawn(work());
}

async fn work() {
    let nudge = Nudge::default();
    desk::attend(nudge.clone());
    desk::tell(word::READY, JsValue::NULL, JsValue::NULL);
    // A page that was just reloaded may have left one behind, which is still busy.
    if let Err(error) = manners::become_the_courier().await {
        warn("another courier may be at work, which harms nobody", &error);
    }
    let mut post = loop {
        match Post::open().await {
            Ok(post) => break post,
            Err(error) => warn("the courier waits for the database", &error),
        }
        sleep(TROUBLE_MS).await;
    };
    loop {
        while let Some((word, what)) = desk::next() {
            post.heed(&word, what).await;
        }
        let wait_ms = post.step().await;
        nudge.wait(wait_ms).await;
    }
}

/// The courier, and what it carries with.
struct Post {
    store: Rc<Store>,
    browser: Rc<Browser>,
    courier: Option<Courier<Store, Browser>>,
    /// Whether staff are told how it goes.
    watched: bool,
}

impl Post {
    async fn open() -> Result<Self, StoreError> {
        let store = Rc::new(Store::open().await?);
        let browser = Rc::new(Browser::default());
        match store.device_key().await? {
            Some(key) => browser.hold(key),
            // The database was lost and the set-up was not: another key is made, and approved at head office.
            None if store.setting(Setting::Config).await?.is_some() => {
                // Noted first: a key that nobody knows to be new would never be approved.
                store.keep_setting(Setting::NewKey, "asked").await?;
                let key = new_key(&store).await?;
                browser.hold(key);
            }
            None => {}
        }
        let courier = Courier::new(Rc::clone(&store), Rc::clone(&browser), APP).await?;
        Ok(Self { store, browser, courier, watched: false })
    }

    /// Does what the page asks for.
    async fn heed(&mut self, word: &str, what: JsValue) {
        match word {
            word::HURRY => {
                if let Some(courier) = &mut self.courier {
                    courier.hurry();
                }
            }
            word::CONFIGURED => {
                if let Err(error) = self.configured().await {
                    warn("the courier could not read the set-up", &error);
                }
            }
            word::ENROL => {
                enrol::enrol(&self.store, &self.browser, &what.as_string().unwrap_or_default()).await;
            }
            word::ENROL_BY_FILE => {
                enrol::enrol_by_file(&self.store, &self.browser, &what.as_string().unwrap_or_default()).await;
            }
            word::WATCH => self.watched = what.is_truthy(),
            word::EXPORT => files::export(self, &what).await,
            word::BRING => files::bring(self, &what).await,
            // A new record: the step that follows finds it.
            _ => {}
        }
    }

    async fn configured(&mut self) -> Result<(), StoreError> {
        match &mut self.courier {
            Some(courier) => courier.configured().await?,
            None => {
                self.courier = Courier::new(Rc::clone(&self.store), Rc::clone(&self.browser), APP).await?;
            }
        }
        Ok(())
    }

    /// One step; how long to wait before the next, in milliseconds.
    async fn step(&mut self) -> u64 {
        let stepped = match &mut self.courier {
            Some(courier) => courier.step().await,
            None => Ok(Stepped { wait_ms: NOTHING_MS, config: None }),
        };
        if self.watched {
            progress::tell(self).await;
        }
        match stepped {
            Ok(stepped) => {
                if let Some(envelope) = stepped.config {
                    desk::tell(word::CONFIG, envelope, JsValue::NULL);
                }
                stepped.wait_ms
            }
            Err(error) => {
                warn("the courier waits for the database", &error);
                TROUBLE_MS
            }
        }
    }
}

/// Makes a key and keeps it.
async fn new_key(store: &Store) -> Result<DeviceKey, StoreError> {
    let key = DeviceKey::generate().await.map_err(|BrowserError(why)| StoreError::Failed(why))?;
    store.keep_device_key(&key).await?;
    Ok(key)
}
