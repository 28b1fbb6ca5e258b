//! The records that receipt codes stand for, whatever their kind and whether they could be read.

use super::{Conn, StoreError, parsed, sql};
use handover_domain::hash::Hash;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{Header, Record};
use handover_domain::slip::Slip;

/// A record that a receipt code fits.
pub struct Fit {
    /// The number of its tablet.
    pub tablet: i64,
    /// Its shop.
    pub shop: ShopId,
    /// Its id.
    pub id: RecordId,
    /// Its header's text.
    pub header: String,
    /// Whether it is kept in conflict with another record of its id.
    pub in_conflict: bool,
}

/// Tablet, shop, id, hash, and the header or the whole record.
type Row = (i64, String, String, String, String);

fn fit((tablet, shop, id, _, header): Row, in_conflict: bool) -> Result<Fit, StoreError> {
    let shop = parsed(ShopId::new(shop).ok(), "records.shop")?;
    Ok(Fit { tablet, shop, id: parsed(id.parse().ok(), "records.id")?, header, in_conflict })
}

/// Every record that a code fits, those in conflict last.
pub async fn fits(conn: &mut Conn, slip: Slip) -> Result<Vec<Fit>, StoreError> {
    let fits = |hash: &str, seq| Hash::parse(hash).is_some_and(|hash| slip.fits(seq, &hash));
    let mut found = Vec::new();
    for row in in_custody(conn, slip.seq).await? {
        if fits(&row.3, slip.seq) {
            found.push(fit(row, false)?);
        }
    }
    for (tablet, shop, id, hash, whole) in in_conflict(conn).await? {
        let Ok(Record { header, .. }) = serde_json::from_str(&whole) else { continue };
        if Header::parse(&header).is_ok_and(|read| fits(&hash, read.core.seq)) {
            found.push(fit((tablet, shop, id, hash, header), true)?);
        }
    }
    Ok(found)
}

/// The records at this place in any journal.
async fn in_custody(conn: &mut Conn, seq: u64) -> Result<Vec<Row>, StoreError> {
    sql::query_as(
        "SELECT d.number, r.shop, r.id, r.hash, r.header FROM records r JOIN devices d ON d.id = r.device
         WHERE r.seq = $1 ORDER BY d.number, r.id",
    )
    .bind(i64::try_from(seq).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await
}

async fn in_conflict(conn: &mut Conn) -> Result<Vec<Row>, StoreError> {
    sql::query_as(
        "SELECT d.number, c.shop, c.id, c.hash, c.record FROM conflicts c JOIN devices d ON d.id = c.device
         ORDER BY d.number, c.id, c.hash",
    )
    .fetch_all(conn)
    .await
}
