//! Who is signed in.

use super::{Conn, StoreError, parsed, sql};
use chrono::{DateTime, TimeDelta, Utc};
use handover_domain::ids::PersonId;

/// Without a request for so long, a session is over.
const IDLE: TimeDelta = TimeDelta::minutes(30);
/// After so long it is over in any case: a working day.
const WHOLE: TimeDelta = TimeDelta::hours(12);

/// Begins a session; those that are over are swept away.
pub async fn begin(
    conn: &mut Conn,
    token: &str,
    member: &PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (begun, seen) = oldest(now);
    sql::query("DELETE FROM sessions WHERE begun_at < $1 OR seen_at < $2")
        .bind(begun)
        .bind(seen)
        .execute(&mut *conn)
        .await?;
    sql::query("INSERT INTO sessions (token, member, begun_at, seen_at) VALUES ($1, $2, $3, $3)")
        .bind(token)
        .bind(member.as_str())
        .bind(now.timestamp_millis())
        .execute(conn)
        .await?;
    Ok(())
}

/// Whose session this is, and when they were last seen, in milliseconds since 1970; none where it is over.
pub async fn find(
    conn: &mut Conn,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(PersonId, i64)>, StoreError> {
    let (begun, seen) = oldest(now);
    let row: Option<(String, i64)> = sql::query_as(
        "SELECT member, seen_at FROM sessions WHERE token = $1 AND begun_at >= $2 AND seen_at >= $3",
    )
    .bind(token)
    .bind(begun)
    .bind(seen)
    .fetch_optional(conn)
    .await?;
    row.map(|(member, seen_at)| Ok((parsed(PersonId::new(member).ok(), "sessions.member")?, seen_at)))
        .transpose()
}

/// Notes that somebody was seen.
pub async fn seen(conn: &mut Conn, token: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query("UPDATE sessions SET seen_at = $2 WHERE token = $1")
        .bind(token)
        .bind(now.timestamp_millis())
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn end(conn: &mut Conn, token: &str) -> Result<(), StoreError> {
    sql::query("DELETE FROM sessions WHERE token = $1").bind(token).execute(conn).await?;
    Ok(())
}

/// Ends all sessions of somebody.
pub async fn end_all(conn: &mut Conn, member: &PersonId) -> Result<(), StoreError> {
    sql::query("DELETE FROM sessions WHERE member = $1").bind(member.as_str()).execute(conn).await?;
    Ok(())
}

fn oldest(now: DateTime<Utc>) -> (i64, i64) {
    ((now - WHOLE).timestamp_millis(), (now - IDLE).timestamp_millis())
}
