//! `IndexedDB` as futures, and no more of it than the journal needs.
//!
//! The well-kept crates for this cost over 10 KB of the kiosk's first load and hide why a transaction was aborted,
//! which is how a full storage shows itself (fault 4).

use super::StoreError;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

#[wasm_bindgen(module = "/src/store/idb.js")]
extern "C" {
    #[wasm_bindgen(js_name = open)]
    fn opened(name: &str, version: u32, stores: &Array) -> Promise;
    #[wasm_bindgen(catch)]
    fn begin(db: &JsValue, stores: &Array, mode: &str) -> Result<JsValue, JsValue>;
    fn read(tx: &JsValue, store: &str, key: &JsValue) -> Promise;
    fn keys(tx: &JsValue, store: &str, limit: u32) -> Promise;
    fn count(tx: &JsValue, store: &str) -> Promise;
    #[wasm_bindgen(catch)]
    fn put(tx: &JsValue, store: &str, key: &JsValue, value: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn add(tx: &JsValue, store: &str, key: &JsValue, value: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn remove(tx: &JsValue, store: &str, key: &JsValue) -> Result<(), JsValue>;
    fn finish(tx: &JsValue) -> Promise;
    fn abandon(tx: &JsValue);
}

/// The key of an entry: a place in the journal, or a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    Place(u32),
    Name(&'static str),
}

impl From<Key> for JsValue {
    fn from(key: Key) -> Self {
        match key {
            Key::Place(place) => place.into(),
            Key::Name(name) => name.into(),
        }
    }
}

fn named(stores: &[&str]) -> Array {
    stores.iter().map(|name| JsValue::from(*name)).collect()
}

/// Opens a database with these stores; those that a version before did not have are added.
pub(super) async fn open(name: &str, version: u32, stores: &[&str]) -> Result<JsValue, StoreError> {
    Ok(JsFuture::from(opened(name, version, &named(stores))).await?)
}

/// A transaction; rolled back unless it is finished.
///
/// What is written is not waited for: requests are carried out in their order, one that fails takes the whole
/// transaction with it, and [`Transaction::finish`] tells. Nothing but what is read may be awaited before.
pub(super) struct Transaction {
    inner: JsValue,
    finished: bool,
}

impl Transaction {
    /// Begins one. A writing one is on disk when it is finished (fault 3).
    pub fn begin(db: &JsValue, stores: &[&str], mode: &str) -> Result<Self, StoreError> {
        Ok(Self { inner: begin(db, &named(stores), mode)?, finished: false })
    }

    /// What lies under a key.
    pub fn read(&self, store: &str, key: Key) -> JsFuture {
        read(&self.inner, store, &key.into()).into()
    }

    /// Puts a value under a key, instead of what lay there.
    pub fn put(&self, store: &str, key: Key, value: &JsValue) -> Result<(), StoreError> {
        Ok(put(&self.inner, store, &key.into(), value)?)
    }

    /// Puts a value under a key where nothing lies yet; refused otherwise.
    pub fn add(&self, store: &str, key: Key, value: &JsValue) -> Result<(), StoreError> {
        Ok(add(&self.inner, store, &key.into(), value)?)
    }

    /// Takes away what lies under a key.
    pub fn remove(&self, store: &str, key: Key) -> Result<(), StoreError> {
        Ok(remove(&self.inner, store, &key.into())?)
    }

    /// The lowest places, this many at most.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places are written as u32")]
    pub async fn places(&self, store: &str, limit: u32) -> Result<Vec<u32>, StoreError> {
        let keys: Array = JsFuture::from(keys(&self.inner, store, limit)).await?.unchecked_into();
        Ok(keys.iter().filter_map(|key| key.as_f64()).map(|key| key as u32).collect())
    }

    /// How many entries there are.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole")]
    pub async fn count(&self, store: &str) -> Result<u64, StoreError> {
        let count = JsFuture::from(count(&self.inner, store)).await?;
        Ok(count.as_f64().unwrap_or(0.0) as u64)
    }

    /// Lets it commit, and returns when the `complete` event came.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        self.finished = true;
        JsFuture::from(finish(&self.inner)).await?;
        Ok(())
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.finished {
            abandon(&self.inner);
        }
    }
}

impl From<JsValue> for StoreError {
    fn from(value: JsValue) -> Self {
        let Ok(exception) = value.dyn_into::<DomException>() else {
            return Self::Failed("the browser gave no reason".into());
        };
        match exception.name().as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Later,
            name => Self::Failed(format!("{name}: {}", exception.message())),
        }
    }
}
