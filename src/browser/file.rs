//! Files that somebody takes along or brings.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/file.js")]
extern "C" {
    /// Remembers the file that a field holds; whether there was one.
    pub fn take(field: &JsValue) -> bool;
    /// The file that was chosen last.
    pub fn chosen() -> JsValue;
    /// Gives a file to the browser to be saved under this name.
    pub fn save(blob: &JsValue, name: &str);
}
