//! The tablet's key and the signed configuration.

use super::StoreError;
use super::idb::Key;
use super::schema::{SETUP, Store};
use crate::browser::keys::DeviceKey;
use wasm_bindgen::JsValue;

const KEY: Key = Key::Name("key");
const CONFIG: Key = Key::Name("config");

impl Store {
    /// The tablet's key, or none before enrolment.
    pub async fn device_key(&self) -> Result<Option<DeviceKey>, StoreError> {
        let stored = {
            let tx = self.reading(&[SETUP])?;
            tx.read(SETUP, KEY).await?
        };
        if stored.is_undefined() {
            return Ok(None);
        }
        let key = DeviceKey::from_stored(&stored).await.map_err(|e| StoreError::Unreadable(e.to_string()))?;
        Ok(Some(key))
    }

    /// Keeps the tablet's key; the private half stays the browser's own.
    pub async fn keep_device_key(&self, key: &DeviceKey) -> Result<(), StoreError> {
        self.keep(KEY, key.to_stored().clone()).await
    }

    /// The envelope of the newest verified configuration.
    pub async fn config(&self) -> Result<Option<String>, StoreError> {
        let tx = self.reading(&[SETUP])?;
        Ok(tx.read(SETUP, CONFIG).await?.as_string())
    }

    /// Keeps the envelope of a configuration that was verified.
    pub async fn keep_config(&self, envelope: &str) -> Result<(), StoreError> {
        self.keep(CONFIG, envelope.into()).await
    }

    async fn keep(&self, key: Key, value: JsValue) -> Result<(), StoreError> {
        let tx = self.writing(&[SETUP])?;
        tx.put(SETUP, key, &value)?;
        tx.finish().await
    }
}
