//! Single entries of the database. One function a request, whatever is read or written: the typed builders
//! underneath are compiled anew at every use.

use super::StoreError;
use indexed_db_futures::KeyRange;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsValue;

/// The key of an entry: a place in the journal, or a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    Place(u32),
    Name(&'static str),
}

impl Key {
    fn range(self) -> KeyRange<JsValue> {
        KeyRange::Only(self.value())
    }

    fn value(self) -> JsValue {
        match self {
            Self::Place(place) => JsValue::from(place),
            Self::Name(name) => JsValue::from(name),
        }
    }
}

/// What lies under a key.
pub(super) async fn read(tx: &Transaction<'_>, store: &str, key: Key) -> Result<Option<JsValue>, StoreError> {
    let store = tx.object_store(store)?;
    let found = store.get::<JsValue, JsValue, _>(key.range()).primitive()?.await?;
    Ok(found)
}

/// What lies under a key, where that is text.
pub(super) async fn read_text(tx: &Transaction<'_>, store: &str, key: Key) -> Result<Option<String>, StoreError> {
    let found = read(tx, store, key).await?;
    found
        .map(|found| found.as_string().ok_or_else(|| StoreError::Unreadable("an entry is not text".into())))
        .transpose()
}

/// Puts a value under a key, instead of what lay there.
pub(super) async fn put(tx: &Transaction<'_>, store: &str, key: Key, value: JsValue) -> Result<(), StoreError> {
    let store = tx.object_store(store)?;
    store.put(value).with_key(key.value()).primitive()?.await?;
    Ok(())
}

/// Puts a value under a key where nothing lies yet; refused otherwise.
pub(super) async fn add(tx: &Transaction<'_>, store: &str, key: Key, value: JsValue) -> Result<(), StoreError> {
    let store = tx.object_store(store)?;
    store.add(value).with_key(key.value()).primitive()?.await?;
    Ok(())
}

/// Takes away what lies under a key.
pub(super) async fn remove(tx: &Transaction<'_>, store: &str, key: Key) -> Result<(), StoreError> {
    let store = tx.object_store(store)?;
    store.delete::<JsValue, _>(key.range()).primitive()?.await?;
    Ok(())
}
