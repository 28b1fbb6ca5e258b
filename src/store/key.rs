//! The tablet's key, which stays the browser's own object.

use super::database::{SETUP, Store, done};
use super::journal::{keep, read};
use crate::browser::keys::DeviceKey;
use handover_tablet::StoreError;

const KEY: &str = "key";

impl Store {
    /// The tablet's key, or none before enrolment.
    pub async fn device_key(&self) -> Result<Option<DeviceKey>, StoreError> {
        let stored = done(read(&self.link, SETUP, &KEY.into())).await?;
        if stored.is_undefined() {
            return Ok(None);
        }
        let key = DeviceKey::from_stored(&stored).await.map_err(|e| StoreError::Unreadable(e.to_string()))?;
        Ok(Some(key))
    }

    /// Keeps the tablet's key; the private half cannot be taken out of it.
    pub async fn keep_device_key(&self, key: &DeviceKey) -> Result<(), StoreError> {
        done(keep(&self.link, KEY, key.to_stored())).await?;
        Ok(())
    }
}
