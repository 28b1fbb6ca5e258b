//! What the notes beside the records tell of every tablet's chain: cheap, where the audit reads every record.

use super::{Conn, StoreError, sql};
use serde::Serialize;
use std::collections::BTreeMap;

/// How a tablet's chain stands here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chain {
    /// Nothing of it is here.
    #[default]
    Empty,
    /// No place is missing, as far as it came.
    Whole,
    /// Places are missing.
    Gaps,
    /// The tablet told of records that it lost, and they are not here.
    Lost,
    /// Two records at one place, or under one id.
    Fork,
}

/// One life of a tablet's journal.
struct Epoch {
    id: String,
    contiguous: i64,
    highest: i64,
    held: i64,
    /// The highest place that the tablet ever spoke of.
    announced: i64,
}

impl Epoch {
    /// How it stands by itself.
    fn chain(&self) -> Chain {
        let has_gap = self.contiguous < self.highest;
        match self {
            epoch if epoch.held > epoch.highest - i64::from(has_gap) => Chain::Fork,
            _ if has_gap => Chain::Gaps,
            epoch if epoch.highest == 0 => Chain::Empty,
            _ => Chain::Whole,
        }
    }
}

/// Device, epoch, contiguous, highest, held, announced.
type EpochRow = (String, String, i64, i64, i64, i64);
/// Device, epoch, last place.
type LossRow = (String, String, i64);

/// How the chain of each tablet stands, by the tablet's id; a tablet that never sent anything is not among them.
pub async fn all(conn: &mut Conn) -> Result<BTreeMap<String, Chain>, StoreError> {
    let rows: Vec<EpochRow> = sql::query_as(EPOCHS).fetch_all(&mut *conn).await?;
    let mut journals: BTreeMap<String, Vec<Epoch>> = BTreeMap::new();
    for (device, id, contiguous, highest, held, announced) in rows {
        journals.entry(device).or_default().push(Epoch { id, contiguous, highest, held, announced });
    }
    let mut chains: BTreeMap<String, Chain> =
        journals.iter().map(|(device, epochs)| (device.clone(), together(epochs))).collect();
    let losses: Vec<LossRow> = sql::query_as(
        "SELECT device, lost_epoch, lost_through FROM device_events WHERE lost_epoch IS NOT NULL",
    )
    .fetch_all(&mut *conn)
    .await?;
    for (device, epoch, through) in losses {
        let here = journals.get(&device).and_then(|epochs| epochs.iter().find(|here| here.id == epoch));
        if here.is_none_or(|here| here.contiguous < through) {
            worsen(&mut chains, device, Chain::Lost);
        }
    }
    let forks: Vec<(String,)> = sql::query_as(FORKS).fetch_all(conn).await?;
    for (device,) in forks {
        worsen(&mut chains, device, Chain::Fork);
    }
    Ok(chains)
}

/// How a tablet's journals, the oldest first, stand together. What was announced of the last one may be on its way; an
/// earlier one has ended where it is.
fn together(epochs: &[Epoch]) -> Chain {
    let ended = epochs.split_last().map_or(&[][..], |(_, ended)| ended);
    let is_cut = ended.iter().any(|epoch| epoch.highest < epoch.announced);
    let chain = epochs.iter().map(Epoch::chain).max().unwrap_or_default();
    if is_cut { chain.max(Chain::Gaps) } else { chain }
}

fn worsen(chains: &mut BTreeMap<String, Chain>, device: String, to: Chain) {
    let chain = chains.entry(device).or_default();
    *chain = (*chain).max(to);
}

/// Every journal that was begun or announced.
const EPOCHS: &str = "
    SELECT j.device, j.epoch, j.contiguous, j.highest, j.held,
           COALESCE((SELECT MAX(a.seq) FROM announced a
                     WHERE a.shop = j.shop AND a.device = j.device AND a.epoch = j.epoch), 0)
    FROM (SELECT shop, device, epoch, first_at, contiguous, highest, held FROM epochs
          UNION ALL
          SELECT a.shop, a.device, a.epoch, MIN(a.heard_at), 0, 0, 0 FROM announced a
          WHERE NOT EXISTS (SELECT 1 FROM epochs e
                            WHERE e.shop = a.shop AND e.device = a.device AND e.epoch = a.epoch)
          GROUP BY a.shop, a.device, a.epoch) j
    ORDER BY j.device, j.first_at, j.epoch";
const FORKS: &str = "
    SELECT device FROM conflicts
    UNION
    SELECT one.device FROM announced one JOIN announced other
    ON other.shop = one.shop AND other.device = one.device AND other.epoch = one.epoch AND other.seq = one.seq
       AND other.hash <> one.hash";
