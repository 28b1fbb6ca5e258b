//! Whether the database takes what is written, and what waits in it.

use super::{Conn, StoreError, sql};
use chrono::{DateTime, Utc};

/// Writes when head office last looked.
pub async fn beat(conn: &mut Conn, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
    )
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// How many records in custody could not be read yet.
pub async fn quarantined(conn: &mut Conn) -> Result<i64, StoreError> {
    let (number,): (i64,) = sql::query_as("SELECT COUNT(*) FROM quarantine").fetch_one(conn).await?;
    Ok(number)
}
