//! One way to ask head office: bounded in time, never following a redirect, never from a cache.

use super::BrowserError;
use handover_tablet::{Ask, Reply};
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

/// Asks once. An error means that nobody can say whether the other end got it.
pub async fn ask(ask: Ask<'_>) -> Result<Reply, BrowserError> {
    let asked = asked(ask.path, ask.body, ask.authorization);
    let answer: Answer = JsFuture::from(asked).await?.unchecked_into();
    let seconds = answer.later().and_then(|text| text.trim().parse::<u64>().ok());
    Ok(Reply {
        status: answer.status(),
        retry_after: seconds.map(|seconds| seconds.saturating_mul(1000)),
        body: answer.body(),
    })
}
