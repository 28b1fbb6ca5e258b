//! How it goes, in the words of whoever looks.

use super::browser::Browser;
use super::desk;
use super::offline::{self, Offline};
use super::words::Words;
use crate::browser::log::warn;
use crate::browser::page;
use crate::store::{ROOM, Store};
use crate::sync::word;
use handover_tablet::courier::{Courier, Progress};
use js_sys::Array;
use wasm_bindgen::JsValue;

const MB: u64 = 1_000_000;

/// Tells the page how it goes.
pub(super) async fn tell(courier: Option<&Courier<Store, Browser>>, words: &Words) {
    let mut lines = match courier {
        Some(courier) => match courier.progress().await {
            Ok(progress) => said(progress, words),
            Err(error) => return warn("the database does not say how it goes", &error),
        },
        None => vec![words.no_setup.to_owned()],
    };
    let mut warnings = Vec::new();
    match offline::look().await {
        Ok((offline, given_up)) => {
            let told = if offline == Offline::Ready { &mut lines } else { &mut warnings };
            told.push((words.offline)(&offline));
            warnings.extend(given_up.then(|| words.given_up.to_owned()));
        }
        Err(error) => warn("the browser does not tell whether there is a copy of the program", &error),
    }
    match page::weigh(ROOM).await {
        Ok((used, quota, has_room)) => {
            lines.push((words.room)(used / MB, quota / MB));
            // Four fifths are used, or what is kept back is.
            if !has_room || used / 4 >= quota / 5 {
                warnings.push(words.low.to_owned());
            }
        }
        Err(error) => warn("the browser does not tell how full the storage is", &error),
    }
    desk::tell(word::PROGRESS, listed(lines), listed(warnings));
}

fn said(progress: Progress, words: &Words) -> Vec<String> {
    let mut lines = vec![
        (words.waiting)(progress.waiting).to_owned(),
        (words.counts)(progress.pending, progress.quarantined),
    ];
    lines.extend(progress.oldest.map(|at| (words.oldest)(&minute(&at))));
    lines.extend(progress.last_receipt.map(|at| (words.receipt)(&minute(&at))));
    lines
}

/// A moment as it was written, to the minute: `2026-11-22 10:15`, and whether it is UTC.
fn minute(written: &str) -> String {
    let utc = if written.ends_with('Z') { " UTC" } else { "" };
    format!("{}{utc}", written.get(..16).unwrap_or(written).replace('T', " "))
}

fn listed(lines: Vec<String>) -> Array {
    lines.into_iter().map(JsValue::from).collect()
}
