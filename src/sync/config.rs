//! Configurations: verified against the pinned key before anything is believed.

use crate::browser::http::{self, Ask};
use crate::browser::keys::{DeviceKey, verified};
use crate::browser::log::warn;
use crate::store::Store;
use handover_domain::session::Kiosk;
use handover_domain::wire::{Config, Envelope, Request, Type};
use std::sync::Arc;

const PATH: &str = "/api/v1/config";

/// The envelope cannot be trusted, or what it holds cannot be used; the set-up stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(String);

/// Opens a configuration's envelope. `pinned` is the set-up in use; without one, the key in the envelope
/// itself is pinned from now on (enrolment).
pub async fn open(envelope: &[u8], pinned: Option<&Kiosk>) -> Result<Kiosk, Refused> {
    let refused = |e: &dyn std::error::Error| Refused(e.to_string());
    let opened = Envelope::parse(envelope).and_then(|e| e.open(Type::Config)).map_err(|e| refused(&e))?;
    let config = Config::parse(&opened.payload).map_err(|e| refused(&e))?;
    let key = pinned.map_or(&config.signing_key, |kiosk| &kiosk.config.signing_key);
    if !verified(key, &opened).await.map_err(|e| refused(&e))? {
        return Err(Refused("the configuration is not signed by our head office".into()));
    }
    if let Some(kiosk) = pinned {
        config.may_replace(&kiosk.config).map_err(|e| refused(&e))?;
    }
    Kiosk::new(config).map_err(|e| refused(&e))
}

/// Fetches the newest configuration and keeps it, if it is newer than the one in use.
pub(super) async fn refresh(store: &Store, key: &DeviceKey, kiosk: &Kiosk) -> Option<Arc<Kiosk>> {
    let request = Request { device: kiosk.config.device, path: PATH.into() };
    let signed = key.sign(Type::Request, request.to_json().as_bytes()).await.ok()?;
    let authorization = Some(format!("Handover {}", signed.to_compact()));
    let reply = http::ask(Ask { path: PATH, body: None, authorization }).await.ok()?;
    if reply.status != 200 {
        return None;
    }
    match take(store, &reply.body, kiosk).await {
        Ok(newer) => newer.map(Arc::new),
        Err(refused) => {
            warn("a newer set-up was not taken, the one in use stays", &refused);
            None
        }
    }
}

/// A configuration is used only once it is kept.
async fn take(store: &Store, envelope: &[u8], kiosk: &Kiosk) -> Result<Option<Kiosk>, Refused> {
    let newer = open(envelope, Some(kiosk)).await?;
    if newer.config.version == kiosk.config.version {
        return Ok(None);
    }
    let text = std::str::from_utf8(envelope).map_err(|e| Refused(e.to_string()))?;
    store.keep_config(text).await.map_err(|e| Refused(e.to_string()))?;
    Ok(Some(newer))
}
