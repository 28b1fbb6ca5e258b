//! How a kiosk's page behaves: nothing is zoomed, dragged or opened beside it, the screen stays on, one window works.

use super::BrowserError;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/manners.js")]
extern "C" {
    fn settle(gone: &JsValue);
    fn quiet() -> f64;
    /// Takes the whole screen, where the browser lets us.
    pub fn fill();
    #[wasm_bindgen(catch)]
    fn hold(name: &str, wait: bool) -> Result<js_sys::Promise, JsValue>;
}

/// The lock that the one working window holds.
const LOCK: &str = "handover";
/// The lock that the one working courier holds.
const COURIER: &str = "handover-courier";

/// Takes on a kiosk's manners; calls back when the page goes away.
pub fn take_on(gone: impl Fn() + 'static) {
    let gone = Closure::<dyn Fn()>::new(gone);
    settle(gone.as_ref());
    // The page listens as long as it lives.
    gone.forget();
}

/// Milliseconds since anybody touched the page.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the page clock goes forward")]
pub fn quiet_ms() -> u64 {
    quiet().max(0.0) as u64
}

/// Becomes the one window that works: at once, or `false` where another one is.
pub async fn become_the_one() -> Result<bool, BrowserError> {
    Ok(JsFuture::from(hold(LOCK, false)?).await?.is_truthy())
}

/// Becomes the one courier, once no other is left.
pub async fn become_the_courier() -> Result<(), BrowserError> {
    JsFuture::from(hold(COURIER, true)?).await?;
    Ok(())
}

/// Waits until the other window is closed or crashed.
pub async fn outlive_the_other() -> Result<(), BrowserError> {
    JsFuture::from(hold(LOCK, true)?).await?;
    Ok(())
}
