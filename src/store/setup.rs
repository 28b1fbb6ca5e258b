//! The tablet's key and the signed configuration.

use super::schema::{SETUP, Store};
use super::StoreError;
use crate::browser::keys::DeviceKey;
use indexed_db_futures::prelude::*;
use wasm_bindgen::JsValue;

const KEY: &str = "key";
const CONFIG: &str = "config";

impl Store {
    /// The tablet's key, or none before enrolment.
    pub async fn device_key(&self) -> Result<Option<DeviceKey>, StoreError> {
        let stored: Option<JsValue> = {
            let tx = self.reading([SETUP])?;
            tx.object_store(SETUP)?.get(KEY).primitive()?.await?
        };
        let Some(stored) = stored else { return Ok(None) };
        let key = DeviceKey::from_stored(stored).await.map_err(|e| StoreError::Unreadable(e.to_string()))?;
        Ok(Some(key))
    }

    /// Keeps the tablet's key; the private half stays the browser's own.
    pub async fn keep_device_key(&self, key: &DeviceKey) -> Result<(), StoreError> {
        self.put(KEY, key.to_stored().clone()).await
    }

    /// The envelope of the newest verified configuration.
    pub async fn config(&self) -> Result<Option<String>, StoreError> {
        let tx = self.reading([SETUP])?;
        Ok(tx.object_store(SETUP)?.get(CONFIG).primitive()?.await?)
    }

    /// Keeps the envelope of a configuration that was verified.
    pub async fn keep_config(&self, envelope: &str) -> Result<(), StoreError> {
        self.put(CONFIG, envelope.into()).await
    }

    async fn put(&self, name: &str, value: JsValue) -> Result<(), StoreError> {
        let tx = self.writing([SETUP])?;
        tx.object_store(SETUP)?.put(value).with_key(name).primitive()?.await?;
        tx.commit().await?;
        Ok(())
    }
}
