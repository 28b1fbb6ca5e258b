//! One-time enrolment codes.

use super::{Conn, StoreError, from_word, parsed, sql};
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
    /// The tablet that comes back with it; none where it makes a new one.
    pub tablet: Option<DeviceId>,
    /// The tablet that used it.
    pub device: Option<DeviceId>,
}

type Row = (String, String, String, i64, Option<String>, Option<String>);

fn code(row: Row) -> Result<Code, StoreError> {
    let (code, shop, mode, expires_at, tablet, device) = row;
    let id = |id: Option<String>, what| id.map(|id| parsed(id.parse().ok(), what)).transpose();
    Ok(Code {
        typed: parsed(EnrolCode::parse(&code).ok(), "enrol_codes.code")?,
        shop: parsed(ShopId::new(shop).ok(), "enrol_codes.shop")?,
        mode: from_word(mode, "enrol_codes.mode")?,
        expires_at,
        tablet: id(tablet, "enrol_codes.tablet")?,
        device: id(device, "enrol_codes.device")?,
    })
}

/// Keeps a new code.
pub async fn add(conn: &mut Conn, new: &Code) -> Result<(), StoreError> {
    sql::query("INSERT INTO enrol_codes (code, shop, mode, expires_at, tablet) VALUES ($1, $2, $3, $4, $5)")
        .bind(new.typed.to_string())
        .bind(new.shop.as_str())
        .bind(super::word(&new.mode))
        .bind(new.expires_at)
        .bind(new.tablet.map(|tablet| tablet.to_string()))
        .execute(conn)
        .await?;
    Ok(())
}

/// The code of this name, used and expired ones too.
pub async fn find(conn: &mut Conn, wanted: &EnrolCode) -> Result<Option<Code>, StoreError> {
    let row: Option<Row> =
        sql::query_as("SELECT code, shop, mode, expires_at, tablet, device FROM enrol_codes WHERE code = $1")
            .bind(wanted.to_string())
            .fetch_optional(conn)
            .await?;
    row.map(code).transpose()
}

/// A code that makes a new tablet of this shop and can still be used.
pub async fn open(conn: &mut Conn, shop: &ShopId, now: DateTime<Utc>) -> Result<Option<Code>, StoreError> {
    let row: Option<Row> = sql::query_as(
        "SELECT code, shop, mode, expires_at, tablet, device FROM enrol_codes
         WHERE shop = $1 AND tablet IS NULL AND device IS NULL AND expires_at > $2 ORDER BY expires_at DESC LIMIT 1",
    )
    .bind(shop.as_str())
    .bind(now.timestamp_millis())
    .fetch_optional(conn)
    .await?;
    row.map(code).transpose()
}

/// Notes which tablet used a code.
pub async fn used(conn: &mut Conn, code: &EnrolCode, device: DeviceId) -> Result<(), StoreError> {
    sql::query("UPDATE enrol_codes SET device = $2 WHERE code = $1")
        .bind(code.to_string())
        .bind(device.to_string())
        .execute(conn)
        .await?;
    Ok(())
}
