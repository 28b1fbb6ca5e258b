//! Tablets that were handed to customers, and what came of it.

use super::rollups::Deltas;
use super::{Conn, StoreError, count, sql};
use crate::arrival::Handed;
use handover_domain::ids::{RecordId, ShopId};
use std::collections::BTreeMap;

/// What is noted of a handover beside its record; all of it follows from the record.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    order_ref: String,
    visit: String,
    advisor: String,
    by_person: String,
    device: String,
    second: bool,
    listed: bool,
    captured_at: i64,
    mode: String,
}

impl Noted {
    /// What has to be noted of this one.
    pub fn of(Handed { core, part }: &Handed) -> Self {
        Self {
            order_ref: part.order.to_string(),
            visit: part.visit.word().into(),
            advisor: part.advisor.as_ref().map_or(String::new(), ToString::to_string),
            by_person: part.by.as_ref().map_or(String::new(), ToString::to_string),
            device: core.device.to_string(),
            second: part.second,
            listed: part.listed,
            captured_at: core.captured_at.timestamp_millis(),
            mode: core.mode.word().into(),
        }
    }
}

/// Notes a handover; one that is noted stays as it is.
pub async fn add(conn: &mut Conn, handed: &Handed, day: &str) -> Result<(), StoreError> {
    let noted = Noted::of(handed);
    sql::query(
        "INSERT INTO handovers (shop, record, order_ref, visit, advisor, by_person, device, day, second, listed,
                                captured_at, mode)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
    )
    .bind(handed.core.shop.as_str())
    .bind(handed.core.id.to_string())
    .bind(noted.order_ref)
    .bind(noted.visit)
    .bind(noted.advisor)
    .bind(noted.by_person)
    .bind(noted.device)
    .bind(day)
    .bind(noted.second)
    .bind(noted.listed)
    .bind(noted.captured_at)
    .bind(noted.mode)
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts the handovers of these orders as what they are by now.
pub async fn settle(
    conn: &mut Conn,
    deltas: &mut Deltas,
    shop: &str,
    orders: &[String],
) -> Result<(), StoreError> {
    let mut query = sql::QueryBuilder::new(
        "SELECT h.record, h.day, h.advisor, h.state, s.state
         FROM handovers h JOIN handover_states s ON s.shop = h.shop AND s.record = h.record
         WHERE h.state <> s.state AND h.shop = ",
    );
    query.push_bind(shop);
    super::among(&mut query, "h.order_ref", orders);
    let changed: Vec<(String, String, String, i64, i64)> =
        query.build_query_as().fetch_all(&mut *conn).await?;
    let mut by_state: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (record, day, advisor, was, is) in changed {
        let whose = (shop, day.as_str(), advisor.as_str());
        deltas.count_handover(whose, was, -1);
        deltas.count_handover(whose, is, 1);
        by_state.entry(is).or_default().push(record);
    }
    for (state, records) in by_state {
        let mut query = sql::QueryBuilder::new("UPDATE handovers SET state = ");
        query.push_bind(state).push(" WHERE shop = ").push_bind(shop);
        super::among(&mut query, "record", &records);
        query.build().execute(&mut *conn).await?;
    }
    Ok(())
}

/// What is noted of a record's handover, if anything is.
pub async fn noted(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Option<Noted>, StoreError> {
    sql::query_as(
        "SELECT order_ref, visit, advisor, by_person, device, second, listed, captured_at, mode
         FROM handovers WHERE shop = $1 AND record = $2",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .fetch_optional(conn)
    .await
}

/// Handovers that are noted although no record is here: `(shop, record)`.
pub async fn without_record(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    sql::query_as(
        "SELECT shop, record FROM handovers h
         WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.shop = h.shop AND r.id = h.record)
         ORDER BY shop, record",
    )
    .fetch_all(conn)
    .await
}

/// How a shop's live handovers went; each counts once under its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// The customer sent a survey.
    pub completed: u64,
    /// The customer left before the end.
    pub partial: u64,
    /// The customer answered nothing.
    pub none: u64,
    /// Others under a number that had one before, on whichever tablet.
    pub second: u64,
}

/// Which handovers are meant; `""` bounds nothing.
#[derive(Clone, Copy)]
pub struct Span<'a> {
    /// The first day.
    pub from: &'a str,
    /// The last day.
    pub to: &'a str,
    /// The shop.
    pub shop: &'a str,
}

/// The counts of each shop, in the order of their ids. Surveys count on whatever day they came.
pub async fn counts(conn: &mut Conn, span: Span<'_>) -> Result<Vec<(String, Counts)>, StoreError> {
    let rows: Vec<(String, i64, i64, i64, i64)> = sql::query_as(
        "WITH started AS (
           SELECT h.shop,
                  EXISTS (SELECT 1 FROM handovers e WHERE e.shop = h.shop AND e.order_ref = h.order_ref
                          AND e.mode = 'live' AND (e.captured_at < h.captured_at
                                                   OR (e.captured_at = h.captured_at AND e.record < h.record)))
                    AS second,
                  EXISTS (SELECT 1 FROM responses r WHERE r.shop = h.shop AND r.order_ref = h.order_ref
                          AND r.outcome = 'completed') AS completed,
                  EXISTS (SELECT 1 FROM responses r WHERE r.shop = h.shop AND r.order_ref = h.order_ref)
                    AS answered
           FROM handovers h
           WHERE h.mode = 'live' AND h.day >= $1 AND h.day <= $2 AND ($3 = '' OR h.shop = $3))
         SELECT shop,
                CAST(SUM(CASE WHEN NOT second AND completed THEN 1 ELSE 0 END) AS BIGINT),
                CAST(SUM(CASE WHEN NOT second AND answered AND NOT completed THEN 1 ELSE 0 END) AS BIGINT),
                CAST(SUM(CASE WHEN NOT second AND NOT answered THEN 1 ELSE 0 END) AS BIGINT),
                CAST(SUM(CASE WHEN second THEN 1 ELSE 0 END) AS BIGINT)
         FROM started GROUP BY shop ORDER BY shop",
    )
    .bind(span.from)
    // Every day comes before this, so that the index of days serves where none is named, too.
    .bind(if span.to.is_empty() { "~" } else { span.to })
    .bind(span.shop)
    .fetch_all(conn)
    .await?;
    let counts = |completed, partial, none, second| Counts {
        completed: count(completed),
        partial: count(partial),
        none: count(none),
        second: count(second),
    };
    Ok(rows.into_iter().map(|(shop, a, b, c, d)| (shop, counts(a, b, c, d))).collect())
}
