//! The visits that are expected, as the dealer's own list has them (`V4`).

use super::{Conn, StoreError, from_word, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::{AdvisorId, OrderRef, ShopId};
use handover_domain::wire::ListedVisit;

/// What became of a visit that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It was not here.
    New,
    /// It was here, and not quite so.
    Changed,
    /// It was here as it is.
    AsBefore,
}

type Row = (String, String, String, Option<String>, Option<String>, Option<i64>);

fn visit(row: Row) -> Result<ListedVisit, StoreError> {
    let (order, visit, day, advisor, model, mileage_km) = row;
    let advisor = advisor.map(|id| parsed(AdvisorId::new(id).ok(), "visits.advisor"));
    let mileage_km = mileage_km.map(|km| parsed(u32::try_from(km).ok(), "visits.mileage_km"));
    Ok(ListedVisit {
        order: parsed(OrderRef::new(order).ok(), "visits.order_ref")?,
        visit: from_word(visit, "visits.visit")?,
        day,
        advisor: advisor.transpose()?,
        model,
        mileage_km: mileage_km.transpose()?,
    })
}

/// Takes a visit as it is given now, and the number of its customer; where none is given, the one from before stays.
pub async fn put(
    conn: &mut Conn,
    shop: &ShopId,
    given: &ListedVisit,
    customer: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Became, StoreError> {
    let before: Option<Row> = sql::query_as(
        "SELECT order_ref, visit, day, advisor, model, mileage_km FROM visits WHERE shop = $1 AND order_ref = $2",
    )
    .bind(shop.as_str())
    .bind(given.order.as_str())
    .fetch_optional(&mut *conn)
    .await?;
    let became = match before.map(visit).transpose()? {
        Some(before) if before == *given && is_of(conn, shop, given, customer).await? => {
            return Ok(Became::AsBefore);
        }
        Some(_) => Became::Changed,
        None => Became::New,
    };
    sql::query(
        "INSERT INTO visits (shop, order_ref, visit, day, advisor, model, mileage_km, imported_at, customer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (shop, order_ref) DO UPDATE
         SET visit = excluded.visit, day = excluded.day, advisor = excluded.advisor, model = excluded.model,
             mileage_km = excluded.mileage_km, imported_at = excluded.imported_at,
             customer = COALESCE(excluded.customer, visits.customer)",
    )
    .bind(shop.as_str())
    .bind(given.order.as_str())
    .bind(given.visit.word())
    .bind(&given.day)
    .bind(given.advisor.as_ref().map(AdvisorId::as_str))
    .bind(given.model.as_deref())
    .bind(given.mileage_km.map(i64::from))
    .bind(now.timestamp_millis())
    .bind(customer)
    .execute(conn)
    .await?;
    Ok(became)
}

/// Whether a visit that is here is known as this customer's, where one is given.
async fn is_of(
    conn: &mut Conn,
    shop: &ShopId,
    given: &ListedVisit,
    customer: Option<&str>,
) -> Result<bool, StoreError> {
    let Some(customer) = customer else { return Ok(true) };
    let (same,): (bool,) = sql::query_as(
        "SELECT EXISTS (SELECT 1 FROM visits WHERE shop = $1 AND order_ref = $2 AND customer = $3)",
    )
    .bind(shop.as_str())
    .bind(given.order.as_str())
    .bind(customer)
    .fetch_one(conn)
    .await?;
    Ok(same)
}

/// The first so many visits of a shop, from one day to another.
pub async fn between(
    conn: &mut Conn,
    shop: &ShopId,
    (from, to): (&str, &str),
    most: i64,
) -> Result<Vec<ListedVisit>, StoreError> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT order_ref, visit, day, advisor, model, mileage_km FROM visits
         WHERE shop = $1 AND day >= $2 AND day <= $3 ORDER BY day, order_ref LIMIT $4",
    )
    .bind(shop.as_str())
    .bind(from)
    .bind(to)
    .bind(most)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(visit).collect()
}
