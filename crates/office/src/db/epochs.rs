//! How far each journal is here without a gap, and how much of it is.

use super::{Conn, StoreError, count, parsed, sql};
use crate::arrival::Arrival;
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, Epoch, ShopId};
use std::collections::BTreeMap;

/// Notes the records of one tablet's batch that were just stored.
pub async fn note(conn: &mut Conn, stored: &[&Arrival], now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut epochs: BTreeMap<Epoch, Vec<&Arrival>> = BTreeMap::new();
    for arrival in stored {
        epochs.entry(arrival.header.core.epoch).or_default().push(arrival);
    }
    for arrivals in epochs.values() {
        note_one(conn, arrivals, now).await?;
    }
    Ok(())
}

/// Notes records of one epoch. The run without a gap is only walked when they extend it, so that each record is stepped
/// over once in its life.
async fn note_one(conn: &mut Conn, arrivals: &[&Arrival], now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(core) = arrivals.first().map(|arrival| &arrival.header.core) else { return Ok(()) };
    let (shop, device, epoch) = (core.shop.as_str(), core.device.to_string(), core.epoch.to_string());
    let (contiguous,): (i64,) = sql::query_as(
        "INSERT INTO epochs (shop, device, epoch, first_at, contiguous, highest, held)
         VALUES ($1, $2, $3, $4, 0, $5, $6)
         ON CONFLICT (shop, device, epoch) DO UPDATE
         SET highest = CASE WHEN epochs.highest < excluded.highest THEN excluded.highest ELSE epochs.highest END,
             held = epochs.held + excluded.held
         RETURNING contiguous",
    )
    .bind(shop)
    .bind(&device)
    .bind(&epoch)
    .bind(now.timestamp_millis())
    .bind(arrivals.iter().map(|arrival| arrival.seq).max())
    .bind(i64::try_from(arrivals.len()).unwrap_or(i64::MAX))
    .fetch_one(&mut *conn)
    .await?;
    if arrivals.iter().any(|arrival| arrival.seq == contiguous + 1) {
        sql::query(
            "UPDATE epochs SET contiguous =
               (SELECT here.seq FROM records here
                WHERE here.shop = $1 AND here.device = $2 AND here.epoch = $3 AND here.seq >= $4
                AND NOT EXISTS (SELECT 1 FROM records next WHERE next.shop = $1 AND next.device = $2
                                AND next.epoch = $3 AND next.seq = here.seq + 1)
                ORDER BY here.seq LIMIT 1)
             WHERE shop = $1 AND device = $2 AND epoch = $3",
        )
        .bind(shop)
        .bind(&device)
        .bind(&epoch)
        .bind(contiguous + 1)
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// What is here of one epoch.
pub struct Custody {
    /// The epoch.
    pub epoch: Epoch,
    /// The highest seq up to which nothing is missing.
    pub through: u64,
    /// How many records are in custody.
    pub held: u64,
}

/// What is here of every epoch of a tablet.
pub async fn custody(conn: &mut Conn, shop: &ShopId, device: DeviceId) -> Result<Vec<Custody>, StoreError> {
    let rows: Vec<(String, i64, i64)> = sql::query_as(
        "SELECT epoch, contiguous, held FROM epochs WHERE shop = $1 AND device = $2 ORDER BY epoch",
    )
    .bind(shop.as_str())
    .bind(device.to_string())
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(epoch, through, held)| {
            let epoch = parsed(epoch.parse().ok(), "epochs.epoch")?;
            Ok(Custody { epoch, through: count(through), held: count(held) })
        })
        .collect()
}
