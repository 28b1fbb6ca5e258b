//! `device keys` and `device approve`

use crate::cli::who;
use crate::clock;
use crate::db::device_keys::{self, Wish};
use crate::office::Office;
use crate::tablets;
use anyhow::Result;

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
    let Wish { key, tablet, shop, approved, .. } = tablets::approve(office, typed, &who()).await?;
    if approved {
        say!("Key {key} of tablet {tablet} (shop {shop}) was approved before; nothing changed.");
        return Ok(());
    }
    say!(
        "Key {key} now signs for tablet {tablet} (shop {shop}). The tablet learns it the next time it asks, and sends what it \
         kept. What its key before signed is still taken; if somebody else may have that one, revoke the tablet instead."
    );
    Ok(())
}
