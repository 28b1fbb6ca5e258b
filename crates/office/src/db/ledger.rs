//! What a transaction adds to the facts, and changes in the sums with them, gathered and written at its end.

use super::facts::{self, chosen, rows};
use super::rollups::{Counted, Deltas};
use super::sql::Value;
use super::{Conn, StoreError, handovers, sql};
use crate::arrival::{Facts, Handed};
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// It; nothing of a response is written before [`Ledger::close`], and then many rows at a time.
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

    /// Notes a handover, and counts it in.
    pub async fn add_handover(
        &mut self,
        conn: &mut Conn,
        handed: &Handed,
        day: &str,
    ) -> Result<(), StoreError> {
        handovers::add(conn, handed, day).await?;
        self.touch(&handed.core.shop, handed.part.order.as_str());
        Ok(())
    }

    fn touch(&mut self, shop: &ShopId, order: &str) {
        self.orders.entry(shop.to_string()).or_default().insert(order.to_owned());
    }

    /// Whether the facts of a record are there already.
    pub async fn knows(&self, conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<bool, StoreError> {
        if self.new.contains(&(shop.clone(), record)) {
            return Ok(true);
        }
        facts::are_here(conn, shop, record).await
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
                facts::settle(conn, &mut self.deltas, &shop, orders).await?;
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
