//! The witness: a second place that knows how far the journal had come, so that a journal that came back
//! short is found. Written after the transaction is complete, to Cache Storage and to `localStorage`.

use crate::browser::BrowserError;
use gloo_storage::{LocalStorage, Storage};
use handover_domain::ids::Epoch;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/store/witness.js")]
extern "C" {
    #[wasm_bindgen(js_name = keep)]
    fn cached(name: &str, address: &str, text: &str) -> Promise;
}

const NAME: &str = "handover-witness";
/// A name within the cache; nothing is ever fetched from it.
const ADDRESS: &str = "/witness.json";

/// How far the journal had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The life of the journal.
    pub epoch: Epoch,
    /// The highest seq that was written.
    pub seq: u64,
    /// How many records were pending.
    pub pending: u64,
}

/// Keeps the witness in both places. A record is safe without it, so a failure is reported, not fatal.
pub async fn keep(witness: &Witness) -> Result<(), BrowserError> {
    let Witness { epoch, seq, pending } = witness;
    let text = format!(r#"{{"epoch":"{epoch}","seq":{seq},"pending":{pending}}}"#);
    let local = LocalStorage::raw().set_item(NAME, &text);
    // What goes wrong in one place does not keep it from the other.
    JsFuture::from(cached(NAME, ADDRESS, &text)).await?;
    Ok(local?)
}
