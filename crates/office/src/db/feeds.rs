//! How often what a shop's tablets are told of each other has changed.

use super::{Conn, StoreError, count, sql};
use handover_domain::ids::ShopId;

/// How many changes there were.
pub async fn changes(conn: &mut Conn, shop: &ShopId) -> Result<u64, StoreError> {
    let row: Option<(i64,)> = sql::query_as("SELECT changes FROM feeds WHERE shop = $1")
        .bind(shop.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(row.map_or(0, |(changes,)| count(changes)))
}

/// Says that a shop's tablets have something new to fetch.
pub async fn changed(conn: &mut Conn, shop: &ShopId) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO feeds (shop, changes) VALUES ($1, 1)
         ON CONFLICT (shop) DO UPDATE SET changes = feeds.changes + 1",
    )
    .bind(shop.as_str())
    .execute(conn)
    .await?;
    Ok(())
}
