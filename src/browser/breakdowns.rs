//! Breakdowns: where a program stopped.

use std::panic::PanicHookInfo;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/breakdowns.js")]
extern "C" {
    fn broken(place: &str);
    /// Where it broke down, as far as the journal was not told.
    pub fn untold() -> String;
    /// The journal was told of all.
    pub fn told();
}

/// A panic ends the program: the page shows a calm screen and begins anew, or starts another courier, and then tells the
/// journal of it.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        broken(&place.unwrap_or_else(|| "?".into()));
    }));
}
