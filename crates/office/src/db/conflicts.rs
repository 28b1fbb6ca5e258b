//! What arrived under an id that was taken.

use super::{Conn, StoreError, parsed, sql};
use crate::arrival::Arrival;
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, RecordId, ShopId};
use handover_domain::record::{PartName, Record};

/// Keeps other bytes under a taken id, beside the record that was first; without the parts that were erased there.
pub async fn add(
    conn: &mut Conn,
    device: DeviceId,
    arrival: &Arrival,
    erased: &[String],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let core = &arrival.header.core;
    let mut record = arrival.record.clone();
    record.parts.retain(|part| !erased.contains(&part.name.to_string()));
    let whole = parsed(serde_json::to_string(&record).ok(), "a record in conflict")?;
    sql::query(
        "INSERT INTO conflicts (shop, id, hash, device, record, received_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
    )
    .bind(core.shop.as_str())
    .bind(core.id.to_string())
    .bind(arrival.hash.to_string())
    .bind(device.to_string())
    .bind(whole)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// The other records under the id of one in custody, each with the hash it arrived under.
pub async fn of(conn: &mut Conn, shop: &ShopId, id: RecordId) -> Result<Vec<(String, Record)>, StoreError> {
    let rows: Vec<(String, String)> =
        sql::query_as("SELECT hash, record FROM conflicts WHERE shop = $1 AND id = $2")
            .bind(shop.as_str())
            .bind(id.to_string())
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(hash, whole)| Ok((hash, parsed(serde_json::from_str(&whole).ok(), "conflicts.record")?)))
        .collect()
}

/// Takes a part out of them: other bytes under the same id may hold the same customer's details.
pub async fn take(
    conn: &mut Conn,
    shop: &ShopId,
    record: RecordId,
    part: PartName,
) -> Result<(), StoreError> {
    for (hash, mut other) in of(conn, shop, record).await? {
        other.parts.retain(|sealed| sealed.name != part);
        let rest = parsed(serde_json::to_string(&other).ok(), "a record in conflict")?;
        sql::query("UPDATE conflicts SET record = $4 WHERE shop = $1 AND id = $2 AND hash = $3")
            .bind(shop.as_str())
            .bind(record.to_string())
            .bind(hash)
            .bind(rest)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
