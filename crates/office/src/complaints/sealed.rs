//! A record's parts, and what head office's keys make of them.

use crate::db::records::Kept;
use crate::db::{Conn, StoreError, erased};
use crate::keys::{Keys, Purpose};
use crate::terminal::line;
use handover_domain::answer::MAX_TEXT;
use handover_domain::record::{Header, PartName};
use serde::de::DeserializeOwned;

/// The parts of a record.
pub struct Sealed<'a> {
    keys: &'a Keys,
    kept: &'a Kept,
    header: &'a Header,
    /// The names of those that were erased.
    erased: Vec<String>,
}

impl<'a> Sealed<'a> {
    /// Those of this record.
    pub async fn of(
        conn: &mut Conn,
        keys: &'a Keys,
        kept: &'a Kept,
        header: &'a Header,
    ) -> Result<Self, StoreError> {
        let erased = erased::parts(conn, &header.core.shop, header.core.id).await?;
        Ok(Self { keys, kept, header, erased })
    }

    /// What a part says, or why it says nothing.
    pub fn open<T: DeserializeOwned>(&self, name: PartName, purpose: Purpose) -> Result<T, String> {
        let Some(plain) = self.keys.open_part(purpose, &self.kept.record, name) else {
            return Err(match self.header.parts.iter().any(|part| part.name == name) {
                _ if self.erased.contains(&name.to_string()) => "erased",
                true => "not here for head office's key",
                false => "none",
            }
            .into());
        };
        let plain = plain.map_err(|e| format!("cannot be opened: {e}"))?;
        serde_json::from_slice(&plain)
            .map_err(|e| format!("not readable: {}", line(&e.to_string(), MAX_TEXT)))
    }
}
