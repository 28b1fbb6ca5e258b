//! One-time enrolment codes.

use super::{Conn, StoreError, from_word, parsed};
use chrono::{DateTime, Utc};
use handover_domain::ids::{DeviceId, ShopId};
use handover_domain::record::Mode;
use handover_domain::wire::EnrolCode;

/// A code.
pub struct Code {
    /// What is typed.
    pub typed: EnrolCode,
    /// The shop it enrols for.
    pub shop: ShopId,
    /// The mode the tablet begins in.
    pub mode: Mode,
    /// Until when, in milliseconds since 1970.
    pub expires_at: i64,
    /// The tablet that used it.
    pub device: Option<DeviceId>,
}

type Row = (String, String, String, i64, Option<String>);

fn code(row: Row) -> Result<Code, StoreError> {
    let (code, shop, mode, expires_at, device) = row;
    Ok(Code {
        typed: parsed(EnrolCode::parse(&code).ok(), "enrol_codes.code")?,
        shop: parsed(ShopId::new(shop).ok(), "enrol_codes.shop")?,
        mode: from_word(mode, "enrol_codes.mode")?,
        expires_at,
        device: device.map(|id| parsed(id.parse().ok(), "enrol_codes.device")).transpose()?,
    })
}

/// Keeps a new code.
pub async fn add(conn: &mut Conn, new: &Code) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO enrol_codes (code, shop, mode, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(new.typed.to_string())
        .bind(new.shop.as_str())
        .bind(super::word(&new.mode))
        .bind(new.expires_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// The code of this name, used and expired ones too.
pub async fn find(conn: &mut Conn, wanted: &EnrolCode) -> Result<Option<Code>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as("SELECT code, shop, mode, expires_at, device FROM enrol_codes WHERE code = $1")
            .bind(wanted.to_string())
            .fetch_optional(conn)
            .await?;
    row.map(code).transpose()
}

/// A code of this shop that can still be used.
pub async fn open(conn: &mut Conn, shop: &ShopId, now: DateTime<Utc>) -> Result<Option<Code>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT code, shop, mode, expires_at, device FROM enrol_codes
         WHERE shop = $1 AND device IS NULL AND expires_at > $2 ORDER BY expires_at DESC LIMIT 1",
    )
    .bind(shop.as_str())
    .bind(now.timestamp_millis())
    .fetch_optional(conn)
    .await?;
    row.map(code).transpose()
}

/// Notes which tablet used a code.
pub async fn used(conn: &mut Conn, code: &EnrolCode, device: DeviceId) -> Result<(), StoreError> {
    sqlx::query("UPDATE enrol_codes SET device = $2 WHERE code = $1")
        .bind(code.to_string())
        .bind(device.to_string())
        .execute(conn)
        .await?;
    Ok(())
}
