//! A file from head office: receipts and a configuration. The whole of it is verified before anything is believed.

use crate::courier::{hear, newer};
use crate::{Outside, Setting, Storage, StoreError, Tablet};
use handover_domain::moment;
use handover_domain::sync::Change;
use handover_domain::wire::{Config, Entry, FileFault, FileWhy, MAX_RECORDS, Reader, Receipt, Status, Type};

/// What a file has brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// Records that head office has, and that were pending here.
    pub stored: u64,
    /// Records that were set apart by it.
    pub quarantined: u64,
    /// The envelope of a newer configuration, to be taken up.
    pub config: Option<String>,
}

/// A file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// For what it is; at this line, where it is about one.
    #[error("line {0} of the file is refused: {1:?}")]
    File(u64, FileWhy),
    /// The database; what was noted so far is right, and the rest can be brought again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<FileFault> for Refused {
    fn from(fault: FileFault) -> Self {
        Self::File(fault.line(), fault.why())
    }
}

/// Brings a file in. Twice changes nothing.
pub async fn import<S: Storage, O: Outside>(
    storage: &S,
    outside: &O,
    tablet: &Tablet,
    file: &[u8],
) -> Result<Brought, Refused> {
    let (receipts, config) = verified(outside, tablet, file).await?;
    let mut brought = Brought { config, ..Brought::default() };
    for receipt in &receipts {
        settle(storage, receipt, &mut brought).await?;
    }
    for receipt in &receipts {
        if is_news(storage, receipt).await? {
            hear(storage, receipt).await?;
        }
    }
    Ok(brought)
}

/// Whether head office has said nothing since: what an old file says of all its records is no longer so.
async fn is_news<S: Storage>(storage: &S, receipt: &Receipt) -> Result<bool, StoreError> {
    let last = storage.setting(Setting::LastReceipt).await?;
    Ok(receipt.server_time.moment() >= last.and_then(|last| moment::parse(&last)))
}

/// The receipts and the newer configuration in a file, every line of which head office has signed.
async fn verified<O: Outside>(
    outside: &O,
    tablet: &Tablet,
    file: &[u8],
) -> Result<(Vec<Receipt>, Option<String>), Refused> {
    let mut reader = Reader::default();
    let mut receipts = Vec::new();
    let mut config = None;
    for bytes in file.strip_suffix(b"\n").unwrap_or(file).split(|byte| *byte == b'\n') {
        let line = reader.line(bytes, &[Type::Receipt, Type::Config])?;
        if !outside.verified(&tablet.signing_key, &line.opened).await {
            return Err(Refused::File(line.number, FileWhy::NotOurs));
        }
        match line.typ {
            Type::Receipt => receipts.push(
                Receipt::parse(&line.opened.payload)
                    .map_err(|_| Refused::File(line.number, FileWhy::Unreadable))?,
            ),
            Type::Config => {
                // What head office has of another tablet says nothing of this one, least of all that it lost something.
                if Config::parse(&line.opened.payload).is_ok_and(|read| read.device != tablet.device) {
                    return Err(Refused::File(line.number, FileWhy::OtherTablet));
                }
                config = newer(outside, tablet, bytes).await.or(config);
            }
            _ => {}
        }
    }
    reader.finish()?;
    Ok((receipts, config))
}

/// Holds a receipt against what is pending. Records go by their own id and hash, whatever batch they were in.
async fn settle<S: Storage>(storage: &S, receipt: &Receipt, brought: &mut Brought) -> Result<(), StoreError> {
    let mut after = 0;
    let mut left = receipt.results.len();
    while left > 0 {
        let page = storage.pending(after, MAX_RECORDS, usize::MAX).await?;
        // Places without a readable record are passed over like any other.
        let looked_at = page.kept.iter().map(|kept| kept.place).chain(page.broken.iter().copied()).max();
        let Some(last) = looked_at else { break };
        after = last;
        let mut changes = Vec::new();
        for kept in &page.kept {
            let said = |entry: &&Entry| (entry.id, entry.hash) == (kept.id, kept.hash);
            let Some(entry) = receipt.results.iter().find(said) else { continue };
            left -= 1;
            if entry.status.is_done() {
                changes.push((kept.place, Change::Stored));
                brought.stored += 1;
            } else if matches!(entry.status, Status::Conflict | Status::Rejected) {
                let reason = entry.reason.clone().unwrap_or_default();
                changes.push((kept.place, Change::Quarantined(reason)));
                brought.quarantined += 1;
            }
        }
        if !changes.is_empty() {
            storage.settle(&changes, receipt.server_time.as_str(), &[]).await?;
        }
    }
    Ok(())
}
