//! Enrolled tablets.

use super::{Conn, StoreError, device_keys, from_word, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, KeyId, ShopId};
use handover_domain::record::Mode;

/// A tablet.
#[derive(Debug, Clone)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Its place in the order of enrolment, for people; the numbers of its complaints begin with it.
    pub number: u16,
    /// Its shop.
    pub shop: ShopId,
    /// Whether its records are meant to count.
    pub mode: Mode,
    /// The id of the key it was found by, else of the one it was enrolled with.
    pub key: KeyId,
    /// That P-256 public key.
    pub public_key: Vec<u8>,
    /// The kiosk's version when it was last heard of.
    pub app: String,
    /// When it was last heard of.
    pub seen_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

type Row = (String, i64, String, String, String, Vec<u8>, String, i64, Option<i64>);

fn device(row: Row) -> Result<Device, StoreError> {
    let (id, number, shop, mode, key, public_key, app, seen_at, revoked_at) = row;
    Ok(Device {
        id: parsed(id.parse().ok(), "devices.id")?,
        number: parsed(u16::try_from(number).ok(), "devices.number")?,
        shop: parsed(ShopId::new(shop).ok(), "devices.shop")?,
        mode: from_word(mode, "devices.mode")?,
        key: parsed(KeyId::new(key).ok(), "devices.key_id")?,
        public_key,
        app,
        seen_at,
        revoked_at,
    })
}

const ALL: &str = "SELECT id, number, shop, mode, key_id, public_key, app, seen_at, revoked_at
                   FROM devices ORDER BY number";
const BY_ID: &str = "SELECT id, number, shop, mode, key_id, public_key, app, seen_at, revoked_at
                     FROM devices WHERE id = $1";
const BY_NUMBER: &str = "SELECT id, number, shop, mode, key_id, public_key, app, seen_at, revoked_at
                         FROM devices WHERE number = $1";
const BY_KEY: &str =
    "SELECT d.id, d.number, d.shop, d.mode, k.key_id, k.public_key, d.app, d.seen_at, d.revoked_at
     FROM device_keys k JOIN devices d ON d.id = k.device WHERE k.key_id = $1 AND k.state = 'approved'";
const BY_NEWEST_KEY: &str =
    "SELECT d.id, d.number, d.shop, d.mode, k.key_id, k.public_key, d.app, d.seen_at, d.revoked_at
     FROM device_keys k JOIN devices d ON d.id = k.device WHERE d.id = $1 AND k.state = 'approved'
     ORDER BY k.approved_at DESC, k.key_id LIMIT 1";

/// Every tablet, in the order of enrolment.
pub async fn all(conn: &mut Conn) -> Result<Vec<Device>, StoreError> {
    let rows: Vec<Row> = sql::query_as(ALL).fetch_all(conn).await?;
    rows.into_iter().map(device).collect()
}

/// The tablet of this id.
pub async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<Device>, StoreError> {
    let row: Option<Row> = sql::query_as(BY_ID).bind(id).fetch_optional(conn).await?;
    row.map(device).transpose()
}

/// The tablet of this number.
pub async fn by_number(conn: &mut Conn, number: u16) -> Result<Option<Device>, StoreError> {
    let row: Option<Row> = sql::query_as(BY_NUMBER).bind(i64::from(number)).fetch_optional(conn).await?;
    row.map(device).transpose()
}

/// The tablet that signs with this key, if it may.
pub async fn by_key(conn: &mut Conn, key: &KeyId) -> Result<Option<Device>, StoreError> {
    let row: Option<Row> = sql::query_as(BY_KEY).bind(key.as_str()).fetch_optional(conn).await?;
    row.map(device).transpose()
}

/// The tablet of this id, by the key that was approved last.
pub async fn by_newest_key(conn: &mut Conn, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let row: Option<Row> = sql::query_as(BY_NEWEST_KEY).bind(id.to_string()).fetch_optional(conn).await?;
    row.map(device).transpose()
}

/// The number that the next tablet would get.
pub async fn next_number(conn: &mut Conn) -> Result<i64, StoreError> {
    let (number,): (i64,) =
        sql::query_as("SELECT COALESCE(MAX(number), 0) + 1 FROM devices").fetch_one(conn).await?;
    Ok(number)
}

/// Takes a tablet in.
pub async fn add(conn: &mut Conn, new: &Device) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO devices (id, number, shop, mode, key_id, public_key, app, enrolled_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(new.id.to_string())
    .bind(i64::from(new.number))
    .bind(new.shop.as_str())
    .bind(super::word(&new.mode))
    .bind(new.key.as_str())
    .bind(&new.public_key)
    .bind(&new.app)
    .bind(new.seen_at)
    .execute(&mut *conn)
    .await?;
    let key = device_keys::Key { id: &new.key, device: new.id, public: &new.public_key, app: &new.app };
    device_keys::approve_new(conn, &key, new.seen_at).await
}

/// Notes that a tablet was heard of.
pub async fn seen(conn: &mut Conn, id: DeviceId, app: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query("UPDATE devices SET seen_at = $2, app = $3 WHERE id = $1")
        .bind(id.to_string())
        .bind(now.timestamp_millis())
        .bind(app_label(app))
        .execute(conn)
        .await?;
    Ok(())
}

/// Revokes a tablet. What it sent stays.
pub async fn revoke(conn: &mut Conn, id: DeviceId, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query("UPDATE devices SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id.to_string())
        .bind(now.timestamp_millis())
        .execute(conn)
        .await?;
    Ok(())
}

/// What a tablet says its version is, fit for a list on a terminal.
pub fn app_label(app: &str) -> String {
    handover_domain::answer::clean(app, 40).chars().filter(|c| !c.is_control()).collect()
}
