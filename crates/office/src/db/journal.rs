//! The journals as they lie here, for the audit.

use super::{Conn, StoreError, count, parsed, sql};
use handover_domain::hash::Hash;
use handover_domain::ids::{RecordId, ShopId};

/// One life of one tablet's journal.
#[derive(Debug, Clone)]
pub struct Journal {
    /// The shop.
    pub shop: ShopId,
    /// The tablet's number, or 0 where the tablet was removed.
    pub tablet: i64,
    /// The tablet's id.
    pub device: String,
    /// The epoch.
    pub epoch: String,
    /// When its first record arrived, in milliseconds since 1970.
    pub first_at: i64,
    /// The highest seq that was ever acknowledged; none where that note was removed.
    pub highest: Option<u64>,
    /// How many records were taken into custody; none where that note was removed.
    pub held: Option<u64>,
}

/// One record in it.
pub struct Entry {
    /// Its id.
    pub id: RecordId,
    /// Its place.
    pub seq: u64,
    /// The hash it was stored under.
    pub hash: Hash,
    /// Its header's text.
    pub header: String,
}

/// Shop, tablet, device, epoch, first heard of, highest, held.
type JournalRow = (String, i64, String, String, i64, Option<i64>, Option<i64>);

/// Every journal that was ever begun or announced, by tablet and age; also one whose note or tablet was removed.
pub async fn all(conn: &mut Conn) -> Result<Vec<Journal>, StoreError> {
    let rows: Vec<JournalRow> = sql::query_as(
        "SELECT j.shop, COALESCE(d.number, 0), j.device, j.epoch, j.first_at, j.highest, j.held FROM (
           SELECT shop, device, epoch, first_at, highest, held FROM epochs
           UNION ALL
           SELECT r.shop, r.device, r.epoch, MIN(r.received_at), NULL, NULL FROM records r
           WHERE NOT EXISTS (SELECT 1 FROM epochs e
                             WHERE e.shop = r.shop AND e.device = r.device AND e.epoch = r.epoch)
           GROUP BY r.shop, r.device, r.epoch
           UNION ALL
           SELECT a.shop, a.device, a.epoch, MIN(a.heard_at), 0, 0 FROM announced a
           WHERE NOT EXISTS (SELECT 1 FROM epochs e
                             WHERE e.shop = a.shop AND e.device = a.device AND e.epoch = a.epoch)
           AND NOT EXISTS (SELECT 1 FROM records r
                           WHERE r.shop = a.shop AND r.device = a.device AND r.epoch = a.epoch)
           GROUP BY a.shop, a.device, a.epoch) j
         LEFT JOIN devices d ON d.id = j.device ORDER BY 2, j.device, j.first_at, j.epoch",
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(shop, tablet, device, epoch, first_at, highest, held)| {
            let shop = parsed(ShopId::new(shop).ok(), "epochs.shop")?;
            let (highest, held) = (highest.map(count), held.map(count));
            Ok(Journal { shop, tablet, device, epoch, first_at, highest, held })
        })
        .collect()
}

/// Whether a record is at this place of a journal, and the highest place that was ever here.
pub async fn at(conn: &mut Conn, journal: &Journal, seq: u64) -> Result<(bool, u64), StoreError> {
    let (here, highest): (i64, i64) = sql::query_as(
        "SELECT COALESCE(SUM(CASE WHEN seq = $4 THEN 1 ELSE 0 END), 0), COALESCE(MAX(seq), 0) FROM records
         WHERE shop = $1 AND device = $2 AND epoch = $3",
    )
    .bind(journal.shop.as_str())
    .bind(&journal.device)
    .bind(&journal.epoch)
    .bind(i64::try_from(seq).unwrap_or(i64::MAX))
    .fetch_one(conn)
    .await?;
    Ok((here > 0, count(highest).max(journal.highest.unwrap_or(0))))
}

type Row = (String, i64, String, String);

fn entry((id, seq, hash, header): Row) -> Result<Entry, StoreError> {
    let id = parsed(id.parse().ok(), "records.id")?;
    Ok(Entry { id, seq: count(seq), hash: parsed(Hash::parse(&hash), "records.hash")?, header })
}

/// The records of a journal, in its order.
pub async fn entries(conn: &mut Conn, journal: &Journal) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, seq, hash, header FROM records WHERE shop = $1 AND device = $2 AND epoch = $3
         ORDER BY seq, id",
    )
    .bind(journal.shop.as_str())
    .bind(&journal.device)
    .bind(&journal.epoch)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(entry).collect()
}

/// Ids under which more than one record arrived: `(tablet, id, hash)`.
pub async fn conflicts(conn: &mut Conn) -> Result<Vec<(i64, String, String)>, StoreError> {
    sql::query_as(
        "SELECT d.number, c.id, c.hash FROM conflicts c JOIN devices d ON d.id = c.device
         ORDER BY d.number, c.id, c.hash",
    )
    .fetch_all(conn)
    .await
}
