//! A file from head office: receipts and a configuration. The whole of it is verified before anything is believed.

use crate::courier::{hear, keep_feed, newer};
use crate::{Outside, Setting, Storage, StoreError, Tablet};
use handover_domain::ids::KeyId;
use handover_domain::moment;
use handover_domain::sync::Change;
use handover_domain::wire::{Entry, FileFault, FileWhy, MAX_RECORDS, Outline, Reader, Receipt, Status, Type};

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
    let Verified { receipts, config, feed } = verified(outside, tablet, file).await?;
    let mut brought = Brought { config, ..Brought::default() };
    if let Some(feed) = feed {
        keep_feed(storage, outside, tablet, feed).await?;
    }
    for receipt in &receipts {
        settle(storage, receipt, &mut brought).await?;
    }
    // Each says what head office had when it took that batch. Of all that was acknowledged by now only the last one speaks.
    let last = receipts.iter().max_by_key(|receipt| receipt.server_time.moment());
    if let Some(receipt) = last
        && is_news(storage, receipt).await?
    {
        hear(storage, receipt).await?;
    }
    Ok(brought)
}

/// Whether head office has said nothing since: what an old file says of all its records is no longer so.
async fn is_news<S: Storage>(storage: &S, receipt: &Receipt) -> Result<bool, StoreError> {
    let last = storage.setting(Setting::LastReceipt).await?;
    Ok(receipt.server_time.moment() >= last.and_then(|last| moment::parse(&last)))
}

/// What may stand in a file from head office.
const MAY_STAND: &[Type] = &[Type::Receipt, Type::Config, Type::Feed];

fn lines(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    file.strip_suffix(b"\n").unwrap_or(file).split(|byte| *byte == b'\n')
}

/// Sets a tablet up that has no set-up yet, by the file that answers its wish: the configuration in it is made for this
/// tablet's key, and whoever signed it has signed the whole file. That key is pinned from then on.
pub async fn set_up<O: Outside>(outside: &O, file: &[u8]) -> Result<Brought, Refused> {
    let own = outside.public_key().await.map(|key| KeyId::of(&key));
    let mut reader = Reader::default();
    let mut read = Vec::new();
    let mut found = None;
    for bytes in lines(file) {
        let line = reader.line(bytes, MAY_STAND)?;
        if line.typ == Type::Config {
            let config = Outline::parse(&line.opened.payload)
                .map_err(|_| Refused::File(line.number, FileWhy::Unreadable))?;
            if own.is_none() || config.key != own {
                return Err(Refused::File(line.number, FileWhy::OtherTablet));
            }
            found = std::str::from_utf8(bytes).ok().map(|text| (config.signing_key, text.to_owned()));
        }
        read.push(line);
    }
    reader.finish()?;
    let Some((key, envelope)) = found else { return Err(Refused::File(1, FileWhy::Unreadable)) };
    for line in read {
        if !outside.verified(&key, &line.opened).await {
            return Err(Refused::File(line.number, FileWhy::NotOurs));
        }
    }
    Ok(Brought { config: Some(envelope), ..Brought::default() })
}

/// What a file holds, every line of which head office has signed.
#[derive(Default)]
struct Verified<'a> {
    receipts: Vec<Receipt>,
    /// The envelope of a newer configuration.
    config: Option<String>,
    feed: Option<&'a [u8]>,
}

async fn verified<'a, O: Outside>(
    outside: &O,
    tablet: &Tablet,
    file: &'a [u8],
) -> Result<Verified<'a>, Refused> {
    let mut reader = Reader::default();
    let Verified { mut receipts, mut config, mut feed } = Verified::default();
    for bytes in lines(file) {
        let line = reader.line(bytes, MAY_STAND)?;
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
                if Outline::parse(&line.opened.payload).is_ok_and(|read| read.device != tablet.device) {
                    return Err(Refused::File(line.number, FileWhy::OtherTablet));
                }
                config = newer(outside, tablet, bytes).await.or(config);
            }
            Type::Feed => feed = Some(bytes),
            _ => {}
        }
    }
    reader.finish()?;
    Ok(Verified { receipts, config, feed })
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
