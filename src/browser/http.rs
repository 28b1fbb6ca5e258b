//! One way to ask head office: bounded in time, never following a redirect, never from a cache.

use super::{BrowserError, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, RequestRedirect, Response};

/// Given up after this many milliseconds.
const TIME_OUT_MS: u32 = 30_000;

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
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    let init = RequestInit::new();
    if let Some(body) = ask.body {
        init.set_method("POST");
        init.set_body(&body.into());
        headers.set("Content-Type", "application/json")?;
    }
    if let Some(line) = ask.authorization {
        headers.set("Authorization", &line)?;
    }
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Error);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_OUT_MS)));
    let reply: Response =
        JsFuture::from(window().fetch_with_str_and_init(ask.path, &init)).await?.unchecked_into();
    let retry_after = reply.headers().get("Retry-After")?.and_then(|text| text.trim().parse::<u64>().ok());
    let body = JsFuture::from(reply.array_buffer()?).await?;
    Ok(Reply {
        status: reply.status(),
        retry_after: retry_after.map(|seconds| seconds.saturating_mul(1000)),
        body: js_sys::Uint8Array::new(&body).to_vec(),
    })
}
