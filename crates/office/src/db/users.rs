//! Who works at head office, and what each may do.

use super::{Conn, StoreError, from_word, parsed, sql, word};
use crate::users::{Grant, Grants, Scope};
use chrono::{DateTime, Utc};
use handover_domain::ids::{PersonId, RegionId, ShopId};

/// Somebody.
#[derive(Debug, Clone)]
pub struct User {
    /// What they sign in with.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// What is kept of their password.
    pub password: String,
    /// Wrong passwords since the last right one.
    pub wrong: i64,
    /// Until when nobody may try, in milliseconds since 1970.
    pub locked_until: i64,
    /// When they were removed, in milliseconds since 1970.
    pub removed_at: Option<i64>,
}

type Row = (String, String, String, i64, i64, Option<i64>);

fn user((id, name, password, wrong, locked_until, removed_at): Row) -> Result<User, StoreError> {
    let id = parsed(PersonId::new(id).ok(), "users.id")?;
    Ok(User { id, name, password, wrong, locked_until, removed_at })
}

/// Everybody who works here or did so.
pub async fn all(conn: &mut Conn) -> Result<Vec<User>, StoreError> {
    let rows: Vec<Row> =
        sql::query_as("SELECT id, name, password, wrong, locked_until, removed_at FROM users ORDER BY id")
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(user).collect()
}

/// The one of this id.
pub async fn find(conn: &mut Conn, id: &PersonId) -> Result<Option<User>, StoreError> {
    let row: Option<Row> =
        sql::query_as("SELECT id, name, password, wrong, locked_until, removed_at FROM users WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(conn)
            .await?;
    row.map(user).transpose()
}

/// Adds somebody, or takes one back who was removed.
pub async fn put(
    conn: &mut Conn,
    id: &PersonId,
    name: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO users (id, name, password, added_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, password = excluded.password, wrong = 0,
             locked_until = 0, removed_at = NULL",
    )
    .bind(id.as_str())
    .bind(name)
    .bind(password)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives somebody another password; whoever is signed in with the one before is so no more.
pub async fn set_password(conn: &mut Conn, id: &PersonId, password: &str) -> Result<(), StoreError> {
    sql::query("UPDATE users SET password = $2, wrong = 0, locked_until = 0 WHERE id = $1")
        .bind(id.as_str())
        .bind(password)
        .execute(&mut *conn)
        .await?;
    super::sessions::end_all(conn, id).await
}

/// Notes how often a password was wrong, and until when nobody may try.
pub async fn guessed(conn: &mut Conn, id: &PersonId, wrong: i64, until: i64) -> Result<(), StoreError> {
    sql::query("UPDATE users SET wrong = $2, locked_until = $3 WHERE id = $1")
        .bind(id.as_str())
        .bind(wrong)
        .bind(until)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes that somebody works here no more; what they might do is taken from them.
pub async fn remove(conn: &mut Conn, id: &PersonId, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query("UPDATE users SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL")
        .bind(id.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut *conn)
        .await?;
    sql::query("DELETE FROM grants WHERE member = $1").bind(id.as_str()).execute(&mut *conn).await?;
    super::sessions::end_all(conn, id).await
}

/// What somebody may do.
pub async fn grants(conn: &mut Conn, id: &PersonId) -> Result<Grants, StoreError> {
    let rows: Vec<(String, String, String)> =
        sql::query_as("SELECT role, scope, place FROM grants WHERE member = $1 ORDER BY role, scope, place")
            .bind(id.as_str())
            .fetch_all(conn)
            .await?;
    let grants = rows.into_iter().map(|(role, scope, place)| {
        let scope = match scope.as_str() {
            "network" => Scope::Network,
            "region" => Scope::Region(parsed(RegionId::new(place).ok(), "grants.place")?),
            "shop" => Scope::Shop(parsed(ShopId::new(place).ok(), "grants.place")?),
            _ => return Err(StoreError::Damaged("grants.scope")),
        };
        Ok(Grant { role: from_word(role, "grants.role")?, scope })
    });
    grants.collect::<Result<_, _>>().map(Grants)
}

/// Lets somebody do this there; whether that is new.
pub async fn grant(conn: &mut Conn, id: &PersonId, grant: &Grant) -> Result<bool, StoreError> {
    let (scope, place) = columns(&grant.scope);
    let done = sql::query(
        "INSERT INTO grants (member, role, scope, place) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str())
    .bind(word(&grant.role))
    .bind(scope)
    .bind(place)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes it back; whether they had it.
pub async fn withdraw(conn: &mut Conn, id: &PersonId, grant: &Grant) -> Result<bool, StoreError> {
    let (scope, place) = columns(&grant.scope);
    let done = sql::query("DELETE FROM grants WHERE member = $1 AND role = $2 AND scope = $3 AND place = $4")
        .bind(id.as_str())
        .bind(word(&grant.role))
        .bind(scope)
        .bind(place)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

fn columns(scope: &Scope) -> (&'static str, &str) {
    match scope {
        Scope::Network => ("network", ""),
        Scope::Region(id) => ("region", id.as_str()),
        Scope::Shop(id) => ("shop", id.as_str()),
    }
}
