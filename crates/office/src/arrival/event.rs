//! What happened to a tablet, as a record tells it.

use super::content::content;
use crate::keys::Keys;
use handover_domain::record::{Core, EventPart, Happened, PartName, Record};

/// An event that was read.
#[derive(Debug, Clone)]
pub struct Event {
    /// The open head of its record.
    pub core: Core,
    /// What happened.
    pub part: EventPart,
}

/// Opens what a tablet says of itself.
pub(super) fn read(record: &Record, core: &Core, keys: &Keys) -> Result<Event, String> {
    let part = content(record, PartName::Event, keys).and_then(plausible)?;
    Ok(Event { core: core.clone(), part })
}

/// What is lost are places of a journal, which counts from 1; the database counts up to [`i64::MAX`].
fn plausible(part: EventPart) -> Result<EventPart, String> {
    let fits = |n: u64| i64::try_from(n).is_ok();
    match part.loss {
        None if part.happened == Happened::Loss => Err("it does not say what is lost".into()),
        Some(loss)
            if loss.from == 0 || loss.from > loss.through || !fits(loss.through) || !fits(loss.pending) =>
        {
            Err(format!("{}–{} are no places in a journal that could be lost", loss.from, loss.through))
        }
        _ => Ok(part),
    }
}
