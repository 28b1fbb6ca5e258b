//! What customers wrote: which records have words, and who opened them.

use super::{Conn, StoreError, parsed, sql};
use crate::users::Reach;
use chrono::{DateTime, Utc};
use handover_domain::ids::{KeyId, RecordId, ShopId};
use handover_domain::record::PartName;
use uuid::Uuid;

/// A record with words, by the day it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The day, as in reports.
    pub day: String,
    /// The shop.
    pub shop: ShopId,
    /// The record.
    pub record: RecordId,
}

/// Which words are meant.
pub struct Span<'a> {
    /// The first day and the last.
    pub days: (&'a str, &'a str),
    /// The shops.
    pub reach: &'a Reach,
    /// What comes after this one; without it, all of them.
    pub after: Option<&'a Key>,
}

/// The next so many records with a text part for one of these keys, day by day.
pub async fn with_text(
    conn: &mut Conn,
    span: &Span<'_>,
    readers: &[KeyId],
    most: i64,
) -> Result<Vec<Key>, StoreError> {
    let mut query = sql::QueryBuilder::new("SELECT r.day, r.shop, r.id FROM records r WHERE r.day >= ");
    query.push_bind(span.days.0).push(" AND r.day <= ").push_bind(span.days.1);
    super::reaching(&mut query, "r.shop", span.reach);
    if let Some(Key { day, shop, record }) = span.after {
        query.push(" AND (r.day, r.shop, r.id) > ");
        query.push_list([day.as_str(), shop.as_str(), &record.to_string()]);
    }
    query.push(
        " AND EXISTS (SELECT 1 FROM parts p WHERE p.shop = r.shop AND p.record = r.id AND p.name = 'text'",
    );
    super::among(&mut query, "p.reader", readers);
    query.push(") ORDER BY r.day, r.shop, r.id LIMIT ").push_bind(most);
    let rows: Vec<(String, String, String)> = query.build_query_as().fetch_all(conn).await?;
    rows.into_iter()
        .map(|(day, shop, id)| {
            let shop = parsed(ShopId::new(shop).ok(), "records.shop")?;
            Ok(Key { day, shop, record: parsed(id.parse().ok(), "records.id")? })
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
