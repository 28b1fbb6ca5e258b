//! Two clocks: the wall, which people set, and the page, which only goes forward.

use chrono::{DateTime, FixedOffset, Offset, TimeZone, Utc};
use wasm_bindgen::prelude::*;

/// The clocks parted ways when they disagree by more than this, in milliseconds.
const SUSPECT_MS: f64 = 120_000.0;

#[wasm_bindgen]
extern "C" {
    // Of the page or of the courier's thread, whichever this runs in.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn page_clock() -> f64;
}

#[wasm_bindgen(module = "/src/browser/clock.js")]
extern "C" {
    /// Takes the wall clock as it is now: what comes later is held against it.
    pub fn trust();
    fn moved() -> f64;
}

/// Milliseconds since the page began.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the page clock starts at 0")]
pub fn page_ms() -> u64 {
    page_clock().max(0.0) as u64
}

/// What the wall clock says, with the tablet's offset from UTC.
#[expect(clippy::cast_possible_truncation, reason = "dates and offsets are whole numbers in range")]
pub fn wall() -> DateTime<FixedOffset> {
    let date = js_sys::Date::new_0();
    let offset = FixedOffset::east_opt(date.get_timezone_offset() as i32 * -60).unwrap_or(Utc.fix());
    let utc = Utc.timestamp_millis_opt(date.get_time() as i64).single().unwrap_or_default();
    utc.with_timezone(&offset)
}

/// Whether the wall clock was moved since it was last trusted.
pub fn suspect() -> bool {
    moved() > SUSPECT_MS
}
