//! What reports read from the daily sums.

use super::{Conn, StoreError, count, sql};
use std::collections::BTreeMap;

/// What a report wants kept apart.
#[derive(Debug, Clone, Copy)]
pub struct Apart {
    /// Shops.
    pub shop: bool,
    /// Advisors within their shop.
    pub advisor: bool,
}

/// Whose numbers: `(shop, advisor)`, each empty where it is not kept apart.
pub type Whose = (String, String);

/// How often an option was chosen.
pub struct Chosen {
    /// The package's hash.
    pub package: String,
    /// Whose.
    pub whose: Whose,
    /// The question.
    pub question: String,
    /// The option.
    pub option: String,
    /// How often.
    pub n: u64,
}

/// How often each option was chosen, first day to last day.
pub async fn chosen(conn: &mut Conn, days: (&str, &str), apart: Apart) -> Result<Vec<Chosen>, StoreError> {
    let rows: Vec<(String, String, String, String, String, i64)> = sql::query_as(
        "SELECT package, CASE WHEN $3 THEN shop ELSE '' END AS by_shop,
                CASE WHEN $4 THEN advisor ELSE '' END AS by_advisor, question, option, CAST(SUM(n) AS BIGINT)
         FROM rollup_day WHERE day >= $1 AND day <= $2
         GROUP BY package, by_shop, by_advisor, question, option",
    )
    .bind(days.0)
    .bind(days.1)
    .bind(apart.shop)
    .bind(apart.advisor)
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(package, shop, advisor, question, option, n)| Chosen {
            package,
            whose: (shop, advisor),
            question,
            option,
            n: count(n),
        })
        .collect())
}

/// How many responses there are in each state, by package and whose.
pub type States = BTreeMap<(String, Whose), BTreeMap<String, u64>>;

/// How many responses there are, first day to last day.
pub async fn states(conn: &mut Conn, days: (&str, &str), apart: Apart) -> Result<States, StoreError> {
    let rows: Vec<(String, String, String, String, i64)> = sql::query_as(
        "SELECT package, CASE WHEN $3 THEN shop ELSE '' END AS by_shop,
                CASE WHEN $4 THEN advisor ELSE '' END AS by_advisor, state, CAST(SUM(n) AS BIGINT)
         FROM rollup_responses WHERE day >= $1 AND day <= $2 GROUP BY package, by_shop, by_advisor, state",
    )
    .bind(days.0)
    .bind(days.1)
    .bind(apart.shop)
    .bind(apart.advisor)
    .fetch_all(conn)
    .await?;
    let mut states = States::new();
    for (package, shop, advisor, state, n) in rows {
        states.entry((package, (shop, advisor))).or_default().insert(state, count(n));
    }
    Ok(states)
}
