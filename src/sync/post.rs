//! Messages to the courier's thread and from it.

use super::word;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/sync/post.js")]
extern "C" {
    #[wasm_bindgen(js_name = start)]
    fn started(act: &JsValue);
    #[wasm_bindgen(js_name = tell)]
    fn told(word: &str, what: &JsValue);
}

/// What the courier brings.
pub enum News {
    /// The envelope of a newer set-up.
    Config(String),
    /// Head office took the tablet in; the envelope of its set-up.
    Enrolled(String),
    /// It did not; why, in a sentence.
    NotEnrolled(String),
    /// How it goes, and what somebody should look after, in lines.
    Progress(Vec<String>, Vec<String>),
    /// A text, and its QR code.
    Drawn(String, String),
    /// What became of a file, and the file where one was written.
    File(String, JsValue),
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
        word::NOT_ENROLLED => News::NotEnrolled(first.as_string()?),
        word::PROGRESS => News::Progress(lines(first), lines(second)),
        word::DRAWN => News::Drawn(first.as_string()?, second.as_string()?),
        word::FILE => News::File(first.as_string()?, second.clone()),
        _ => return None,
    })
}

fn lines(list: &JsValue) -> Vec<String> {
    Array::from(list).iter().filter_map(|line| line.as_string()).collect()
}
