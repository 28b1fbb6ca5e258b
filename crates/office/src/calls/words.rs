//! What was said in a call and what is next: words about a customer, which customer care alone opens.

use super::Call;
use crate::db::keys::{all, current};
use crate::db::{Conn, StoreError};
use crate::keys::{Keys, Purpose};
use getrandom::SysRng;
use handover_domain::answer::{MAX_TEXT, clean};
use handover_domain::ids::{KeyId, RecordId, ShopId};
use handover_domain::rand_core::UnwrapErr;
use handover_domain::seal::{Recipient, SealError};
use serde::{Deserialize, Serialize};

/// The words of a call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// What is next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Words {
    /// As somebody typed them.
    pub fn typed(said: Option<&str>, next: Option<&str>) -> Self {
        let words = |typed: &str| Some(clean(typed, MAX_TEXT)).filter(|words| !words.is_empty());
        Self { said: said.and_then(words), next: next.and_then(words) }
    }
}

/// The same, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The care key that opens it.
    pub reader: KeyId,
    /// `enc ‖ ciphertext`, as parts of records are.
    pub bytes: Vec<u8>,
}

/// Words sealed for one call open for no other.
fn associated(shop: &ShopId, id: RecordId, reader: &KeyId) -> Vec<u8> {
    format!("call {id} of {shop} for {reader}").into_bytes()
}

/// Why words cannot be sealed.
#[derive(Debug, thiserror::Error)]
pub enum Unsealed {
    /// There is no key, or it is none.
    #[error("the care key cannot be sealed for: {0}")]
    Key(#[from] SealError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Seals words for the care key that is current.
pub async fn seal(
    conn: &mut Conn,
    shop: &ShopId,
    id: RecordId,
    words: &Words,
) -> Result<Option<Sealed>, Unsealed> {
    if *words == Words::default() {
        return Ok(None);
    }
    let known = all(conn).await?;
    let key = current(&known, Purpose::Care).ok_or(SealError::Key)?;
    let recipient = Recipient::new(&key.public)?;
    let plain = serde_json::to_vec(words).map_err(|_| SealError::Content)?;
    let prepared = recipient.prepare(&mut UnwrapErr(SysRng))?;
    let reader = recipient.id().clone();
    let bytes = prepared.seal(&associated(shop, id, &reader), &plain)?;
    Ok(Some(Sealed { reader, bytes }))
}

/// The words of a call, or why they cannot be read; none where there are none, or no more. Whoever shows them to somebody
/// has noted that before.
pub fn read(keys: &Keys, call: &Call) -> Option<Result<Words, String>> {
    let sealed = call.sealed.as_ref()?;
    let associated = associated(&call.shop, call.id, &sealed.reader);
    let Some(plain) = keys.open_sealed(Purpose::Care, &sealed.reader, &associated, &sealed.bytes) else {
        return Some(Err("not here for head office's key".into()));
    };
    let plain = plain.map_err(|error| format!("cannot be opened: {error}"));
    Some(plain.and_then(|plain| serde_json::from_slice(&plain).map_err(|_| "not readable".into())))
}
