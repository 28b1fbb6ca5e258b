//! How far each journal is here without a gap, and how much of it is.

use super::{Conn, StoreError, count, parsed};
use crate::arrival::Arrival;
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, Epoch, ShopId};

/// Notes a record that was just stored. The run without a gap is only walked when this record extends it,
/// so that each record is stepped over once in its life.
pub async fn note(conn: &mut Conn, arrival: &Arrival, now: DateTime<Utc>) -> Result<(), StoreError> {
    let core = &arrival.header.core;
    let (shop, device, epoch) = (core.shop.as_str(), core.device.to_string(), core.epoch.to_string());
    let (contiguous,): (i64,) = sqlx::query_as(
        "INSERT INTO epochs (shop, device, epoch, first_at, contiguous, highest, held)
         VALUES ($1, $2, $3, $4, 0, $5, 1)
         ON CONFLICT (shop, device, epoch) DO UPDATE
         SET highest = CASE WHEN epochs.highest < excluded.highest THEN excluded.highest ELSE epochs.highest END,
             held = epochs.held + 1
         RETURNING contiguous",
    )
    .bind(shop)
    .bind(&device)
    .bind(&epoch)
    .bind(now.timestamp_millis())
    .bind(arrival.seq)
    .fetch_one(&mut *conn)
    .await?;
    if arrival.seq == contiguous + 1 {
        sqlx::query(
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
        .bind(arrival.seq)
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
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
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
