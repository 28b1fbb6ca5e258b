//! What the page may do here: secure context, durable storage, being told of changes.

use super::{BrowserError, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Keys, storage and hashing need HTTPS, or this very machine.
pub fn is_secure() -> bool {
    window().is_secure_context()
}

/// Asks the browser to keep our storage, and says whether it promised.
pub async fn persist() -> Result<bool, BrowserError> {
    let storage = window().navigator().storage();
    Ok(JsFuture::from(storage.persist()?).await?.is_truthy())
}

/// Calls back when the network came, or the page came into view.
pub fn on_return(act: impl Fn() + 'static) -> Result<(), BrowserError> {
    let act = Closure::<dyn Fn(JsValue)>::new(move |_| act());
    let listener = act.as_ref().unchecked_ref();
    window().add_event_listener_with_callback("online", listener)?;
    if let Some(document) = window().document() {
        document.add_event_listener_with_callback("visibilitychange", listener)?;
    }
    // The page listens as long as it lives.
    act.forget();
    Ok(())
}

/// Loads the page anew.
pub fn reload() {
    // A page that cannot be reloaded stays as it is, and says why it is out of service.
    window().location().reload().ok();
}
