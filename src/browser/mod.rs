//! Thin doors to the browser: clock, random source, tasks, console, keys, network, address, storage manager.
//!
//! Nothing here knows of surveys; everything that a browser can do for us is asked here. Where that is
//! more than a line or two, the door is plain script of the same name beside it, which is a tenth of the code.

pub mod breakdowns;
pub mod clock;
pub mod file;
pub mod http;
pub mod keys;
pub mod link;
pub mod log;
pub mod manners;
pub mod page;
pub mod random;
pub mod secrets;
pub mod task;
pub mod timer;

use wasm_bindgen::JsValue;

/// What the browser would not do, in its own words; for staff and logs, never for customers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BrowserError(pub String);

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        let words = js_sys::Reflect::get(&value, &"message".into()).ok().and_then(|words| words.as_string());
        Self(words.unwrap_or_else(|| "the browser gave no reason".into()))
    }
}

/// The window of this page.
///
/// # Panics
/// Where there is none: the kiosk only runs in a page.
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the kiosk runs in a page")
}
