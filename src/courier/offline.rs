//! Whether the tablet starts without a network.

use crate::browser::BrowserError;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/courier/offline.js")]
extern "C" {
    #[wasm_bindgen(js_name = offline)]
    fn noted() -> Promise;
}

/// How ready it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offline {
    /// It was started from the copy of its files once, and all of them are there.
    Ready,
    /// They are there, and were not started from yet.
    Unproven,
    /// This file of the first copy could not be had.
    Missing(String),
    /// This file of a newer version could not be had; the version in use is whole.
    Older(String),
    /// The browser keeps no copy, or has not begun to.
    None,
}

/// How ready it is, and whether the newest version was given up because it did not start.
pub(super) async fn look() -> Result<(Offline, bool), BrowserError> {
    let noted: Array = JsFuture::from(noted()).await?.unchecked_into();
    let text = |at| noted.get(at).as_string().unwrap_or_default();
    let offline = match text(0).as_str() {
        "ready" => Offline::Ready,
        "unproven" => Offline::Unproven,
        "missing" => Offline::Missing(text(1)),
        "older" => Offline::Older(text(1)),
        _ => Offline::None,
    };
    Ok((offline, noted.get(2).is_truthy()))
}
