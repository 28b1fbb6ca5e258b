//! How far tablets said their journals had come: what they spoke of and cut off later is missed by it.

use super::{Conn, StoreError, count, parsed, sql};
use chrono::{DateTime, FixedOffset, Utc};
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, ShopId};
use handover_domain::wire::Tip;

/// A tablet's word about the end of one journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The last place.
    pub seq: u64,
    /// The hash of the record there.
    pub hash: Hash,
    /// When it was last said, by the tablet's clock, in milliseconds since 1970.
    pub said_at: i64,
    /// When it was last heard.
    pub heard_at: i64,
}

/// Notes how far a tablet says that its journal has come. Earlier words that were lower, and whose records are
/// here, have served; so an epoch rarely has more than one.
pub async fn note(
    conn: &mut Conn,
    shop: &ShopId,
    device: DeviceId,
    tip: &Tip,
    said_at: DateTime<FixedOffset>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // An empty journal has no end; no tablet counts beyond what the column holds.
    let Some(seq) = i64::try_from(tip.seq).ok().filter(|seq| *seq > 0) else { return Ok(()) };
    let (device, epoch) = (device.to_string(), tip.epoch.to_string());
    sql::query(
        "INSERT INTO announced (shop, device, epoch, seq, hash, said_at, heard_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (shop, device, epoch, seq, hash) DO UPDATE
         SET said_at = CASE WHEN announced.said_at < excluded.said_at THEN excluded.said_at ELSE announced.said_at END,
             heard_at = excluded.heard_at",
    )
    .bind(shop.as_str())
    .bind(&device)
    .bind(&epoch)
    .bind(seq)
    .bind(tip.hash.to_string())
    .bind(said_at.timestamp_millis())
    .bind(now.timestamp_millis())
    .execute(&mut *conn)
    .await?;
    sql::query(
        "DELETE FROM announced WHERE shop = $1 AND device = $2 AND epoch = $3 AND seq < $4 AND said_at <= $5
         AND EXISTS (SELECT 1 FROM records r WHERE r.shop = announced.shop AND r.device = announced.device
                     AND r.epoch = announced.epoch AND r.seq = announced.seq AND r.hash = announced.hash)",
    )
    .bind(shop.as_str())
    .bind(&device)
    .bind(&epoch)
    .bind(seq)
    .bind(said_at.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// Every word about one journal, the highest last.
pub async fn of(conn: &mut Conn, shop: &ShopId, device: &str, epoch: &str) -> Result<Vec<Word>, StoreError> {
    let rows: Vec<(i64, String, i64, i64)> = sql::query_as(
        "SELECT seq, hash, said_at, heard_at FROM announced
         WHERE shop = $1 AND device = $2 AND epoch = $3 ORDER BY seq, hash",
    )
    .bind(shop.as_str())
    .bind(device)
    .bind(epoch)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(seq, hash, said_at, heard_at)| {
            let hash = parsed(Hash::parse(&hash), "announced.hash")?;
            Ok(Word { seq: count(seq), hash, said_at, heard_at })
        })
        .collect()
}
