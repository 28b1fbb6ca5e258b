//! What the page may do here: secure context, durable storage, being told of changes.

use super::{BrowserError, window};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = persist)]
    fn persisted() -> Promise;
    fn returned(act: &JsValue);
    fn called(name: &str, act: &JsValue);
    #[wasm_bindgen(js_name = weigh)]
    fn weighed(cache: &str) -> Promise;
}

/// Keys, storage and hashing need HTTPS, or this very machine.
pub fn is_secure() -> bool {
    window().is_secure_context()
}

/// Asks the browser to keep our storage, and says whether it promised.
pub async fn persist() -> Result<bool, BrowserError> {
    Ok(JsFuture::from(persisted()).await?.is_truthy())
}

/// Calls back when the network came, or the page came into view.
pub fn on_return(act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    returned(act.as_ref());
    // The page listens as long as it lives.
    act.forget();
}

/// Calls back when somebody asks for the part of the page with this name, `#staff`.
pub fn on_call(name: &str, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    called(name, act.as_ref());
    act.forget();
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use.
    pub used: u64,
    /// Bytes there may be.
    pub quota: u64,
    /// Whether anything lies in the cache that keeps some of it back.
    pub kept_back: bool,
    /// Whether the browser promises to keep what is stored.
    pub persistent: bool,
}

/// How much room there is; `cache` is the one that keeps some of it back.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes are whole")]
pub async fn weigh(cache: &str) -> Result<Room, BrowserError> {
    let found: js_sys::Array = JsFuture::from(weighed(cache)).await?.unchecked_into();
    let bytes = |at| found.get(at).as_f64().unwrap_or(0.0) as u64;
    let is = |at| found.get(at).is_truthy();
    Ok(Room { used: bytes(0), quota: bytes(1), kept_back: is(2), persistent: is(3) })
}

/// Loads the page anew.
pub fn reload() {
    // A page that cannot be reloaded stays as it is, and says why it is out of service.
    window().location().reload().ok();
}
