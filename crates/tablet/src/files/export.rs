//! Records as a file for head office: signed batches, line by line, and a signed end.

use crate::courier::batch;
use crate::{Outside, Storage, StoreError, Tablet, Trouble};
use chrono::NaiveDate;
use handover_domain::moment;
use handover_domain::record::Identity;
use handover_domain::wire::{MAX_PAYLOAD, MAX_RECORDS, Type, Writer};

/// Which records go into the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Those that head office has not acknowledged.
    Pending,
    /// All that were captured from this day on, as the tablet's clock said, acknowledged or not.
    Since(NaiveDate),
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exported {
    /// Lines before the last.
    pub batches: u64,
    /// Records in them.
    pub records: u64,
}

/// Why no file was made; the journal stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotExported {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tablet's key.
    #[error("the file cannot be signed: {0}")]
    Key(#[from] Trouble),
}

/// Writes the file piece by piece, so that a month of records is never in memory at once.
pub async fn export<S: Storage, O: Outside>(
    storage: &S,
    outside: &O,
    tablet: &Tablet,
    app: &str,
    span: Span,
    mut write: impl FnMut(&str),
) -> Result<Exported, NotExported> {
    let mut file = Writer::default();
    let mut exported = Exported::default();
    let mut after = 0;
    loop {
        let (last, records) = next(storage, span, after).await?;
        let Some(last) = last else { break };
        after = last;
        if records.is_empty() {
            continue;
        }
        exported.batches += 1;
        exported.records += records.len() as u64;
        let head = storage.head().await?;
        let (_, envelope) = batch(outside, tablet, app, head.as_ref(), records.into_iter()).await?;
        write(&file.line(&envelope));
    }
    let closing = outside.sign(Type::Closing, file.closing().to_json().as_bytes()).await?;
    write(&closing.to_json());
    write("\n");
    Ok(exported)
}

/// The next records and the last place that was looked at; none at the end.
async fn next<S: Storage>(
    storage: &S,
    span: Span,
    after: u32,
) -> Result<(Option<u32>, Vec<String>), StoreError> {
    match span {
        Span::Pending => {
            let page = storage.pending(after, MAX_RECORDS, MAX_PAYLOAD).await?;
            let last = page.kept.iter().map(|kept| kept.place).chain(page.broken).max();
            Ok((last, page.kept.into_iter().map(|kept| kept.text).collect()))
        }
        Span::Since(day) => {
            let records = storage.records(after, MAX_RECORDS, MAX_PAYLOAD).await?;
            let last = records.last().map(|(place, _)| *place);
            // One that does not say when it was captured is taken along.
            let within = |text: &String| {
                let captured =
                    Identity::of(text).and_then(|identity| moment::parse(identity.captured_at.as_str()));
                captured.is_none_or(|captured| captured.date_naive() >= day)
            };
            Ok((last, records.into_iter().map(|(_, text)| text).filter(within).collect()))
        }
    }
}
