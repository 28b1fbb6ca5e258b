//! Messages to the courier's thread and from it.

use super::word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/sync/post.js")]
extern "C" {
    #[wasm_bindgen(js_name = start)]
    fn started(act: &JsValue);
    #[wasm_bindgen(js_name = tell)]
    fn told(word: &str, what: &JsValue);
}

/// What the courier brings to the page.
pub enum News {
    /// The envelope of a newer set-up.
    Config(String),
    /// Head office took the tablet in; the envelope of its set-up.
    Enrolled(String),
    /// A text, and its QR code.
    Drawn(String, String),
}

/// Starts the courier; it runs as long as the page.
pub fn start(hear: impl Fn(News) + 'static) {
    let act = Closure::<dyn Fn(String, JsValue, JsValue)>::new(move |word: String, first, second| {
        if let Some(news) = understood(&word, &first, &second) {
            hear(news);
        }
    });
    started(act.as_ref());
    // The page listens as long as it lives.
    act.forget();
}

/// Tells the courier something; nobody waits for what follows.
pub fn tell(word: &str, what: impl Into<JsValue>) {
    told(word, &what.into());
}

fn understood(word: &str, first: &JsValue, second: &JsValue) -> Option<News> {
    Some(match word {
        word::CONFIG => News::Config(first.as_string()?),
        word::ENROLLED => News::Enrolled(first.as_string()?),
        word::DRAWN => News::Drawn(first.as_string()?, second.as_string()?),
        _ => return None,
    })
}
