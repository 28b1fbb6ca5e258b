//! Regions (小区), and which shop is in which.

use super::{Conn, StoreError, count, parsed, sql};
use handover_domain::ids::{RegionId, ShopId};
use handover_domain::language::Text;
use std::collections::BTreeMap;

/// The names of every region, by its id.
pub async fn all(conn: &mut Conn) -> Result<BTreeMap<String, Text>, StoreError> {
    let rows: Vec<(String, String)> = sql::query_as("SELECT id, names FROM regions").fetch_all(conn).await?;
    rows.into_iter()
        .map(|(id, names)| Ok((id, parsed(serde_json::from_str(&names).ok(), "regions.names")?)))
        .collect()
}

/// Whether there is such a region.
pub async fn is_known(conn: &mut Conn, region: &RegionId) -> Result<bool, StoreError> {
    let (n,): (i64,) = sql::query_as("SELECT COUNT(*) FROM regions WHERE id = $1")
        .bind(region.as_str())
        .fetch_one(conn)
        .await?;
    Ok(count(n) > 0)
}

/// Adds a region or renames it; whether that changed anything.
pub async fn put(conn: &mut Conn, region: &RegionId, names: &Text) -> Result<bool, StoreError> {
    let names = parsed(serde_json::to_string(names).ok(), "the names of a region")?;
    let done = sql::query(
        "INSERT INTO regions (id, names) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET names = excluded.names WHERE regions.names <> excluded.names",
    )
    .bind(region.as_str())
    .bind(names)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The region of every shop; `""` for none.
pub async fn of_shops(conn: &mut Conn) -> Result<BTreeMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = sql::query_as("SELECT id, region FROM shops").fetch_all(conn).await?;
    Ok(rows.into_iter().collect())
}

/// The region of a shop, where it is in one.
pub async fn of_shop(conn: &mut Conn, shop: &ShopId) -> Result<Option<RegionId>, StoreError> {
    let row: Option<(String,)> = sql::query_as("SELECT region FROM shops WHERE id = $1 AND region <> ''")
        .bind(shop.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(|(region,)| parsed(RegionId::new(region).ok(), "shops.region")).transpose()
}

/// Puts a shop into a region, or with `""` into none; whether that changed anything.
pub async fn put_shop(conn: &mut Conn, shop: &ShopId, region: &str) -> Result<bool, StoreError> {
    let done = sql::query("UPDATE shops SET region = $2 WHERE id = $1 AND region <> $2")
        .bind(shop.as_str())
        .bind(region)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}
