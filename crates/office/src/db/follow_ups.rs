//! The visits that calls follow: those of the dealer's lists, and those for which a tablet was handed over.

use super::calls::touched;
use super::sql::QueryBuilder;
use super::{Conn, StoreError, count, from_word, parsed, sql};
use crate::calls::Visited;
use chrono::NaiveDate;
use handover_domain::ids::{OrderRef, ShopId};

/// Order; kind, day, advisor and model by the dealer's list; kind, day and advisor by the first handover.
type VisitRow = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// Order, kind, day, advisor and model by the dealer's list.
type ListedRow = (String, String, String, Option<String>, Option<String>);

fn read(
    order: String,
    (visit, day): (String, String),
    advisor: Option<String>,
    model: Option<String>,
) -> Result<(OrderRef, Visited), StoreError> {
    let order = parsed(OrderRef::new(order).ok(), "visits.order_ref")?;
    let visit = from_word(visit, "visits.visit")?;
    let day = parsed(day.parse::<NaiveDate>().ok(), "visits.day")?;
    Ok((order, Visited { visit, day, advisor, model }))
}

const VISITS: &str =
    "SELECT o.order_ref, v.visit, v.day, v.advisor, v.model, h.visit, h.day, h.advisor FROM (";

async fn fetch(
    conn: &mut Conn,
    mut query: QueryBuilder,
    shop: &ShopId,
) -> Result<Vec<(OrderRef, Visited)>, StoreError> {
    query
        .push(") AS o LEFT JOIN visits v ON v.order_ref = o.order_ref AND v.shop = ")
        .push_bind(shop.as_str());
    // States 1 to 3 are those of the first live handover of an order.
    query.push(" LEFT JOIN handovers h ON h.order_ref = o.order_ref AND h.state IN (1, 2, 3) AND h.shop = ");
    query.push_bind(shop.as_str());
    let rows: Vec<VisitRow> = query.build_query_as().fetch_all(conn).await?;
    let mut all = Vec::with_capacity(rows.len());
    for (order, expected, expected_on, listed_advisor, model, came, came_on, advisor) in rows {
        // A list says what is expected; the handover says what was.
        let Some((visit, day)) = came.zip(came_on).or(expected.zip(expected_on)) else { continue };
        let advisor = advisor.filter(|id| !id.is_empty()).or(listed_advisor);
        all.push(read(order, (visit, day), advisor, model)?);
    }
    Ok(all)
}

/// The visits of a shop in these days, and those that are called about since the first of them.
pub async fn between(
    conn: &mut Conn,
    shop: &ShopId,
    (from, to): (&str, &str),
) -> Result<Vec<(OrderRef, Visited)>, StoreError> {
    let mut query = QueryBuilder::new(VISITS);
    query.push("SELECT order_ref FROM visits WHERE shop = ").push_bind(shop.as_str());
    query.push(" AND day >= ").push_bind(from).push(" AND day <= ").push_bind(to);
    query
        .push(" UNION SELECT order_ref FROM handovers WHERE mode = 'live' AND shop = ")
        .push_bind(shop.as_str());
    query.push(" AND day >= ").push_bind(from).push(" AND day <= ").push_bind(to);
    query.push(" UNION SELECT order_ref FROM calls WHERE order_ref IS NOT NULL AND shop = ");
    touched(&mut query, shop, from);
    fetch(conn, query, shop).await
}

/// The visit of an order, if the shop knows it.
pub async fn of(conn: &mut Conn, shop: &ShopId, order: &OrderRef) -> Result<Option<Visited>, StoreError> {
    let mut query = QueryBuilder::new(VISITS);
    query.push("SELECT CAST(").push_bind(order.as_str()).push(" AS TEXT) AS order_ref");
    Ok(fetch(conn, query, shop).await?.pop().map(|(_, visited)| visited))
}

/// The shops that know an order, in the order of their ids.
pub async fn shops(conn: &mut Conn, order: &OrderRef) -> Result<Vec<ShopId>, StoreError> {
    let rows: Vec<(String,)> = sql::query_as(
        "SELECT s.id FROM shops s
         WHERE EXISTS (SELECT 1 FROM visits v WHERE v.shop = s.id AND v.order_ref = $1)
            OR EXISTS (SELECT 1 FROM handovers h WHERE h.shop = s.id AND h.order_ref = $1 AND h.state IN (1, 2, 3))",
    )
    .bind(order.as_str())
    .fetch_all(conn)
    .await?;
    let mut shops = rows
        .into_iter()
        .map(|(id,)| parsed(ShopId::new(id).ok(), "shops.id"))
        .collect::<Result<Vec<_>, _>>()?;
    shops.sort_unstable();
    Ok(shops)
}

/// The last visit of each customer whom the dealer's lists name by a number, where it was before a day.
pub async fn last_visits(
    conn: &mut Conn,
    shop: &ShopId,
    before: &str,
) -> Result<Vec<(OrderRef, Visited)>, StoreError> {
    let rows: Vec<ListedRow> = sql::query_as(
        "SELECT v.order_ref, v.visit, v.day, v.advisor, v.model FROM visits v WHERE v.shop = $1 AND v.day < $2 AND v.customer IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM visits w WHERE w.shop = v.shop AND w.customer = v.customer
                         AND (w.day > v.day OR (w.day = v.day AND w.order_ref > v.order_ref)))",
    )
    .bind(shop.as_str())
    .bind(before)
    .fetch_all(conn)
    .await?;
    let row = |(order, visit, day, advisor, model)| read(order, (visit, day), advisor, model);
    rows.into_iter().map(row).collect()
}

/// How many visits before a day name no customer, so that nobody can tell whether theirs came back.
pub async fn nameless(conn: &mut Conn, shop: &ShopId, before: &str) -> Result<u64, StoreError> {
    let (n,): (i64,) =
        sql::query_as("SELECT COUNT(*) FROM visits WHERE shop = $1 AND day < $2 AND customer IS NULL")
            .bind(shop.as_str())
            .bind(before)
            .fetch_one(conn)
            .await?;
    Ok(count(n))
}
