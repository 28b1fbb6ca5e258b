//! Files for head office and from it, at the wish of staff.

use super::{APP, Post, desk};
use crate::browser::clock;
use crate::browser::log::warn;
use crate::sync::word;
use chrono::Days;
use handover_domain::wire::FileWhy;
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
        Ok(0) => tell("written 0", JsValue::NULL),
        Ok(records) => tell(&format!("written {records}"), file),
        Err(error) => {
            warn("no file was written", &error);
            tell("not-written", JsValue::NULL);
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
                // A tablet without a set-up has been waiting for just this.
                let word = if post.courier.is_some() { word::CONFIG } else { word::ENROLLED };
                desk::tell(word, envelope, JsValue::NULL);
            }
            format!("brought {stored} {quarantined}")
        }
        Some(Err(Refused::File(line, why))) => format!("refused {line} {}", refusal(why)),
        Some(Err(Refused::Store(error))) => {
            warn("the file was not taken in whole; it can be brought again", &error);
            "not-read".into()
        }
        None => "not-read".into(),
    };
    tell(&news, JsValue::NULL);
}

/// The word that staff have a sentence for.
fn refusal(why: FileWhy) -> &'static str {
    match why {
        FileWhy::Unreadable => "unreadable",
        FileWhy::Cut => "cut",
        FileWhy::Altered => "altered",
        FileWhy::NotOurs => "not-ours",
        FileWhy::OtherTablet => "other-tablet",
        FileWhy::Later => "later",
    }
}

async fn brought(post: &Post, file: &JsValue) -> Option<Result<Brought, Refused>> {
    let bytes = Uint8Array::new(&JsFuture::from(desk::read(file, MOST)).await.ok()?).to_vec();
    Some(match &post.courier {
        Some(courier) => files::import(&*post.store, &*post.browser, courier.tablet(), &bytes).await,
        None => files::set_up(&*post.browser, &bytes).await,
    })
}

fn tell(news: &str, file: JsValue) {
    desk::tell(word::FILE, news, file);
}
