//! Sums by day, so that a report does not slow down as answers pile up.

use super::{Conn, StoreError, count, sql};

const ANSWERS: &str = "INSERT INTO rollup_day (shop, day, package, question, advisor, option, n)
     SELECT r.shop, r.day, r.package, a.question, r.advisor, a.option, $3
     FROM answers a JOIN responses r ON r.shop = a.shop AND r.record = a.record
     WHERE a.shop = $1 AND a.record = $2 AND a.option <> ''
     ON CONFLICT (shop, day, package, question, advisor, option) DO UPDATE SET n = rollup_day.n + excluded.n";

const RESPONSES: &str = "INSERT INTO rollup_responses (shop, day, package, advisor, state, n)
     SELECT shop, day, package, advisor, CASE WHEN counted THEN outcome ELSE 'repeated' END, $3
     FROM responses WHERE shop = $1 AND record = $2
     ON CONFLICT (shop, day, package, advisor, state) DO UPDATE SET n = rollup_responses.n + excluded.n";

const EMPTY_ANSWERS: &str = "DELETE FROM rollup_day WHERE shop = $1 AND n = 0
     AND day = (SELECT day FROM responses WHERE shop = $1 AND record = $2)";

const EMPTY_RESPONSES: &str = "DELETE FROM rollup_responses WHERE shop = $1 AND n = 0
     AND day = (SELECT day FROM responses WHERE shop = $1 AND record = $2)";

async fn add_to(conn: &mut Conn, sql: &'static str, key: (&str, &str), n: i64) -> Result<(), StoreError> {
    sql::query(sql).bind(key.0).bind(key.1).bind(n).execute(conn).await?;
    Ok(())
}

/// Rows that come to nothing go, so that the sums do not tell in which order records arrived.
async fn take_from(
    conn: &mut Conn,
    sums: &'static str,
    empty: &'static str,
    key: (&str, &str),
) -> Result<(), StoreError> {
    add_to(conn, sums, key, -1).await?;
    sql::query(empty).bind(key.0).bind(key.1).execute(conn).await?;
    Ok(())
}

/// Counts the answers of a response in.
pub async fn add_answers(conn: &mut Conn, shop: &str, record: &str) -> Result<(), StoreError> {
    add_to(conn, ANSWERS, (shop, record), 1).await
}

/// Takes the answers of a response out again.
pub async fn take_answers(conn: &mut Conn, shop: &str, record: &str) -> Result<(), StoreError> {
    take_from(conn, ANSWERS, EMPTY_ANSWERS, (shop, record)).await
}

/// Counts a response in, under the state it has now.
pub async fn add_response(conn: &mut Conn, shop: &str, record: &str) -> Result<(), StoreError> {
    add_to(conn, RESPONSES, (shop, record), 1).await
}

/// Takes a response out of the state it has now.
pub async fn take_response(conn: &mut Conn, shop: &str, record: &str) -> Result<(), StoreError> {
    take_from(conn, RESPONSES, EMPTY_RESPONSES, (shop, record)).await
}

/// How many rows of the roll-ups are not what the facts add up to.
pub async fn wrong(conn: &mut Conn) -> Result<u64, StoreError> {
    let (answers,): (i64,) = sql::query_as(
        "WITH facts AS (
           SELECT r.shop, r.day, r.package, a.question, r.advisor, a.option, COUNT(*) AS n
           FROM answers a JOIN responses r ON r.shop = a.shop AND r.record = a.record
           WHERE a.option <> '' AND r.counted
           GROUP BY r.shop, r.day, r.package, a.question, r.advisor, a.option),
         sums AS (SELECT shop, day, package, question, advisor, option, n FROM rollup_day)
         SELECT (SELECT COUNT(*) FROM (SELECT * FROM facts EXCEPT SELECT * FROM sums) AS missing)
              + (SELECT COUNT(*) FROM (SELECT * FROM sums EXCEPT SELECT * FROM facts) AS extra)",
    )
    .fetch_one(&mut *conn)
    .await?;
    let (responses,): (i64,) = sql::query_as(
        "WITH facts AS (
           SELECT shop, day, package, advisor, CASE WHEN counted THEN outcome ELSE 'repeated' END AS state,
                  COUNT(*) AS n
           FROM responses GROUP BY shop, day, package, advisor, state),
         sums AS (SELECT shop, day, package, advisor, state, n FROM rollup_responses)
         SELECT (SELECT COUNT(*) FROM (SELECT * FROM facts EXCEPT SELECT * FROM sums) AS missing)
              + (SELECT COUNT(*) FROM (SELECT * FROM sums EXCEPT SELECT * FROM facts) AS extra)",
    )
    .fetch_one(conn)
    .await?;
    Ok(count(answers) + count(responses))
}
