//! The courier's side of the messages between its thread and the page's.

use super::qr;
use crate::browser::timer::Nudge;
use crate::sync::word;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/courier/desk.js")]
extern "C" {
    #[wasm_bindgen(js_name = attend)]
    fn attended(act: &JsValue);
    #[wasm_bindgen(js_name = next)]
    fn taken() -> JsValue;
    #[wasm_bindgen(js_name = tell)]
    fn told(word: &str, first: &JsValue, second: &JsValue);
    /// Puts a piece into the file that is being written.
    pub(super) fn piece(text: &str);
    /// The file of all pieces since the last one.
    pub(super) fn file() -> JsValue;
    /// What a file holds, where it is no larger than this.
    pub(super) fn read(file: &JsValue, most: u32) -> Promise;
}

/// Takes messages from now on; each wakes whoever waits, unless it is one that takes no time.
pub(super) fn attend(nudge: Nudge) {
    let act = Closure::<dyn Fn(String, JsValue) -> bool>::new(move |word: String, what: JsValue| {
        // Head office may keep the courier waiting; whoever looks at a slip is not to wait with it.
        let at_once = word == word::DRAW;
        if at_once {
            qr::draw(&what.as_string().unwrap_or_default());
        } else {
            nudge.wake();
        }
        at_once
    });
    attended(act.as_ref());
    // The courier attends as long as it lives.
    act.forget();
}

/// The next message: a word of [`crate::sync::word`], and what belongs to it.
pub(super) fn next() -> Option<(String, JsValue)> {
    let message: Array = taken().dyn_into().ok()?;
    Some((message.get(0).as_string()?, message.get(1)))
}

/// Tells the page something.
pub(super) fn tell(word: &str, first: impl Into<JsValue>, second: impl Into<JsValue>) {
    told(word, &first.into(), &second.into());
}
