//! As much of `wasm-streams` as Leptos's server functions name, and nothing behind it.
//!
//! Leptos brings server functions along, and they bring `wasm-streams`, whose exported classes and all that hangs on
//! them no optimiser may remove: 5 KB of what a tablet has to load. The kiosk has no server functions (it speaks to
//! head office by `src/browser/http.rs`), so this crate takes its place (`[patch.crates-io]` in the root `Cargo.toml`).

use futures_util::future::{Ready, ready};
use futures_util::stream::{Once, Stream, once};
use wasm_bindgen::JsValue;

const ABSENT: &str = "the kiosk is built without streams; see crates/no-streams";

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes up the browser's object.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's object.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// One error, which says that there are no streams.
    pub fn into_stream(self) -> Once<Ready<Result<JsValue, JsValue>>> {
        once(ready(Err(JsValue::from_str(ABSENT))))
    }

    /// Not there.
    ///
    /// # Panics
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        panic!("{ABSENT}")
    }
}
