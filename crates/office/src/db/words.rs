//! What customers wrote: which records have words, and who opened them.

use super::{Conn, StoreError, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::{KeyId, RecordId, ShopId};
use handover_domain::record::PartName;
use uuid::Uuid;

/// Records with a text part for one of these keys, first day to last day: `(day, shop, record)`.
pub async fn with_text(
    conn: &mut Conn,
    days: (&str, &str),
    readers: &[KeyId],
) -> Result<Vec<(String, ShopId, RecordId)>, StoreError> {
    let mut query = sql::QueryBuilder::new("SELECT r.day, r.shop, r.id FROM records r WHERE r.day >= ");
    query.push_bind(days.0).push(" AND r.day <= ").push_bind(days.1);
    query.push(
        " AND EXISTS (SELECT 1 FROM parts p WHERE p.shop = r.shop AND p.record = r.id AND p.name = 'text'",
    );
    super::among(&mut query, "p.reader", readers);
    query.push(") ORDER BY r.day, r.shop, r.id");
    let rows: Vec<(String, String, String)> = query.build_query_as().fetch_all(conn).await?;
    rows.into_iter()
        .map(|(day, shop, id)| {
            let shop = parsed(ShopId::new(shop).ok(), "records.shop")?;
            Ok((day, shop, parsed(id.parse().ok(), "records.id")?))
        })
        .collect()
}

/// Notes that someone is about to open a part of a record.
pub async fn log_opening(
    conn: &mut Conn,
    shop: &ShopId,
    record: RecordId,
    part: PartName,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO openings (id, shop, record, part, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(shop.as_str())
    .bind(record.to_string())
    .bind(part.word())
    .bind(by)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}
