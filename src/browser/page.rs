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

/// Loads the page anew.
pub fn reload() {
    // A page that cannot be reloaded stays as it is, and says why it is out of service.
    window().location().reload().ok();
}
