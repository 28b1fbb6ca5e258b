//! The public halves of head office's keys, and what is sealed for them.

use super::{Conn, StoreError, count, parsed, sql};
use crate::keys::file::Purpose;
use chrono::{DateTime, Utc};
use handover_domain::ids::KeyId;
use handover_domain::record::Record;
use std::collections::BTreeMap;

/// A pair that was made, by its public half.
#[derive(Debug, Clone)]
pub struct Known {
    /// What it is for.
    pub purpose: Purpose,
    /// Its place among the pairs of this purpose, from 1; the highest is current.
    pub number: i64,
    /// Its public half.
    pub public: Vec<u8>,
    /// When it was made, in milliseconds since 1970; none where that was not noted yet.
    pub made_at: Option<i64>,
    /// When its private half was deleted.
    pub retired_at: Option<i64>,
}

impl Known {
    /// The id in headers.
    pub fn id(&self) -> KeyId {
        KeyId::of(&self.public)
    }

    /// Whether its private half is to be there.
    pub fn is_kept(&self) -> bool {
        self.retired_at.is_none()
    }
}

/// Purpose, number, public key, made, retired.
type Row = (String, i64, Vec<u8>, Option<i64>, Option<i64>);

/// Every pair that was ever made, by purpose, the current one last.
pub async fn all(conn: &mut Conn) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<Row> =
        sql::query_as("SELECT purpose, number, public_key, made_at, retired_at FROM office_keys")
            .fetch_all(conn)
            .await?;
    let mut all = Vec::with_capacity(rows.len());
    for (purpose, number, public, made_at, retired_at) in rows {
        let purpose = parsed(Purpose::from_word(&purpose), "office_keys.purpose")?;
        all.push(Known { purpose, number, public, made_at, retired_at });
    }
    all.sort_by_key(|known| (known.purpose, known.number));
    Ok(all)
}

/// The current one of a purpose, if one was made.
pub fn current(known: &[Known], purpose: Purpose) -> Option<&Known> {
    known.iter().rfind(|known| known.purpose == purpose)
}

/// Remembers a pair; one that has this number already stays.
pub async fn remember(
    conn: &mut Conn,
    (purpose, number): (Purpose, i64),
    public: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO office_keys (purpose, number, public_key, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    )
    .bind(purpose.word())
    .bind(number)
    .bind(public)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the private half of a pair is to be deleted.
pub async fn retire(conn: &mut Conn, key: &Known, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query(
        "UPDATE office_keys SET retired_at = $3 WHERE purpose = $1 AND number = $2 AND retired_at IS NULL",
    )
    .bind(key.purpose.word())
    .bind(key.number)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// How many parts are sealed for each key, among records in custody and those kept in conflict with them, and words of calls
/// too. This reads through all of them once.
pub async fn sealed(conn: &mut Conn) -> Result<BTreeMap<String, u64>, StoreError> {
    let rows: Vec<(String, i64)> =
        sql::query_as("SELECT reader, COUNT(*) FROM parts GROUP BY reader").fetch_all(conn).await?;
    let mut sealed: BTreeMap<String, u64> =
        rows.into_iter().map(|(reader, number)| (reader, count(number))).collect();
    let rows: Vec<(String, i64)> =
        sql::query_as("SELECT reader, COUNT(*) FROM calls WHERE reader IS NOT NULL GROUP BY reader")
            .fetch_all(conn)
            .await?;
    for (reader, number) in rows {
        *sealed.entry(reader).or_default() += count(number);
    }
    let rows: Vec<(String,)> = sql::query_as("SELECT record FROM conflicts").fetch_all(conn).await?;
    for (whole,) in rows {
        let record: Record = parsed(serde_json::from_str(&whole).ok(), "conflicts.record")?;
        for part in record.parts {
            *sealed.entry(part.key.to_string()).or_default() += 1;
        }
    }
    Ok(sealed)
}
