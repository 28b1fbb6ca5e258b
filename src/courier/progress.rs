//! How it goes, in facts; the staff's program has the words.

use super::offline::{self, Offline};
use super::{APP, Post, desk};
use crate::browser::log::warn;
use crate::browser::page;
use crate::store::ROOM;
use crate::sync::word;
use handover_domain::json::Object;
use handover_domain::sync::Pause;
use handover_tablet::courier::{Progress, Waiting};
use handover_tablet::{Storage, StoreError};
use wasm_bindgen::JsValue;

/// Tells staff how it goes.
pub(super) async fn tell(post: &Post) {
    let facts = match gathered(post).await {
        Ok(facts) => facts,
        Err(error) => return warn("the database does not say how it goes", &error),
    };
    desk::tell(word::PROGRESS, facts.end(), JsValue::NULL);
}

async fn gathered(post: &Post) -> Result<Object, StoreError> {
    let mut facts = Object::new().text("app", APP);
    if let Some(key) = post.browser.key() {
        facts = facts.shown("key", &key.id);
    }
    if let Some(courier) = &post.courier {
        facts = said(facts, &courier.progress().await?);
    }
    if let Some(head) = post.store.head().await? {
        facts = facts.number("seq", head.seq).shown("hash", &head.hash);
    }
    match offline::look().await {
        Ok((offline, given_up)) => {
            let (word, file) = match &offline {
                Offline::Ready => ("ready", ""),
                Offline::Unproven => ("unproven", ""),
                Offline::Missing(file) => ("missing", &**file),
                Offline::Older(file) => ("older", &**file),
                Offline::None => ("none", ""),
            };
            facts = facts.text("offline", word).text("file", file).json("given_up", truth(given_up));
        }
        Err(error) => warn("the browser does not tell whether there is a copy of the program", &error),
    }
    match page::weigh(ROOM).await {
        Ok(room) => {
            facts = facts
                .number("used", room.used)
                .number("quota", room.quota)
                .json("kept_back", truth(room.kept_back))
                .json("persistent", truth(room.persistent));
        }
        Err(error) => warn("the browser does not tell how full the storage is", &error),
    }
    Ok(facts)
}

fn said(facts: Object, progress: &Progress) -> Object {
    let waiting = match progress.waiting {
        Waiting::Nothing => "nothing",
        Waiting::Sending => "sending",
        Waiting::Unreachable => "unreachable",
        Waiting::Paused(Pause::Unknown) => "unknown",
        Waiting::Paused(Pause::Revoked) => "revoked",
        Waiting::Paused(Pause::NotApproved) => "not_approved",
        Waiting::Paused(Pause::UpdateNeeded) => "update_needed",
    };
    let mut facts = facts
        .text("waiting", waiting)
        .number("pending", progress.pending)
        .number("quarantined", progress.quarantined);
    for (name, at) in [("oldest", &progress.oldest), ("receipt", &progress.last_receipt)] {
        if let Some(at) = at {
            facts = facts.text(name, at);
        }
    }
    match progress.ahead_ms {
        Some(ms) => facts.json("ahead_ms", &ms.to_string()),
        None => facts,
    }
}

fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}
