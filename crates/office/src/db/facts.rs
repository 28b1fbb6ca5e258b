//! Facts: what the answers part of a live response says, and which responses count.

use super::rollups::{Counted, Deltas};
use super::sql::Value;
use super::{Conn, StoreError, handovers, parsed, sql};
use crate::arrival::Facts;
use handover_domain::answer;
use handover_domain::hash::Hash;
use handover_domain::ids::{OptionId, RecordId, ShopId};
use handover_domain::record::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// What a transaction adds to the facts, and changes in the sums with them; nothing is written before
/// [`Ledger::close`], and then many rows at a time.
#[derive(Default)]
pub struct Ledger {
    deltas: Deltas,
    responses: Vec<[Value; 13]>,
    answers: Vec<[Value; 7]>,
    /// The orders of each shop under which something is new.
    orders: BTreeMap<String, BTreeSet<String>>,
    new: BTreeSet<(ShopId, RecordId)>,
}

impl Ledger {
    /// Adds the facts of one response and counts them in.
    pub async fn add(
        &mut self,
        conn: &mut Conn,
        facts: &Facts,
        outcome: Outcome,
        day: &str,
    ) -> Result<(), StoreError> {
        let (core, part) = (&facts.core, &facts.answers);
        let (shop, record) = (core.shop.as_str(), core.id.to_string());
        let order = part.order.as_ref().map_or("", |order| order.as_str());
        let advisor = part.advisor.as_ref().map_or("", |advisor| advisor.as_str());
        let channel = super::word(&part.channel);
        self.responses.push([
            shop.into(),
            (&record).into(),
            core.device.to_string().into(),
            facts.package.to_string().into(),
            advisor.into(),
            order.into(),
            outcome.word().into(),
            (&channel).into(),
            part.language.tag().into(),
            part.visit.word().into(),
            day.into(),
            core.captured_at.timestamp_millis().into(),
            true.into(),
        ]);
        let rows = rows(facts);
        self.answers.extend(rows.iter().map(|(question, option, kind, number, ms)| {
            [
                shop.into(),
                (&record).into(),
                question.into(),
                option.into(),
                kind.into(),
                (*number).into(),
                (*ms).into(),
            ]
        }));
        let (state, chosen) = (outcome.word().into(), chosen(rows));
        let (shop, day, advisor) = (shop.into(), day.into(), advisor.into());
        let layout = self.deltas.layout(conn, facts.package).await?;
        self.deltas.count(&layout, &Counted { shop, day, advisor, channel, state, chosen }, 1);
        self.new.insert((core.shop.clone(), core.id));
        if !order.is_empty() {
            self.touch(&core.shop, order);
        }
        Ok(())
    }

    /// Says that something is new under an order.
    pub fn touch(&mut self, shop: &ShopId, order: &str) {
        self.orders.entry(shop.to_string()).or_default().insert(order.to_owned());
    }

    /// Whether the facts of a record are there already.
    pub async fn knows(&self, conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<bool, StoreError> {
        if self.new.contains(&(shop.clone(), record)) {
            return Ok(true);
        }
        are_here(conn, shop, record).await
    }

    /// Writes all of it.
    pub async fn close(mut self, conn: &mut Conn) -> Result<(), StoreError> {
        insert(
            conn,
            "INSERT INTO responses (shop, record, device, package, advisor, order_ref, outcome, channel, language,
                                    visit, day, captured_at, counted) ",
            self.responses,
        )
        .await?;
        let answers = "INSERT INTO answers (shop, record, question, option, kind, number, ms) ";
        insert(conn, answers, self.answers).await?;
        for (shop, orders) in self.orders {
            let orders: Vec<String> = orders.into_iter().collect();
            for orders in orders.chunks(ROWS) {
                settle(conn, &mut self.deltas, &shop, orders).await?;
                handovers::settle(conn, &mut self.deltas, &shop, orders).await?;
            }
        }
        self.deltas.flush(conn).await
    }
}

/// How many rows are written at once.
const ROWS: usize = 256;

async fn insert<const N: usize>(
    conn: &mut Conn,
    sql: &'static str,
    rows: Vec<[Value; N]>,
) -> Result<(), StoreError> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut query = sql::QueryBuilder::new(sql);
        query.push_values(rows.by_ref().take(ROWS));
        query.build().execute(conn).await?;
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
async fn settle(
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
