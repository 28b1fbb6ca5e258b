//! What lies beside the database: the witness, in Cache Storage and in `localStorage`, a copy of the set-up, and some
//! room that is kept back for the last complaint.

use super::database::done;
use crate::browser::window;
use gloo_storage::{LocalStorage, Storage};
use handover_tablet::{StoreError, Witness};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/store/beside.js")]
extern "C" {
    #[wasm_bindgen(js_name = keep)]
    fn kept(cache: &str, address: &str, text: &str) -> Promise;
    fn read(cache: &str, address: &str) -> Promise;
    fn reserve(cache: &str, address: &str, bytes: u32) -> Promise;
    fn release(cache: &str, address: &str) -> Promise;
}

const WITNESS: &str = "handover-witness";
const CONFIG: &str = "handover-config";
/// The cache that keeps the room.
pub const ROOM: &str = "handover-room";
/// The one name within each of these caches.
const ADDRESS: &str = "/kept";
/// Enough for a complaint with every word it may have, and for the room that has to be there before anything is written
/// after the disk was full (`ROOM` in `database.js`).
const ROOM_BYTES: u32 = 8 * 1024 * 1024;

/// What the browser keeps as small texts; one that refuses storage has none.
pub(super) fn local() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The witness in each place that can be read. Cache Storage first: after a kill, `localStorage` may lag behind.
pub(super) async fn witnesses() -> Vec<Witness> {
    let cached = text(WITNESS).await;
    let local = LocalStorage::raw().get_item(WITNESS).ok().flatten();
    [cached, local].into_iter().flatten().filter_map(|text| text.parse().ok()).collect()
}

/// Keeps the witness in both places.
pub(super) async fn keep_witness(witness: &Witness) -> Result<(), StoreError> {
    let text = witness.to_string();
    let local = LocalStorage::raw().set_item(WITNESS, &text);
    // What goes wrong in one place does not keep it from the other.
    done(kept(WITNESS, ADDRESS, &text)).await?;
    local.map_err(|_| StoreError::Full)
}

pub(super) async fn config() -> Option<String> {
    text(CONFIG).await
}

pub(super) async fn keep_config(envelope: &str) -> Result<(), StoreError> {
    done(kept(CONFIG, ADDRESS, envelope)).await?;
    Ok(())
}

/// Keeps room back, where it is not kept already.
pub async fn reserve_room() -> Result<(), StoreError> {
    done(reserve(ROOM, ADDRESS, ROOM_BYTES)).await?;
    Ok(())
}

/// Gives that room back to whatever has to be written now; whether there was any.
pub async fn make_room() -> bool {
    done(release(ROOM, ADDRESS)).await.is_ok_and(|had| had.is_truthy())
}

async fn text(cache: &str) -> Option<String> {
    done(read(cache, ADDRESS)).await.ok()?.as_string()
}
