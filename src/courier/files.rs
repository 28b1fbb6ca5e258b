//! Files for head office and from it, at the wish of staff.

use super::words::{self, FileNews};
use super::{APP, Post, desk};
use crate::browser::clock;
use crate::browser::log::warn;
use crate::sync::word;
use chrono::Days;
use handover_domain::language::Language;
use handover_tablet::files::{self, Brought, NotExported, Refused, Span};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Receipts of a hundred thousand records are below this.
const MOST: u32 = 64 * 1024 * 1024;

/// Writes a file: of what is pending, or of the last days where a number is given.
pub(super) async fn export(post: &Post, days: &JsValue) {
    let written = written(post, days).await;
    // What was written before something went wrong is dropped.
    let file = desk::file();
    match written {
        Ok(0) => tell(post, FileNews::Written(0), JsValue::NULL),
        Ok(records) => tell(post, FileNews::Written(records), file),
        Err(error) => {
            warn("no file was written", &error);
            tell(post, FileNews::NotWritten, JsValue::NULL);
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days are whole")]
async fn written(post: &Post, days: &JsValue) -> Result<u64, NotExported> {
    let Some(courier) = &post.courier else { return Ok(0) };
    let span = match days.as_f64() {
        Some(days) => {
            let first = clock::wall().date_naive().checked_sub_days(Days::new(days as u64));
            Span::Since(first.unwrap_or_default())
        }
        None => Span::Pending,
    };
    let done = files::export(&*post.store, &*post.browser, courier.tablet(), APP, span, desk::piece).await?;
    Ok(done.records)
}

/// Brings a file in that staff chose.
pub(super) async fn bring(post: &Post, file: &JsValue) {
    let news = match brought(post, file).await {
        Some(Ok(Brought { stored, quarantined, config })) => {
            if let Some(envelope) = config {
                desk::tell(word::CONFIG, envelope, JsValue::NULL);
            }
            FileNews::Brought { stored, quarantined }
        }
        Some(Err(Refused::File(line, why))) => FileNews::Refused(line, why),
        Some(Err(Refused::Store(error))) => {
            warn("the file was not taken in whole; it can be brought again", &error);
            FileNews::NotRead
        }
        None => FileNews::NotRead,
    };
    tell(post, news, JsValue::NULL);
}

async fn brought(post: &Post, file: &JsValue) -> Option<Result<Brought, Refused>> {
    let courier = post.courier.as_ref()?;
    let bytes = Uint8Array::new(&JsFuture::from(desk::read(file, MOST)).await.ok()?).to_vec();
    Some(files::import(&*post.store, &*post.browser, courier.tablet(), &bytes).await)
}

fn tell(post: &Post, news: FileNews, file: JsValue) {
    let words = words::of(post.watched.unwrap_or(Language::En));
    desk::tell(word::FILE, (words.file)(news), file);
}
