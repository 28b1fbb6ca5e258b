//! Whether a batch is to be believed, whichever road it came by.

use crate::arrival::Arrival;
use crate::clock;
use crate::db::devices::Device;
use crate::office::Office;
use crate::refused::Refused;
use chrono::{DateTime, FixedOffset, Utc};
use handover_domain::ids::BatchId;
use handover_domain::wire::{Batch, Opened, Tip};

/// How a batch came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    /// Sent just now.
    Network,
    /// In a file, written some time ago.
    File,
}

/// A batch of which everything was checked.
pub struct Verified {
    /// The tablet that signed it.
    pub device: Device,
    /// Its id.
    pub batch_id: BatchId,
    /// What the tablet's clock said when it was made.
    pub sent_at: DateTime<FixedOffset>,
    /// The kiosk's version.
    pub app: String,
    /// How far the tablet's journal had come.
    pub head: Option<Tip>,
    /// Its records.
    pub arrivals: Vec<Arrival>,
}

/// Checks a batch of the tablet that signed it, record by record. One failure refuses the batch.
pub async fn verify(
    office: &Office,
    device: Device,
    opened: &Opened,
    road: Road,
    now: DateTime<Utc>,
) -> Result<Verified, Refused> {
    let Batch { batch_id, device: sender, sent_at, app, head, records, .. } = Batch::parse(&opened.payload)?;
    if sender != device.id {
        return Err(Refused::NotForThis);
    }
    let ahead = match road {
        Road::Network => clock::ahead(now, sent_at),
        Road::File => clock::ahead_at_least(now, sent_at),
    };
    office.keep_up(&records).await?;
    let arrivals = (1..)
        .zip(records)
        .map(|(place, record)| Arrival::check(place, record, &device, ahead, &office.keys))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Verified { device, batch_id, sent_at, app, head, arrivals })
}
