//! `device keys` and `device approve`

use crate::clock;
use crate::db::device_keys;
use crate::office::Office;
use anyhow::{Context, Result, bail};
use handover_domain::ids::KeyId;

pub async fn list(office: &Office) -> Result<()> {
    let mut tx = office.store.read().await?;
    let waiting = device_keys::waiting(&mut tx).await?;
    if waiting.is_empty() {
        say!("No tablet waits for a new key to be approved.");
    }
    for wish in waiting {
        let revoked = if wish.revoked { "  (the tablet is revoked)" } else { "" };
        say!(
            "{}  tablet {:>4}  shop {}  app {}  asked {}{revoked}",
            wish.key,
            wish.tablet,
            wish.shop,
            wish.app,
            clock::minute(wish.asked_at)
        );
    }
    Ok(())
}

pub async fn approve(office: &Office, typed: &str) -> Result<()> {
    let unknown =
        || format!("No tablet asked for a key `{typed}`, so none was approved; `device keys` lists them.");
    let key = KeyId::new(typed.trim().to_lowercase()).with_context(unknown)?;
    let mut tx = office.store.write().await?;
    let wish = device_keys::find(&mut tx, &key).await?.with_context(unknown)?;
    let tablet = wish.tablet;
    if wish.revoked {
        bail!("Tablet {tablet} was revoked, so its key {key} was not approved.");
    }
    if wish.approved {
        say!("Key {key} of tablet {tablet} (shop {}) was approved before; nothing changed.", wish.shop);
        return Ok(());
    }
    device_keys::approve(&mut tx, &key, clock::now()).await?;
    office.store.commit(tx).await?;
    say!(
        "Key {key} now signs for tablet {tablet} (shop {}). The tablet learns it the next time it asks, and sends what it \
         kept. What its key before signed is still taken; if somebody else may have that one, revoke the tablet instead.",
        wish.shop
    );
    Ok(())
}
