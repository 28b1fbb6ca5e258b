//! Configurations: verified against the pinned key before anything is believed.

use crate::browser::keys::verified;
use handover_domain::session::Kiosk;
use handover_domain::wire::{Config, Envelope, Type};

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
