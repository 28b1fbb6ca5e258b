//! The keys that shops open their complaints with.

use super::{Conn, StoreError, parsed, shops, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::ShopId;
use handover_domain::wire::ShopKey;

/// Public key, salt, rounds, wrapped.
type Row = (Vec<u8>, Vec<u8>, i64, Vec<u8>);

/// The key of a shop, if it has one.
pub async fn of(conn: &mut Conn, shop: &ShopId) -> Result<Option<ShopKey>, StoreError> {
    let row: Option<Row> =
        sql::query_as("SELECT public_key, salt, rounds, wrapped FROM shop_keys WHERE shop = $1")
            .bind(shop.as_str())
            .fetch_optional(conn)
            .await?;
    row.map(|(public_key, salt, rounds, wrapped)| {
        let rounds = parsed(u32::try_from(rounds).ok(), "shop_keys.rounds")?;
        Ok(ShopKey { public_key, salt, rounds, wrapped })
    })
    .transpose()
}

/// Gives a shop its key, in place of one it had.
pub async fn put(
    conn: &mut Conn,
    shop: &ShopId,
    key: &ShopKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO shop_keys (shop, public_key, salt, rounds, wrapped, made_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (shop) DO UPDATE
         SET public_key = excluded.public_key, salt = excluded.salt, rounds = excluded.rounds,
             wrapped = excluded.wrapped, made_at = excluded.made_at",
    )
    .bind(shop.as_str())
    .bind(&key.public_key)
    .bind(&key.salt)
    .bind(i64::from(key.rounds))
    .bind(&key.wrapped)
    .bind(now.timestamp_millis())
    .execute(&mut *conn)
    .await?;
    shops::raise_config_version(conn).await
}
