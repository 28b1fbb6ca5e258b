//! Who did what at head office.

use super::{Conn, StoreError, sql};
use chrono::{DateTime, Utc};
use std::fmt;
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
    /// What tells it from others of the same moment.
    pub id: String,
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

/// A place in the log.
pub struct Place {
    at: i64,
    id: String,
}

impl Place {
    /// Before everything that was done at this moment.
    pub fn before(at: i64) -> Self {
        Self { at, id: String::new() }
    }

    /// The one that a text stands for.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: at.parse().ok()?, id: id.to_owned() })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

impl Deed {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place { at: self.at, id: self.id.clone() }
    }
}

/// The next so many of all that was done after a place and before a moment, openings, exports and erasures with it, the
/// oldest first.
pub async fn between(conn: &mut Conn, after: &Place, to: i64, most: i64) -> Result<Vec<Deed>, StoreError> {
    sql::query_as(
        "SELECT at, member, deed AS did, about, id FROM (
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
                  record || ' ' || part || ' ' || shop FROM erased) AS all_deeds
         WHERE (at > $1 OR (at = $1 AND id > $2)) AND at < $3 ORDER BY at, id LIMIT $4",
    )
    .bind(after.at)
    .bind(&after.id)
    .bind(to)
    .bind(most)
    .fetch_all(conn)
    .await
}
