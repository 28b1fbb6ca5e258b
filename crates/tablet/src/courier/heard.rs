//! What a receipt says: of its records, and of all that head office has.

use super::tend;
use crate::{Again, Setting, Storage, StoreError, journal};
use handover_domain::sync::{Change, Heard, Journal, Life};
use handover_domain::wire::Receipt;

/// Notes what a receipt says. What head office's clock says is what retention is counted by; the tablet's may be years off.
/// While more is known to wait, all of it is one transaction.
pub(super) async fn note<S: Storage>(
    storage: &S,
    receipt: &Receipt,
    changes: &[(u32, Change)],
    more_waits: bool,
) -> Result<(), StoreError> {
    let at = receipt.server_time.as_str();
    if more_waits {
        let mut heard = last_heard(storage).await?;
        if heard.hear_amid(receipt).is_empty() {
            let said = heard.to_string();
            return storage.settle(changes, at, &[(Setting::LastReceipt, at), (Setting::Heard, &said)]).await;
        }
    }
    storage.settle(changes, at, &[]).await?;
    hear(storage, receipt).await
}

/// What a receipt says beyond its records, once they are settled. First the offering, then the note: after a crash in
/// between, it is done again.
pub(crate) async fn hear<S: Storage>(storage: &S, receipt: &Receipt) -> Result<(), StoreError> {
    let mut heard = last_heard(storage).await?;
    let lives = journal::lives(storage).await?;
    let told = storage.setting(Setting::Told).await?.unwrap_or_default();
    if heard.hear_of_losses(told.lines().count()) {
        tend::offer_all(storage, Again::Stored(1, u32::MAX)).await?;
    }
    let again = if is_waiting(storage).await? {
        heard.hear_amid(receipt)
    } else {
        let all: u64 = lives.iter().map(journal::Lies::places).sum();
        let acknowledged = all.saturating_sub(storage.counts().await?.quarantined);
        let lives = lives.iter().map(|life| Life { epoch: life.epoch, places: life.places() }).collect();
        heard.hear(receipt, &Journal { lives, acknowledged })
    };
    for (epoch, from) in again {
        let life = lives.iter().find(|life| life.epoch == epoch);
        if let Some((first, last)) = life.and_then(|life| life.from(from)) {
            tend::offer_all(storage, Again::Stored(first, last)).await?;
        }
    }
    let at = receipt.server_time.as_str();
    storage.settle(&[], at, &[(Setting::LastReceipt, at), (Setting::Heard, &heard.to_string())]).await
}

async fn last_heard<S: Storage>(storage: &S) -> Result<Heard, StoreError> {
    Ok(Heard::parse(&storage.setting(Setting::Heard).await?.unwrap_or_default()))
}

/// Whether anything waits. Counting it all would take longer the more there is.
pub(super) async fn is_waiting<S: Storage>(storage: &S) -> Result<bool, StoreError> {
    let next = storage.pending(0, 1, 1).await?;
    Ok(!next.kept.is_empty() || !next.broken.is_empty())
}
