//! Facts: what the answers part of a live response says, and which responses count.

use super::rollups::{Counted, Deltas};
use super::{Conn, StoreError, handovers, parsed};
use crate::arrival::Facts;
use handover_domain::answer::Value;
use handover_domain::hash::Hash;
use handover_domain::ids::{OptionId, RecordId, ShopId};
use handover_domain::record::Outcome;
use sqlx::QueryBuilder;

/// Writes the facts of one response and counts them in.
pub async fn add(
    conn: &mut Conn,
    deltas: &mut Deltas,
    facts: &Facts,
    outcome: Outcome,
    day: &str,
) -> Result<(), StoreError> {
    let (core, part) = (&facts.core, &facts.answers);
    let (shop, record) = (core.shop.as_str(), core.id.to_string());
    let order = part.order.as_ref().map_or("", |order| order.as_str());
    sqlx::query(
        "INSERT INTO responses (shop, record, device, package, advisor, order_ref, outcome, channel, language,
                                visit, day, captured_at, counted)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, TRUE)",
    )
    .bind(shop)
    .bind(&record)
    .bind(core.device.to_string())
    .bind(facts.package.to_string())
    .bind(part.advisor.as_ref().map_or("", |advisor| advisor.as_str()))
    .bind(order)
    .bind(outcome.word())
    .bind(super::word(&part.channel))
    .bind(part.language.tag())
    .bind(part.visit.word())
    .bind(day)
    .bind(core.captured_at.timestamp_millis())
    .execute(&mut *conn)
    .await?;
    let rows = rows(facts);
    add_answers(conn, facts, &rows).await?;
    let counted = Counted {
        shop: shop.into(),
        day: day.into(),
        advisor: part.advisor.as_ref().map_or_else(String::new, ToString::to_string),
        channel: super::word(&part.channel),
        state: outcome.word().into(),
        chosen: chosen(rows),
    };
    let layout = deltas.layout(conn, facts.package).await?;
    deltas.count(&layout, &counted, 1);
    if !order.is_empty() {
        if outcome == Outcome::Completed {
            settle(conn, deltas, shop, order).await?;
        }
        handovers::settle(conn, deltas, shop, order).await?;
    }
    Ok(())
}

/// What was chosen, of whatever kind.
fn chosen(rows: Vec<Row>) -> Vec<(String, String)> {
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
        let (kind, options, number) = match given.map(|answer| &answer.value) {
            None => ("unanswered", vec![""], None),
            Some(Value::Choice(option)) => ("choice", vec![option.as_str()], None),
            Some(Value::Choices(options)) => {
                ("choices", options.iter().map(OptionId::as_str).collect(), None)
            }
            Some(Value::Number(n)) => ("number", vec![""], Some(*n)),
            Some(Value::Text(_) | Value::Written) => ("written", vec![""], None),
            Some(Value::NotApplicable) => ("not_applicable", vec![""], None),
            Some(Value::Skipped) => ("skipped", vec![""], None),
        };
        let ms = given.map(|answer| i64::try_from(answer.ms).unwrap_or(i64::MAX));
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
    Ok(sqlx::query_as(
        "SELECT question, option, kind, number, ms FROM answers WHERE shop = $1 AND record = $2",
    )
    .bind(shop)
    .bind(record)
    .fetch_all(conn)
    .await?)
}

async fn add_answers(conn: &mut Conn, facts: &Facts, rows: &[Row]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query =
        QueryBuilder::new("INSERT INTO answers (shop, record, question, option, kind, number, ms) ");
    query.push_values(rows, |mut row, (question, option, kind, number, ms)| {
        row.push_bind(facts.core.shop.as_str())
            .push_bind(facts.core.id.to_string())
            .push_bind(question)
            .push_bind(option)
            .push_bind(kind)
            .push_bind(*number)
            .push_bind(*ms);
    });
    query.build().execute(conn).await?;
    Ok(())
}

/// Of several complete surveys of one order the earliest counts, whichever arrived first.
async fn settle(conn: &mut Conn, deltas: &mut Deltas, shop: &str, order: &str) -> Result<(), StoreError> {
    let rivals: Vec<(String, bool)> = sqlx::query_as(
        "SELECT record, counted FROM responses
         WHERE shop = $1 AND order_ref = $2 AND outcome = 'completed' ORDER BY captured_at, record",
    )
    .bind(shop)
    .bind(order)
    .fetch_all(&mut *conn)
    .await?;
    for (place, (record, counted)) in rivals.iter().enumerate() {
        let should = place == 0;
        if *counted == should {
            continue;
        }
        let (package, as_it_counts) = response(conn, shop, record).await?;
        let layout = deltas.layout(conn, package).await?;
        let state = |counted| if counted { Outcome::Completed.word() } else { "repeated" };
        deltas.count(&layout, &Counted { state: state(*counted).into(), ..as_it_counts.clone() }, -1);
        deltas.count(&layout, &Counted { state: state(should).into(), ..as_it_counts }, 1);
        sqlx::query("UPDATE responses SET counted = $3 WHERE shop = $1 AND record = $2")
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
    let (package, day, advisor, channel, state): (String, String, String, String, String) = sqlx::query_as(
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

/// Whether the facts of a record are already there.
pub async fn are_known(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<bool, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT record FROM responses WHERE shop = $1 AND record = $2")
            .bind(shop.as_str())
            .bind(record.to_string())
            .fetch_optional(conn)
            .await?;
    Ok(row.is_some())
}

/// Responses that are there although no record is: `(shop, record)`.
pub async fn without_record(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT shop, record FROM responses f
         WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.shop = f.shop AND r.id = f.record)
         ORDER BY shop, record",
    )
    .fetch_all(conn)
    .await?)
}
