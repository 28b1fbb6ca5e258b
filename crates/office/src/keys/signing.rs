//! Another signing key, which no tablet follows by itself: for one that is lost or stolen.

use super::file::{Purpose, name};
use super::made;
use super::rotation::{Rotated, Unfit};
use crate::db::Store;
use crate::db::keys;
use chrono::{DateTime, Utc};
use handover_domain::ids::KeyId;
use std::path::Path;

/// Makes a new signing key in place of the one before, whose file need not be there. Tablets that pinned that one believe
/// nothing more until they are enrolled anew; what they sign is still taken.
pub async fn replace_signing(store: &Store, folder: &Path, now: DateTime<Utc>) -> Result<Rotated, Unfit> {
    let mut tx = store.write().await?;
    let all = keys::all(&mut tx).await?;
    let before = keys::current(&all, Purpose::Signing);
    let before = before.ok_or_else(|| Unfit::Unknown(Purpose::Signing.word().into()))?;
    let key = (Purpose::Signing, before.number + 1);
    let public = made(folder, key, false)?;
    if all.iter().any(|known| known.public == public) {
        return Err(Unfit::Twice(name(key.0, key.1)));
    }
    keys::retire(&mut tx, before, now).await?;
    keys::remember(&mut tx, key, &public, now).await?;
    store.commit(tx).await?;
    Ok(Rotated { file: name(key.0, key.1), id: KeyId::of(&public), was_there: false })
}
