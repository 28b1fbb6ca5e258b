//! Records in custody whose answers could not be read.

use super::{Conn, StoreError, parsed, sql};
use handover_domain::ids::{RecordId, ShopId};

/// Notes why a record could not be read.
pub async fn put(conn: &mut Conn, shop: &ShopId, record: RecordId, reason: &str) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO quarantine (shop, record, reason) VALUES ($1, $2, $3)
         ON CONFLICT (shop, record) DO UPDATE SET reason = excluded.reason",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .bind(reason)
    .execute(conn)
    .await?;
    Ok(())
}

/// The record could be read after all.
pub async fn release(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<(), StoreError> {
    sql::query("DELETE FROM quarantine WHERE shop = $1 AND record = $2")
        .bind(shop.as_str())
        .bind(record.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

/// Every record in quarantine with the reason.
pub async fn all(conn: &mut Conn) -> Result<Vec<(ShopId, RecordId, String)>, StoreError> {
    let rows: Vec<(String, String, String)> =
        sql::query_as("SELECT shop, record, reason FROM quarantine ORDER BY shop, record")
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(shop, record, reason)| {
            let shop = parsed(ShopId::new(shop).ok(), "quarantine.shop")?;
            Ok((shop, parsed(record.parse().ok(), "quarantine.record")?, reason))
        })
        .collect()
}

/// Why a record is in quarantine, if it is.
pub async fn reason(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> =
        sql::query_as("SELECT reason FROM quarantine WHERE shop = $1 AND record = $2")
            .bind(shop.as_str())
            .bind(record.to_string())
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(reason,)| reason))
}
