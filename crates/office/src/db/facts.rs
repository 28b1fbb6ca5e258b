//! Facts: what the answers part of a live response says, and which responses count.

use super::rollups::{Counted, Deltas};
use super::{Conn, StoreError, parsed, sql};
use crate::arrival::Facts;
use handover_domain::answer;
use handover_domain::hash::Hash;
use handover_domain::ids::{OptionId, RecordId, ShopId};
use handover_domain::record::Outcome;

/// What was chosen, of whatever kind.
pub fn chosen(rows: Vec<Row>) -> Vec<(String, String)> {
    let told = rows.into_iter().map(|(question, option, _, number, _)| match number {
        Some(number) => (question, number.to_string()),
        None => (question, option),
    });
    told.filter(|(_, option)| !option.is_empty()).collect()
}

/// One fact: question, option, kind, number, milliseconds.
pub type Row = (String, String, String, Option<i64>, Option<i64>);

/// The facts that follow from the answers part, sorted.
pub fn rows(facts: &Facts) -> Vec<Row> {
    let mut rows = Vec::new();
    for question in &facts.answers.asked {
        let given = facts.answers.answers.iter().find(|answer| answer.question == *question);
        let (kind, options, number) = match given.map(|given| &given.value) {
            None => ("unanswered", vec![""], None),
            Some(answer::Value::Choice(option)) => ("choice", vec![option.as_str()], None),
            Some(answer::Value::Choices(options)) => {
                ("choices", options.iter().map(OptionId::as_str).collect(), None)
            }
            Some(answer::Value::Number(n)) => ("number", vec![""], Some(*n)),
            Some(answer::Value::Text(_) | answer::Value::Written) => ("written", vec![""], None),
            Some(answer::Value::NotApplicable) => ("not_applicable", vec![""], None),
            Some(answer::Value::Skipped) => ("skipped", vec![""], None),
        };
        let ms = given.map(|given| i64::try_from(given.ms).unwrap_or(i64::MAX));
        let row = |option: &str| (question.to_string(), option.to_owned(), kind.to_owned(), number, ms);
        rows.extend(options.into_iter().map(row));
    }
    rows.sort();
    rows.dedup();
    rows
}

/// The facts in the database, sorted.
pub async fn stored(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Vec<Row>, StoreError> {
    let mut rows = answers(conn, shop.as_str(), &record.to_string()).await?;
    rows.sort();
    Ok(rows)
}

async fn answers(conn: &mut Conn, shop: &str, record: &str) -> Result<Vec<Row>, StoreError> {
    sql::query_as("SELECT question, option, kind, number, ms FROM answers WHERE shop = $1 AND record = $2")
        .bind(shop)
        .bind(record)
        .fetch_all(conn)
        .await
}

/// Of several complete surveys of one order the earliest counts, whichever arrived first.
pub async fn settle(
    conn: &mut Conn,
    deltas: &mut Deltas,
    shop: &str,
    orders: &[String],
) -> Result<(), StoreError> {
    let mut query = sql::QueryBuilder::new(
        "SELECT order_ref, record, counted FROM responses WHERE outcome = 'completed' AND shop = ",
    );
    query.push_bind(shop);
    super::among(&mut query, "order_ref", orders);
    query.push(" ORDER BY order_ref, captured_at, record");
    let rivals: Vec<(String, String, bool)> = query.build_query_as().fetch_all(&mut *conn).await?;
    let mut before = None;
    for (order, record, counted) in rivals {
        let should = before.as_ref() != Some(&order);
        before = Some(order);
        if counted == should {
            continue;
        }
        let (package, as_it_counts) = response(conn, shop, &record).await?;
        let layout = deltas.layout(conn, package).await?;
        let state = |counted| if counted { Outcome::Completed.word() } else { "repeated" };
        deltas.count(&layout, &Counted { state: state(counted).into(), ..as_it_counts.clone() }, -1);
        deltas.count(&layout, &Counted { state: state(should).into(), ..as_it_counts }, 1);
        sql::query("UPDATE responses SET counted = $3 WHERE shop = $1 AND record = $2")
            .bind(shop)
            .bind(record)
            .bind(should)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// A response that is here, as the sums see it, and its package.
async fn response(conn: &mut Conn, shop: &str, record: &str) -> Result<(Hash, Counted), StoreError> {
    let (package, day, advisor, channel, state): (String, String, String, String, String) = sql::query_as(
        "SELECT package, day, advisor, channel, outcome FROM responses WHERE shop = $1 AND record = $2",
    )
    .bind(shop)
    .bind(record)
    .fetch_one(&mut *conn)
    .await?;
    let rows = answers(conn, shop, record).await?;
    let package = parsed(Hash::parse(&package), "responses.package")?;
    Ok((package, Counted { shop: shop.into(), day, advisor, channel, state, chosen: chosen(rows) }))
}

/// Whether the facts of a record are in the database.
pub async fn are_here(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<bool, StoreError> {
    let row: Option<(String,)> =
        sql::query_as("SELECT record FROM responses WHERE shop = $1 AND record = $2")
            .bind(shop.as_str())
            .bind(record.to_string())
            .fetch_optional(conn)
            .await?;
    Ok(row.is_some())
}

/// Responses that are there although no record is: `(shop, record)`.
pub async fn without_record(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    sql::query_as(
        "SELECT shop, record FROM responses f
         WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.shop = f.shop AND r.id = f.record)
         ORDER BY shop, record",
    )
    .fetch_all(conn)
    .await
}
