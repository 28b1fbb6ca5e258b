//! `IndexedDB` as futures, and no more of it than the journal needs.
//!
//! The well-kept crates for this cost over 10 KB of the kiosk's first load and hide why a transaction was aborted,
//! which is how a full storage shows itself (fault 4).

use super::StoreError;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

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

/// Opens a database; `upgrade` adds what a version before did not have.
pub(super) async fn open(
    name: &str,
    version: u32,
    upgrade: impl FnOnce(&IdbDatabase, f64) -> Result<(), JsValue> + 'static,
) -> Result<IdbDatabase, StoreError> {
    let factory = crate::browser::window().indexed_db()?.ok_or_else(StoreError::unavailable)?;
    let opening = factory.open_with_u32(name, version)?;
    let request = opening.clone();
    // An error here aborts the upgrade, which the request then reports; the old schema stays.
    let upgrade = Closure::once(move |event: web_sys::IdbVersionChangeEvent| {
        let db: IdbDatabase = request.result()?.unchecked_into();
        upgrade(&db, event.old_version())
    });
    opening.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    Ok(result::<IdbOpenDbRequest>(opening).await?.unchecked_into())
}

/// Waits for a request. Inside a transaction nothing else may be awaited.
async fn result<R: AsRef<IdbRequest>>(request: R) -> Result<JsValue, StoreError> {
    let request = request.as_ref();
    let settled = Promise::new(&mut |done: Function, failed: Function| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    match JsFuture::from(settled).await {
        Ok(_) => Ok(request.result()?),
        Err(_) => Err(StoreError::from_exception(request.error().ok().flatten())),
    }
}

/// A transaction; rolled back unless it is finished.
pub(super) struct Transaction {
    inner: IdbTransaction,
    finished: bool,
}

impl Transaction {
    /// Begins one. A writing one is on disk when it is finished (fault 3).
    pub fn begin(db: &IdbDatabase, stores: &[&str], mode: &str) -> Result<Self, StoreError> {
        let names: Array = stores.iter().map(|name| JsValue::from(*name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(db, &"transaction".into())?.unchecked_into();
        let inner = begin.call3(db, &names, &mode.into(), &options)?.unchecked_into();
        Ok(Self { inner, finished: false })
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, StoreError> {
        Ok(self.inner.object_store(name)?)
    }

    /// What lies under a key.
    pub async fn read(&self, store: &str, key: Key) -> Result<JsValue, StoreError> {
        result(self.store(store)?.get(&key.into())?).await
    }

    /// The text under a key.
    pub async fn read_text(&self, store: &str, key: Key) -> Result<Option<String>, StoreError> {
        Ok(self.read(store, key).await?.as_string())
    }

    /// Puts a value under a key, instead of what lay there.
    pub async fn put(&self, store: &str, key: Key, value: &JsValue) -> Result<(), StoreError> {
        result(self.store(store)?.put_with_key(value, &key.into())?).await.map(drop)
    }

    /// Puts a value under a key where nothing lies yet; refused otherwise.
    pub async fn add(&self, store: &str, key: Key, value: &JsValue) -> Result<(), StoreError> {
        result(self.store(store)?.add_with_key(value, &key.into())?).await.map(drop)
    }

    /// Takes away what lies under a key.
    pub async fn remove(&self, store: &str, key: Key) -> Result<(), StoreError> {
        result(self.store(store)?.delete(&key.into())?).await.map(drop)
    }

    /// The lowest places, this many at most.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places are written as u32")]
    pub async fn places(&self, store: &str, limit: u32) -> Result<Vec<u32>, StoreError> {
        let request = self.store(store)?.get_all_keys_with_key_and_limit(&JsValue::UNDEFINED, limit)?;
        let keys: Array = result(request).await?.unchecked_into();
        Ok(keys.iter().filter_map(|key| key.as_f64()).map(|key| key as u32).collect())
    }

    /// How many entries there are.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole")]
    pub async fn count(&self, store: &str) -> Result<u64, StoreError> {
        Ok(result(self.store(store)?.count()?).await?.as_f64().unwrap_or(0.0) as u64)
    }

    /// Lets it commit, and returns when the `complete` event came.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        self.finished = true;
        let settled = Promise::new(&mut |done: Function, failed: Function| {
            self.inner.set_oncomplete(Some(&done));
            self.inner.set_onabort(Some(&failed));
        });
        match JsFuture::from(settled).await {
            Ok(_) => Ok(()),
            Err(_) => Err(StoreError::from_exception(self.inner.error())),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.finished {
            // One that already ended by itself needs no abort.
            self.inner.abort().ok();
        }
    }
}

impl StoreError {
    fn unavailable() -> Self {
        Self::Unavailable("there is none".into())
    }

    fn from_exception(exception: Option<DomException>) -> Self {
        let Some(exception) = exception else { return Self::Failed("the browser gave no reason".into()) };
        match exception.name().as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Later,
            name => Self::Failed(format!("{name}: {}", exception.message())),
        }
    }
}

impl From<JsValue> for StoreError {
    fn from(value: JsValue) -> Self {
        Self::from_exception(value.dyn_into().ok())
    }
}
