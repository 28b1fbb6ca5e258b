//! What people know by heart, by `WebCrypto`: PINs, and the six words that open a shop's key.

use super::BrowserError;
use handover_domain::wire::{ShopKey, Stretched};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/secrets.js")]
extern "C" {
    fn stretched(secret: &str, salt: &[u8], rounds: u32) -> Promise;
    fn unwrapped(secret: &str, salt: &[u8], rounds: u32, wrapped: &[u8]) -> Promise;
}

/// Whether this PIN is the one.
pub async fn is_pin(pin: &Stretched, typed: &str) -> Result<bool, BrowserError> {
    let came_out = JsFuture::from(stretched(typed, &pin.salt, pin.rounds)).await?;
    Ok(Uint8Array::new(&came_out).to_vec() == pin.hash)
}

/// The private half of a shop's key; `None` where the words are others.
pub async fn open(key: &ShopKey, words: &str) -> Result<Option<Vec<u8>>, BrowserError> {
    let found = JsFuture::from(unwrapped(words, &key.salt, key.rounds, &key.wrapped)).await?;
    Ok((!found.is_undefined()).then(|| Uint8Array::new(&found).to_vec()))
}
