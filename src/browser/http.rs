//! One way to ask head office: bounded in time, never following a redirect, never from a cache.

use super::BrowserError;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/http.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask)]
    fn asked(path: &str, body: Option<&str>, authorization: Option<&str>) -> Promise;

    type Answer;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter)]
    fn later(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Answer) -> Vec<u8>;
}

/// What is asked.
pub struct Ask<'a> {
    /// A path from the origin's root.
    pub path: &'a str,
    /// A JSON body makes it a POST.
    pub body: Option<&'a str>,
    /// `Authorization`, where the path wants it.
    pub authorization: Option<String>,
}

/// What came back, whoever sent it.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After` in milliseconds, where it was a number of seconds.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// Asks once. An error means that nobody can say whether the other end got it.
pub async fn ask(ask: Ask<'_>) -> Result<Reply, BrowserError> {
    let asked = asked(ask.path, ask.body, ask.authorization.as_deref());
    let answer: Answer = JsFuture::from(asked).await?.unchecked_into();
    let seconds = answer.later().and_then(|text| text.trim().parse::<u64>().ok());
    Ok(Reply {
        status: answer.status(),
        retry_after: seconds.map(|seconds| seconds.saturating_mul(1000)),
        body: answer.body(),
    })
}
