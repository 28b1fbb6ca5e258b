//! The content of a part, as far as head office opens it on arrival.

use crate::keys::{Keys, Purpose};
use crate::terminal::line;
use handover_domain::answer::MAX_TEXT;
use handover_domain::record::{PartName, Record};
use serde::de::DeserializeOwned;

/// The content of a part that head office may open on arrival.
pub(super) fn content<T: DeserializeOwned>(
    record: &Record,
    name: PartName,
    keys: &Keys,
) -> Result<T, String> {
    let plain = keys
        .open_part(Purpose::Records, record, name)
        .ok_or_else(|| format!("there is no {name} part sealed for head office's key"))??;
    // The reason is printed by commands, and may quote what stands in the part.
    let unreadable = |e| line(&format!("the {name} part is not readable: {e}"), MAX_TEXT);
    serde_json::from_slice(&plain).map_err(unreadable)
}
