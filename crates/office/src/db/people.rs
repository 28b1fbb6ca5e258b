//! Who works with a shop's tablets.

use super::{Conn, StoreError, from_word, parsed, shops, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::{PersonId, ShopId};
use handover_domain::wire::{Person, Stretched};
use std::collections::BTreeMap;

/// Somebody, and whether they still work there.
pub struct Known {
    /// Who.
    pub person: Person,
    /// When they were removed, in milliseconds since 1970.
    pub removed_at: Option<i64>,
}

type Row = (String, String, String, Vec<u8>, i64, Vec<u8>, Option<i64>);

fn known((id, name, role, salt, rounds, hash, removed_at): Row) -> Result<Known, StoreError> {
    let rounds = parsed(u32::try_from(rounds).ok(), "people.rounds")?;
    let person = Person {
        id: parsed(PersonId::new(id).ok(), "people.id")?,
        name,
        role: from_word(role, "people.role")?,
        pin: Stretched { salt, rounds, hash },
    };
    Ok(Known { person, removed_at })
}

/// Everybody who works at a shop or did so.
pub async fn all(conn: &mut Conn, shop: &ShopId) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, name, role, salt, rounds, hash, removed_at FROM people WHERE shop = $1 ORDER BY id",
    )
    .bind(shop.as_str())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(known).collect()
}

/// Those who still work there.
pub async fn working(conn: &mut Conn, shop: &ShopId) -> Result<Vec<Person>, StoreError> {
    let all = all(conn, shop).await?;
    Ok(all.into_iter().filter(|known| known.removed_at.is_none()).map(|known| known.person).collect())
}

/// What everybody of a shop is called, by id.
pub async fn names(conn: &mut Conn, shop: &ShopId) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let all = all(conn, shop).await?;
    Ok(all.into_iter().map(|known| (known.person.id, known.person.name)).collect())
}

/// The one of this id.
pub async fn find(conn: &mut Conn, shop: &ShopId, id: &PersonId) -> Result<Option<Known>, StoreError> {
    Ok(all(conn, shop).await?.into_iter().find(|known| known.person.id == *id))
}

/// Writes somebody down as they are now; whoever was removed works there again.
pub async fn put(conn: &mut Conn, shop: &ShopId, person: &Person) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO people (shop, id, name, role, salt, rounds, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (shop, id) DO UPDATE
         SET name = excluded.name, role = excluded.role, salt = excluded.salt, rounds = excluded.rounds,
             hash = excluded.hash, removed_at = NULL",
    )
    .bind(shop.as_str())
    .bind(person.id.as_str())
    .bind(&person.name)
    .bind(person.role.word())
    .bind(&person.pin.salt)
    .bind(i64::from(person.pin.rounds))
    .bind(&person.pin.hash)
    .execute(&mut *conn)
    .await?;
    shops::raise_config_version(conn).await
}

/// Notes that somebody works there no more.
pub async fn remove(
    conn: &mut Conn,
    shop: &ShopId,
    id: &PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query("UPDATE people SET removed_at = $3 WHERE shop = $1 AND id = $2 AND removed_at IS NULL")
        .bind(shop.as_str())
        .bind(id.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut *conn)
        .await?;
    shops::raise_config_version(conn).await
}
