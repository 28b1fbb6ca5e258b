//! The keys that sign for a tablet, and those that somebody asked to let sign.

use super::{Conn, StoreError, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, KeyId};
use std::collections::BTreeMap;

/// The most keys of one tablet that wait at a time: whoever knows a tablet's id may ask, and shall not fill the
/// database.
const WAITING: i64 = 4;

/// A key, and what it is said to belong to.
pub struct Key<'a> {
    /// Its id.
    pub id: &'a KeyId,
    /// The tablet.
    pub device: DeviceId,
    /// The P-256 public key.
    pub public: &'a [u8],
    /// The kiosk's version, fit for a terminal.
    pub app: &'a str,
}

/// Lets a key sign for a tablet that was enrolled with it just now; a wish of the same key is over.
pub async fn approve_new(conn: &mut Conn, key: &Key<'_>, now: i64) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO device_keys (key_id, device, public_key, state, app, asked_at, approved_at)
         VALUES ($1, $2, $3, 'approved', $4, $5, $5)
         ON CONFLICT (key_id) DO UPDATE
         SET device = excluded.device, public_key = excluded.public_key, state = 'approved',
             app = excluded.app, asked_at = excluded.asked_at, approved_at = excluded.approved_at",
    )
    .bind(key.id.as_str())
    .bind(key.device.to_string())
    .bind(key.public)
    .bind(key.app)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether this wish is noted already.
pub async fn is_asked(conn: &mut Conn, key: &Key<'_>) -> Result<bool, StoreError> {
    let row: Option<(Vec<u8>,)> = sql::query_as(
        "SELECT public_key FROM device_keys WHERE key_id = $1 AND device = $2 AND state = 'asked'",
    )
    .bind(key.id.as_str())
    .bind(key.device.to_string())
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some_and(|(public,)| public == key.public))
}

/// Notes a wish. Of too many that wait for one tablet the oldest goes; it will ask again.
pub async fn ask(conn: &mut Conn, key: &Key<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO device_keys (key_id, device, public_key, state, app, asked_at)
         VALUES ($1, $2, $3, 'asked', $4, $5)
         ON CONFLICT (key_id) DO UPDATE
         SET device = excluded.device, public_key = excluded.public_key, app = excluded.app,
             asked_at = excluded.asked_at
         WHERE device_keys.state = 'asked'",
    )
    .bind(key.id.as_str())
    .bind(key.device.to_string())
    .bind(key.public)
    .bind(key.app)
    .bind(now.timestamp_millis())
    .execute(&mut *conn)
    .await?;
    sql::query(
        "DELETE FROM device_keys WHERE device = $1 AND state = 'asked' AND key_id NOT IN
           (SELECT key_id FROM device_keys WHERE device = $1 AND state = 'asked'
            ORDER BY asked_at DESC, key_id LIMIT $2)",
    )
    .bind(key.device.to_string())
    .bind(WAITING)
    .execute(conn)
    .await?;
    Ok(())
}

/// A key that waits, or that was approved.
pub struct Wish {
    /// The key's id.
    pub key: KeyId,
    /// Its tablet's number.
    pub tablet: i64,
    /// Its tablet's shop.
    pub shop: String,
    /// The kiosk's version.
    pub app: String,
    /// When it was first asked, in milliseconds since 1970.
    pub asked_at: i64,
    /// Whether it signs already.
    pub approved: bool,
    /// Whether its tablet was revoked.
    pub revoked: bool,
}

type Row = (String, i64, String, String, i64, bool, bool);

fn wish((key, tablet, shop, app, asked_at, approved, revoked): Row) -> Result<Wish, StoreError> {
    let key = parsed(KeyId::new(key).ok(), "device_keys.key_id")?;
    Ok(Wish { key, tablet, shop, app, asked_at, approved, revoked })
}

/// The keys that wait, the oldest wish first.
pub async fn waiting(conn: &mut Conn) -> Result<Vec<Wish>, StoreError> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT k.key_id, d.number, d.shop, k.app, k.asked_at, FALSE, d.revoked_at IS NOT NULL
         FROM device_keys k JOIN devices d ON d.id = k.device
         WHERE k.state = 'asked' ORDER BY k.asked_at, k.key_id",
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(wish).collect()
}

/// How many keys wait, by the id of their tablet.
pub async fn counted(conn: &mut Conn) -> Result<BTreeMap<String, i64>, StoreError> {
    let rows: Vec<(String, i64)> =
        sql::query_as("SELECT device, COUNT(*) FROM device_keys WHERE state = 'asked' GROUP BY device")
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().collect())
}

/// The key of this id, whatever its state.
pub async fn find(conn: &mut Conn, key: &KeyId) -> Result<Option<Wish>, StoreError> {
    let row: Option<Row> = sql::query_as(
        "SELECT k.key_id, d.number, d.shop, k.app, k.asked_at, k.state = 'approved', d.revoked_at IS NOT NULL
         FROM device_keys k JOIN devices d ON d.id = k.device WHERE k.key_id = $1",
    )
    .bind(key.as_str())
    .fetch_optional(conn)
    .await?;
    row.map(wish).transpose()
}

/// Lets a key that waits sign for its tablet.
pub async fn approve(conn: &mut Conn, key: &KeyId, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query(
        "UPDATE device_keys SET state = 'approved', approved_at = $2 WHERE key_id = $1 AND state = 'asked'",
    )
    .bind(key.as_str())
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}
