//! Who did what at head office.

use super::{Conn, StoreError, sql};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What somebody did.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Deed {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub member: String,
    /// What: a word, as `docs/privacy.md` lists them.
    pub did: String,
    /// About whom or what.
    pub about: String,
}

/// Notes what somebody did, or is about to do.
pub async fn note(
    conn: &mut Conn,
    member: &str,
    deed: &str,
    about: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query("INSERT INTO deeds (id, at, member, deed, about) VALUES ($1, $2, $3, $4, $5)")
        .bind(Uuid::now_v7().to_string())
        .bind(now.timestamp_millis())
        .bind(member)
        .bind(deed)
        .bind(about)
        .execute(conn)
        .await?;
    Ok(())
}

/// Everything that was done between two moments, openings and erasures with it, the oldest first.
pub async fn between(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<Deed>, StoreError> {
    sql::query_as(
        "SELECT at, member, deed AS did, about FROM (
           SELECT at, member, deed, about, id FROM deeds
           UNION ALL
           SELECT opened_at, opened_by, 'opened', part || ' of record ' || record || ' of shop ' || shop, id FROM openings
           UNION ALL
           SELECT exported_at, exported_by, 'exported', what || ' as ' || format || ' of ' ||
                  CASE WHEN shop = '' THEN 'every shop' ELSE 'shop ' || shop END || ', ' ||
                  CASE WHEN first_day = '' THEN 'every day' ELSE first_day || ' to ' || last_day END ||
                  CASE WHEN row_count IS NULL THEN ', not to its end' ELSE ', ' || CAST(row_count AS TEXT) || ' rows' END,
                  id FROM exports
           UNION ALL
           SELECT erased_at, erased_by, 'erased', part || ' of record ' || record || ' of shop ' || shop,
                  record || part FROM erased) AS all_deeds
         WHERE at >= $1 AND at < $2 ORDER BY at, id",
    )
    .bind(from)
    .bind(to)
    .fetch_all(conn)
    .await
}
