//! Calls to customers.

use super::sql::QueryBuilder;
use super::{Conn, StoreError, from_word, parsed, sql, word};
use crate::calls::{About, Call, Sealed};
use crate::clock;
use crate::users::Reach;
use chrono::{DateTime, FixedOffset};
use handover_domain::complaint::Number;
use handover_domain::ids::{KeyId, OrderRef, PersonId, RecordId, ShopId};

/// How many orders are asked for at a time: a database takes only so many values with a question.
const AT_A_TIME: usize = 500;

const COLUMNS: &str =
    "SELECT shop, id, order_ref, number, kind, at, utc_offset, by_person, outcome, survey, again_at,
    again_offset, supervisor, corrects, reader, words FROM calls WHERE shop";

#[derive(sqlx::FromRow)]
struct Row {
    shop: String,
    id: String,
    order_ref: Option<String>,
    number: Option<String>,
    kind: String,
    at: i64,
    utc_offset: i64,
    by_person: String,
    outcome: String,
    survey: String,
    again_at: Option<i64>,
    again_offset: Option<i64>,
    supervisor: bool,
    corrects: Option<String>,
    reader: Option<String>,
    words: Option<Vec<u8>>,
}

fn call(row: Row) -> Result<Call, StoreError> {
    let about = match (row.order_ref, row.number) {
        (Some(order), None) => About::Order(parsed(OrderRef::new(order).ok(), "calls.order_ref")?),
        (None, Some(number)) => About::Complaint(parsed(Number::parse(&number), "calls.number")?),
        _ => return Err(StoreError::Damaged("calls.order_ref")),
    };
    let again = row.again_at.zip(row.again_offset).map(|(at, offset)| moment(at, offset, "calls.again_at"));
    let corrects = row.corrects.map(|id| parsed(id.parse().ok(), "calls.corrects"));
    let sealed = row.reader.zip(row.words).map(|(reader, bytes)| {
        let reader = parsed(KeyId::new(reader).ok(), "calls.reader")?;
        Ok::<_, StoreError>(Sealed { reader, bytes })
    });
    Ok(Call {
        shop: parsed(ShopId::new(row.shop).ok(), "calls.shop")?,
        id: parsed(row.id.parse().ok(), "calls.id")?,
        about,
        kind: from_word(row.kind, "calls.kind")?,
        at: moment(row.at, row.utc_offset, "calls.at")?,
        by: parsed(PersonId::new(row.by_person).ok(), "calls.by_person")?,
        outcome: from_word(row.outcome, "calls.outcome")?,
        survey: from_word(row.survey, "calls.survey")?,
        again: again.transpose()?,
        supervisor: row.supervisor,
        corrects: corrects.transpose()?,
        sealed: sealed.transpose()?,
    })
}

fn moment(ms: i64, offset: i64, what: &'static str) -> Result<DateTime<FixedOffset>, StoreError> {
    parsed(clock::local(ms, offset), what)
}

/// Notes a call, whose id is free.
pub async fn add(conn: &mut Conn, call: &Call) -> Result<(), StoreError> {
    let (order, number) = match &call.about {
        About::Order(order) => (Some(order.to_string()), None),
        About::Complaint(number) => (None, Some(number.to_string())),
    };
    let (reader, words) = call.sealed.as_ref().map(|sealed| (&sealed.reader, &sealed.bytes)).unzip();
    sql::query(
        "INSERT INTO calls (shop, id, order_ref, number, kind, at, utc_offset, day, by_person, outcome, survey, again_at,
                            again_offset, again_day, supervisor, corrects, reader, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(call.shop.as_str())
    .bind(call.id.to_string())
    .bind(order)
    .bind(number)
    .bind(word(&call.kind))
    .bind(call.at.timestamp_millis())
    .bind(i64::from(call.at.offset().local_minus_utc()))
    .bind(call.day().to_string())
    .bind(call.by.as_str())
    .bind(word(&call.outcome))
    .bind(word(&call.survey))
    .bind(call.again.map(|at| at.timestamp_millis()))
    .bind(call.again.map(|at| i64::from(at.offset().local_minus_utc())))
    .bind(call.again.map(|at| at.date_naive().to_string()))
    .bind(call.supervisor)
    .bind(call.corrects.map(|id| id.to_string()))
    .bind(reader.map(KeyId::as_str))
    .bind(sql::Value::Bytes(words.cloned()))
    .execute(conn)
    .await?;
    Ok(())
}

fn of(shop: &ShopId) -> QueryBuilder {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" = ").push_bind(shop.as_str());
    query
}

async fn fetch(conn: &mut Conn, query: QueryBuilder) -> Result<Vec<Call>, StoreError> {
    let rows: Vec<Row> = query.build_query_as().fetch_all(conn).await?;
    let mut calls = rows.into_iter().map(call).collect::<Result<Vec<_>, _>>()?;
    calls.sort_by_key(|call| (call.at, call.id));
    Ok(calls)
}

/// The calls of this id, of which there is one at most in a shop.
pub async fn of_id(conn: &mut Conn, id: RecordId) -> Result<Vec<Call>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    // Shop by shop, as the key begins.
    query.push(" IN (SELECT id FROM shops) AND id = ").push_bind(id.to_string());
    fetch(conn, query).await
}

/// The calls about an order or a complaint of a shop, the earliest first.
pub async fn about(conn: &mut Conn, shop: &ShopId, about: &About) -> Result<Vec<Call>, StoreError> {
    let mut query = of(shop);
    match about {
        About::Order(order) => query.push(" AND order_ref = ").push_bind(order.as_str()),
        About::Complaint(number) => query.push(" AND number = ").push_bind(number.to_string()),
    };
    fetch(conn, query).await
}

/// The calls about these orders of a shop, the earliest first.
pub async fn about_orders(
    conn: &mut Conn,
    shop: &ShopId,
    orders: &[OrderRef],
) -> Result<Vec<Call>, StoreError> {
    let mut all = Vec::new();
    for some in orders.chunks(AT_A_TIME) {
        let mut query = of(shop);
        super::among(&mut query, "order_ref", some);
        all.extend(fetch(conn, query).await?);
    }
    Ok(all)
}

/// The calls of a shop in these days, the earliest first; `""` bounds nothing.
pub async fn between(
    conn: &mut Conn,
    shop: &ShopId,
    (from, to): (&str, &str),
) -> Result<Vec<Call>, StoreError> {
    let mut query = of(shop);
    query.push(" AND day >= ").push_bind(from);
    // Every day comes before this.
    query.push(" AND day <= ").push_bind(if to.is_empty() { "~" } else { to });
    fetch(conn, query).await
}

/// So many calls of these days at most, the earliest first; `""` bounds nothing. They come after this one: when it was
/// made, in milliseconds since 1970, and its id.
pub async fn page(
    conn: &mut Conn,
    reach: &Reach,
    (from, to): (&str, &str),
    after: Option<(i64, RecordId)>,
    most: usize,
) -> Result<Vec<Call>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    // Shop by shop, as the index begins.
    query.push(" IN (SELECT id FROM shops)");
    super::reaching(&mut query, "shop", reach);
    for (bound, day) in [(" AND day >= ", from), (" AND day <= ", to)] {
        if !day.is_empty() {
            query.push(bound).push_bind(day);
        }
    }
    if let Some((moment, id)) = after {
        query.push(" AND (at, id) > (").push_bind(moment);
        query.push(", ").push_bind(id.to_string()).push(")");
    }
    query.push(" ORDER BY at, id LIMIT ").push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    fetch(conn, query).await
}

/// All calls about whatever somebody called about since a day, is to call about since then, or could not answer, the
/// earliest first.
pub async fn since(conn: &mut Conn, shop: &ShopId, day: &str) -> Result<Vec<Call>, StoreError> {
    let mut query = of(shop);
    query.push(" AND (order_ref IN (SELECT order_ref FROM calls WHERE shop = ");
    touched(&mut query, shop, day);
    query.push(") OR number IN (SELECT number FROM calls WHERE shop = ");
    touched(&mut query, shop, day);
    query.push("))");
    fetch(conn, query).await
}

/// Goes on behind `shop = `: the calls by which an order or a complaint is still of interest.
pub(super) fn touched(query: &mut QueryBuilder, shop: &ShopId, day: &str) {
    query.push_bind(shop.as_str()).push(" AND (day >= ").push_bind(day);
    query.push(" OR again_day >= ").push_bind(day).push(" OR supervisor)");
}

/// Takes back what was said in a call.
pub async fn forget_words(conn: &mut Conn, shop: &ShopId, id: RecordId) -> Result<(), StoreError> {
    sql::query("UPDATE calls SET reader = NULL, words = NULL WHERE shop = $1 AND id = $2")
        .bind(shop.as_str())
        .bind(id.to_string())
        .execute(conn)
        .await?;
    Ok(())
}
