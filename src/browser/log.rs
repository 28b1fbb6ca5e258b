//! The console, where staff's helpers look.

use std::fmt::Display;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn warned(line: &str);
}

/// Says what went wrong, and why.
pub fn warn(what: &str, why: &dyn Display) {
    warned(&format!("{what}: {why}"));
}
