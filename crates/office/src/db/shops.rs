//! Shops, their advisors, and the version of everything that tablets are configured with.

use super::{Conn, StoreError, parsed, sql};
use handover_domain::brand::Brand;
use handover_domain::ids::{AdvisorId, ShopId};
use handover_domain::language::Text;
use handover_domain::wire::Advisor;
use std::collections::BTreeMap;

/// Says that tablets have something new to fetch.
pub async fn raise_config_version(conn: &mut Conn) -> Result<(), StoreError> {
    sql::query("UPDATE counters SET value = value + 1 WHERE name = 'config_version'").execute(conn).await?;
    Ok(())
}

/// The version of the newest configuration.
pub async fn config_version(conn: &mut Conn) -> Result<u64, StoreError> {
    let (value,): (i64,) =
        sql::query_as("SELECT value FROM counters WHERE name = 'config_version'").fetch_one(conn).await?;
    parsed(u64::try_from(value).ok(), "counters")
}

/// The names of a shop, if there is such a shop.
pub async fn names(conn: &mut Conn, shop: &ShopId) -> Result<Option<Text>, StoreError> {
    let row: Option<(String,)> = sql::query_as("SELECT names FROM shops WHERE id = $1")
        .bind(shop.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(|(names,)| parsed(serde_json::from_str(&names).ok(), "shops.names")).transpose()
}

/// Adds a shop or renames it; whether that changed anything.
pub async fn put(conn: &mut Conn, shop: &ShopId, new: &Text) -> Result<bool, StoreError> {
    if names(conn, shop).await?.as_ref() == Some(new) {
        return Ok(false);
    }
    let text = parsed(serde_json::to_string(new).ok(), "the names of a shop")?;
    sql::query(
        "INSERT INTO shops (id, names) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET names = excluded.names",
    )
    .bind(shop.as_str())
    .bind(text)
    .execute(&mut *conn)
    .await?;
    raise_config_version(conn).await?;
    Ok(true)
}

/// The looks of a shop, if there is such a shop.
pub async fn brand(conn: &mut Conn, shop: &ShopId) -> Result<Option<Brand>, StoreError> {
    let row: Option<(String,)> = sql::query_as("SELECT brand FROM shops WHERE id = $1")
        .bind(shop.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(|(brand,)| parsed(serde_json::from_str(&brand).ok(), "shops.brand")).transpose()
}

/// Gives a shop its looks.
pub async fn put_brand(conn: &mut Conn, shop: &ShopId, new: &Brand) -> Result<(), StoreError> {
    let text = parsed(serde_json::to_string(new).ok(), "the looks of a shop")?;
    sql::query("UPDATE shops SET brand = $2 WHERE id = $1")
        .bind(shop.as_str())
        .bind(text)
        .execute(&mut *conn)
        .await?;
    raise_config_version(conn).await
}

/// Adds an advisor or renames one; whether that changed anything.
pub async fn put_advisor(conn: &mut Conn, shop: &ShopId, advisor: &Advisor) -> Result<bool, StoreError> {
    let changed = sql::query(
        "INSERT INTO advisors (shop, id, name) VALUES ($1, $2, $3)
         ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name WHERE advisors.name <> excluded.name",
    )
    .bind(shop.as_str())
    .bind(advisor.id.as_str())
    .bind(&advisor.name)
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if changed > 0 {
        raise_config_version(conn).await?;
    }
    Ok(changed > 0)
}

/// The advisors of a shop.
pub async fn advisors(conn: &mut Conn, shop: &ShopId) -> Result<Vec<Advisor>, StoreError> {
    let rows: Vec<(String, String)> =
        sql::query_as("SELECT id, name FROM advisors WHERE shop = $1 ORDER BY id")
            .bind(shop.as_str())
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(id, name)| Ok(Advisor { id: parsed(AdvisorId::new(id).ok(), "advisors.id")?, name }))
        .collect()
}

/// The ids of all shops.
pub async fn ids(conn: &mut Conn) -> Result<Vec<ShopId>, StoreError> {
    let ids = all_names(conn).await?.into_keys().map(|id| parsed(ShopId::new(id).ok(), "shops.id"));
    ids.collect()
}

/// The names of every shop, for reports.
pub async fn all_names(conn: &mut Conn) -> Result<BTreeMap<String, Text>, StoreError> {
    let rows: Vec<(String, String)> = sql::query_as("SELECT id, names FROM shops").fetch_all(conn).await?;
    rows.into_iter()
        .map(|(id, names)| Ok((id, parsed(serde_json::from_str(&names).ok(), "shops.names")?)))
        .collect()
}

/// The name of every advisor by `(shop, id)`, for reports.
pub async fn all_advisors(conn: &mut Conn) -> Result<BTreeMap<(String, String), String>, StoreError> {
    let rows: Vec<(String, String, String)> =
        sql::query_as("SELECT shop, id, name FROM advisors").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(shop, id, name)| ((shop, id), name)).collect())
}
