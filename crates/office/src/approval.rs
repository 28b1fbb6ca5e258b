//! A tablet that lost its key goes on with another one, once somebody at head office approves it.

use crate::configs;
use crate::db::device_keys::{self, Key};
use crate::db::devices::{self, Device};
use crate::office::Office;
use crate::refused::Refused;
use crate::sign;
use chrono::{DateTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::ids::KeyId;
use handover_domain::wire::{Config, Envelope, NewKey, Type};

/// The configuration for a tablet whose new key is approved; else its wish is noted, once, and it has to wait.
pub async fn ask(office: &Office, body: &[u8], now: DateTime<Utc>) -> Result<Config, Refused> {
    let wish = read(body)?;
    let id = KeyId::of(&wish.public_key);
    let app = devices::app_label(&wish.app);
    let key = Key { id: &id, device: wish.device, public: &wish.public_key, app: &app };
    // Asking again, which a tablet does until it is heard, changes nothing and need not wait for its turn to write.
    let mut tx = office.store.read().await?;
    let device = devices::by_id(&mut tx, &wish.device.to_string()).await?;
    let device = device.ok_or(Refused::NoSuchDevice(wish.device))?;
    if device.revoked_at.is_some() {
        return Err(Refused::RevokedDevice(device.number));
    }
    if let Some(signer) = devices::by_key(&mut tx, &id).await? {
        if !is_same(&signer, &wish) {
            return Err(Refused::NotForThis);
        }
        return Ok(configs::of(&mut tx, &office.keys, &signer).await?);
    }
    let asked = device_keys::is_asked(&mut tx, &key).await?;
    drop(tx);
    if !asked {
        let mut tx = office.store.write().await?;
        device_keys::ask(&mut tx, &key, now).await?;
        office.store.commit(tx).await?;
    }
    Err(Refused::NotApproved(id, device.number))
}

/// A key signs for one tablet only.
fn is_same(signer: &Device, wish: &NewKey) -> bool {
    signer.id == wish.device && signer.public_key == wish.public_key
}

/// Reads the wish and checks that it was signed by the key it announces.
fn read(body: &[u8]) -> Result<NewKey, Refused> {
    let opened = Envelope::parse(body)?.open(Type::NewKey)?;
    let wish: NewKey = serde_json::from_slice(&opened.payload)
        .map_err(|e| Refused::Unreadable(format!("the wish for a new key is not readable: {e}")))?;
    if wish.protocol > PROTOCOL {
        return Err(Refused::Later(format!(
            "the wish for a new key was written by protocol {}; this version reads up to {PROTOCOL}",
            wish.protocol
        )));
    }
    sign::announces(&wish.public_key, &opened)?;
    Ok(wish)
}
