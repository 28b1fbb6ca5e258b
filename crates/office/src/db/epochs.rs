//! How far each journal is here without a gap.

use super::{Conn, StoreError, count, parsed};
use crate::arrival::Arrival;
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, Epoch, ShopId};
use std::collections::BTreeMap;

/// Notes a record that was just stored. The run without a gap is only walked when this record extends it,
/// so that each record is stepped over once in its life.
pub async fn note(conn: &mut Conn, arrival: &Arrival, now: DateTime<Utc>) -> Result<(), StoreError> {
    let core = &arrival.header.core;
    let (shop, device, epoch) = (core.shop.as_str(), core.device.to_string(), core.epoch.to_string());
    let (contiguous,): (i64,) = sqlx::query_as(
        "INSERT INTO epochs (shop, device, epoch, first_at, contiguous, highest) VALUES ($1, $2, $3, $4, 0, $5)
         ON CONFLICT (shop, device, epoch) DO UPDATE
         SET highest = CASE WHEN epochs.highest < excluded.highest THEN excluded.highest ELSE epochs.highest END
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

/// Every epoch of a tablet with the highest seq up to which nothing is missing.
pub async fn contiguous(
    conn: &mut Conn,
    shop: &ShopId,
    device: DeviceId,
) -> Result<BTreeMap<Epoch, u64>, StoreError> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT epoch, contiguous FROM epochs WHERE shop = $1 AND device = $2")
            .bind(shop.as_str())
            .bind(device.to_string())
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(epoch, through)| Ok((parsed(epoch.parse().ok(), "epochs.epoch")?, count(through))))
        .collect()
}
