//! What was erased at a customer's wish, and that it never comes back.

use super::{Conn, StoreError, conflicts, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::PartName;
use std::collections::BTreeSet;

/// The names of the parts of a record that were erased; `*` is the whole record.
pub async fn parts(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = sql::query_as("SELECT part FROM erased WHERE shop = $1 AND record = $2")
        .bind(shop.as_str())
        .bind(record.to_string())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(part,)| part).collect())
}

/// Those of these records that were erased as a whole.
pub async fn whole(
    conn: &mut Conn,
    shop: &ShopId,
    ids: &[RecordId],
) -> Result<BTreeSet<RecordId>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut query = sql::QueryBuilder::new("SELECT record FROM erased WHERE part = '*' AND shop = ");
    query.push_bind(shop.as_str());
    super::among(&mut query, "record", ids);
    let rows: Vec<(String,)> = query.build_query_as().fetch_all(conn).await?;
    rows.into_iter().map(|(id,)| parsed(id.parse().ok(), "erased.record")).collect()
}

/// Erases one part of a record wherever it lies, and notes who did it.
pub async fn put(
    conn: &mut Conn,
    shop: &ShopId,
    record: RecordId,
    part: PartName,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO erased (shop, record, part, erased_at, erased_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .bind(part.word())
    .bind(now.timestamp_millis())
    .bind(by)
    .execute(&mut *conn)
    .await?;
    sql::query("DELETE FROM parts WHERE shop = $1 AND record = $2 AND name = $3")
        .bind(shop.as_str())
        .bind(record.to_string())
        .bind(part.word())
        .execute(&mut *conn)
        .await?;
    conflicts::take(conn, shop, record, part).await
}
