//! Facts: what the answers part of a live response says, and which responses count.

use super::{Conn, StoreError, rollups, sql};
use crate::arrival::Facts;
use handover_domain::answer::Value;
use handover_domain::ids::{OptionId, RecordId, ShopId};
use handover_domain::record::Outcome;

/// Writes the facts of one response and takes them into the roll-ups.
pub async fn add(conn: &mut Conn, facts: &Facts, outcome: Outcome, day: &str) -> Result<(), StoreError> {
    let (core, part) = (&facts.core, &facts.answers);
    let (shop, record) = (core.shop.as_str(), core.id.to_string());
    let order = part.order.as_ref().map_or("", |order| order.as_str());
    sql::query(
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
    add_answers(conn, facts).await?;
    rollups::add_answers(conn, shop, &record).await?;
    rollups::add_response(conn, shop, &record).await?;
    if outcome == Outcome::Completed && !order.is_empty() {
        settle(conn, shop, order).await?;
    }
    Ok(())
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
    let mut rows: Vec<Row> = sql::query_as(
        "SELECT question, option, kind, number, ms FROM answers WHERE shop = $1 AND record = $2",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .fetch_all(conn)
    .await?;
    rows.sort();
    Ok(rows)
}

async fn add_answers(conn: &mut Conn, facts: &Facts) -> Result<(), StoreError> {
    let rows = rows(facts);
    if rows.is_empty() {
        return Ok(());
    }
    let (shop, record) = (facts.core.shop.as_str(), facts.core.id.to_string());
    let mut query =
        sql::QueryBuilder::new("INSERT INTO answers (shop, record, question, option, kind, number, ms) ");
    query.push_values(rows.into_iter().map(|(question, option, kind, number, ms)| {
        [shop.into(), (&record).into(), question.into(), option.into(), kind.into(), number.into(), ms.into()]
    }));
    query.build().execute(conn).await?;
    Ok(())
}

/// Of several complete surveys of one order the earliest counts, whichever arrived first.
async fn settle(conn: &mut Conn, shop: &str, order: &str) -> Result<(), StoreError> {
    let rivals: Vec<(String, bool)> = sql::query_as(
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
        rollups::take_response(conn, shop, record).await?;
        if *counted {
            rollups::take_answers(conn, shop, record).await?;
        } else {
            rollups::add_answers(conn, shop, record).await?;
        }
        sql::query("UPDATE responses SET counted = $3 WHERE shop = $1 AND record = $2")
            .bind(shop)
            .bind(record)
            .bind(should)
            .execute(&mut *conn)
            .await?;
        rollups::add_response(conn, shop, record).await?;
    }
    Ok(())
}

/// Whether the facts of a record are already there.
pub async fn are_known(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<bool, StoreError> {
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
