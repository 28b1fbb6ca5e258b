//! What the courier has to know of the tablet it runs on.

use crate::{Outside, Setting, Storage, StoreError};
use handover_domain::ids::{DeviceId, ShopId};
use handover_domain::wire::{Envelope, Outline, Type};

/// Taken from the configuration in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tablet {
    /// Which tablet.
    pub device: DeviceId,
    /// Of which shop.
    pub shop: ShopId,
    /// Head office's key, pinned at enrolment.
    pub signing_key: Vec<u8>,
    /// The version of the configuration.
    pub config_version: u64,
    /// How long acknowledged records stay, in days.
    pub retention_days: u32,
}

impl Tablet {
    /// Reads it from the configuration that is kept; none before enrolment, or where that cannot be read.
    pub async fn of<S: Storage, O: Outside>(storage: &S, outside: &O) -> Result<Option<Self>, StoreError> {
        let Some(envelope) = storage.setting(Setting::Config).await? else { return Ok(None) };
        let Ok(opened) = Envelope::parse(envelope.as_bytes()).and_then(|e| e.open(Type::Config)) else {
            return Ok(None);
        };
        let Ok(config) = Outline::parse(&opened.payload) else { return Ok(None) };
        if !outside.verified(&config.signing_key, &opened).await {
            return Ok(None);
        }
        Ok(Some(Self {
            device: config.device,
            shop: config.shop,
            signing_key: config.signing_key,
            config_version: config.version,
            retention_days: config.retention.days,
        }))
    }
}
