//! The doors of the staff's program, in Rust.

use handover_domain::language::Language;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/staff/door.js")]
extern "C" {
    #[wasm_bindgen(js_name = attend)]
    fn attended(act: &JsValue);
    #[wasm_bindgen(js_name = speak)]
    fn spoken(act: &JsValue);
    #[wasm_bindgen(js_name = hear)]
    fn heard(act: &JsValue);
    #[wasm_bindgen(js_name = ask)]
    fn asked(word: &str, what: &JsValue);
    #[wasm_bindgen(js_name = say)]
    fn said(word: &str, what: &str);
    /// Gives a file to the browser to be saved.
    pub(super) fn save(blob: &JsValue);
    /// Empties the tablet, and begins anew.
    pub(super) fn wipe();
}

/// Calls back with the room when the page has made one, and with nothing when it is gone.
pub(super) fn attend(act: impl Fn(Option<HtmlElement>) + 'static) {
    let act = Closure::<dyn Fn(JsValue)>::new(move |room: JsValue| act(room.dyn_into().ok()));
    attended(act.as_ref());
    // The program listens as long as the page lives.
    act.forget();
}

/// Calls back with the page's language.
pub(super) fn speak(act: impl Fn(Language) + 'static) {
    let act = Closure::<dyn Fn(String)>::new(move |tag: String| {
        if let Some(language) = Language::from_tag(&tag) {
            act(language);
        }
    });
    spoken(act.as_ref());
    act.forget();
}

/// Calls back on what the courier tells.
pub(super) fn hear(act: impl Fn(&str, JsValue, JsValue) + 'static) {
    let act = Closure::<dyn Fn(String, JsValue, JsValue)>::new(move |word: String, first, second| {
        act(&word, first, second);
    });
    heard(act.as_ref());
    act.forget();
}

/// Asks the courier for something.
pub(super) fn ask(word: &str, what: impl Into<JsValue>) {
    asked(word, &what.into());
}

/// Says something to the page.
pub(super) fn say(word: &str, what: &str) {
    said(word, what);
}
