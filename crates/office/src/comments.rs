//! What customers wrote in surveys, for whoever may read it.

use crate::clock;
use crate::db::records;
use crate::db::words::{self, Span};
use crate::keys::Purpose;
use crate::office::Office;
use crate::refused::Refused;
use crate::terminal::line;
use handover_domain::answer::MAX_TEXT;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{Core, Kind, Mode, PartName, Record, TextPart};

/// How many records are opened at a time.
const PAGE: usize = 200;

/// What was written in a survey.
pub struct Written {
    /// The day, as in reports.
    pub day: String,
    /// The shop.
    pub shop: ShopId,
    /// The survey's record.
    pub record: RecordId,
    /// The words, or why they cannot be read.
    pub text: Result<TextPart, String>,
}

/// Some of what was written, and where the next begins; nowhere where this was the end.
pub struct Page {
    /// In the order of days.
    pub written: Vec<Written>,
    /// The last that was looked at.
    pub next: Option<words::Key>,
}

/// Opens the next of what was written in a span. Who reads is on record, durably, before anything is read.
pub async fn open(office: &Office, span: &Span<'_>, by: &str) -> Result<Page, Refused> {
    let mut tx = office.store.read().await?;
    let readers = office.keys.ids(Purpose::Care);
    let keys = words::with_text(&mut tx, span, &readers, i64::try_from(PAGE).unwrap_or(i64::MAX)).await?;
    let next = keys.last().filter(|_| keys.len() == PAGE).cloned();
    let mut found = Vec::new();
    for key in keys {
        if let Some(kept) = records::load(&mut tx, &key.shop, key.record).await?
            && kept.record.check().is_ok_and(|header| is_meant(&header.core))
        {
            found.push((key, kept.record));
        }
    }
    drop(tx);
    if !found.is_empty() {
        let mut tx = office.store.write().await?;
        for (key, _) in &found {
            words::log_opening(&mut tx, &key.shop, key.record, PartName::Text, by, clock::now()).await?;
        }
        office.store.commit(tx).await?;
    }
    let written = found.into_iter().map(|(words::Key { day, shop, record }, kept)| {
        let text = read(office, &kept);
        Written { day, shop, record, text }
    });
    Ok(Page { written: written.collect(), next })
}

/// Complaints are opened one by one, by their number, by whoever has to answer them.
fn is_meant(core: &Core) -> bool {
    core.mode == Mode::Live && core.kind == Kind::Response
}

fn read(office: &Office, record: &Record) -> Result<TextPart, String> {
    let plain = office.keys.open_part(Purpose::Care, record, PartName::Text);
    let plain = plain.ok_or("there are no words for head office's keys")??;
    serde_json::from_slice(&plain).map_err(|e| line(&e.to_string(), MAX_TEXT))
}
