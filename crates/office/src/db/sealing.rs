//! Which keys tablets seal for, as what they last sent says.

use super::{Conn, StoreError, count, sql};
use handover_domain::ids::KeyId;
use handover_domain::record::Header;
use std::collections::{BTreeMap, BTreeSet};

/// How many of a tablet's last records are looked at: most have answers, and one in some has words.
const LAST: i64 = 50;

/// A tablet that may still send.
#[derive(Debug)]
pub struct Sealing {
    /// Its number.
    pub number: u64,
    /// When it was enrolled, in milliseconds since 1970: it seals for no key that was replaced before.
    pub enrolled_at: i64,
    /// The keys that its last records are sealed for.
    pub keys: BTreeSet<KeyId>,
    /// Whether a place of its journals is missing, of which nobody knows what it is sealed for.
    pub has_gaps: bool,
}

/// Device, shop, epoch, first heard of, contiguous, highest.
type EpochRow = (String, String, String, i64, i64, i64);

/// Every tablet that was not revoked, by number.
pub async fn all(conn: &mut Conn) -> Result<Vec<Sealing>, StoreError> {
    let tablets: Vec<(String, i64, i64)> =
        sql::query_as("SELECT id, number, enrolled_at FROM devices WHERE revoked_at IS NULL ORDER BY number")
            .fetch_all(&mut *conn)
            .await?;
    let epochs: Vec<EpochRow> = sql::query_as(
        "SELECT device, shop, epoch, first_at, contiguous, highest FROM epochs ORDER BY first_at, epoch",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut journals: BTreeMap<String, Vec<EpochRow>> = BTreeMap::new();
    for row in epochs {
        journals.entry(row.0.clone()).or_default().push(row);
    }
    let mut all = Vec::with_capacity(tablets.len());
    for (device, number, enrolled_at) in tablets {
        let epochs = journals.get(&device).map_or(&[][..], Vec::as_slice);
        let has_gaps = epochs.iter().any(|(.., contiguous, highest)| contiguous < highest);
        let keys = match epochs.last() {
            Some((_, shop, epoch, ..)) => last(conn, shop, &device, epoch).await?,
            None => BTreeSet::new(),
        };
        all.push(Sealing { number: count(number), enrolled_at, keys, has_gaps });
    }
    Ok(all)
}

/// The keys that the last records of a journal are sealed for: for each part the one of the latest record that has it.
async fn last(conn: &mut Conn, shop: &str, device: &str, epoch: &str) -> Result<BTreeSet<KeyId>, StoreError> {
    let rows: Vec<(String,)> = sql::query_as(
        "SELECT header FROM records WHERE shop = $1 AND device = $2 AND epoch = $3 ORDER BY seq DESC LIMIT $4",
    )
    .bind(shop)
    .bind(device)
    .bind(epoch)
    .bind(LAST)
    .fetch_all(conn)
    .await?;
    let mut keys = BTreeSet::new();
    for (header,) in rows {
        // The audit tells of one that cannot be read; here it proves nothing.
        let Ok(header) = Header::parse(&header) else { continue };
        keys.extend(header.parts.into_iter().map(|part| part.key));
    }
    Ok(keys)
}
