//! The database and its schema. Migrations only add, and a build reads the schema of the next one, so that it can
//! come back after it (fault 13).

use handover_tablet::StoreError;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

#[wasm_bindgen(module = "/src/store/database.js")]
extern "C" {
    fn link(name: &str, version: u32, stores: &Array) -> JsValue;
    fn connect(link: &JsValue) -> Promise;
    fn migrate(link: &JsValue) -> Promise;
    fn renew(link: &JsValue) -> Promise;
}

const NAME: &str = "handover";
/// 2 added `quarantined`; in 1, what was set apart lay in `settled`.
const VERSION: u32 = 2;

/// Records, each under its place; written once, never changed. Text of [`handover_domain::record::Record`].
const RECORDS: &str = "records";
/// The places that head office has not acknowledged, each with the record's id and hash.
const PENDING: &str = "pending";
/// When head office acknowledged a place.
pub(super) const SETTLED: &str = "settled";
/// When and why a place was set apart.
pub(super) const QUARANTINED: &str = "quarantined";
/// The journal's head, the signed configuration, the tablet's key, and what else is small.
pub(super) const SETUP: &str = "setup";

/// The tablet's database.
pub struct Store {
    pub(super) link: JsValue,
}

impl Store {
    /// Opens the tablet's database, creating it on the first day.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_named(NAME).await
    }

    /// Opens a database of another name; for tests that must not meet.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        let stores: Array =
            [RECORDS, PENDING, SETTLED, QUARANTINED, SETUP].into_iter().map(JsValue::from).collect();
        let link = link(name, VERSION, &stores);
        match done(connect(&link)).await {
            Ok(_) => Ok(Self { link }),
            Err(StoreError::Failed(why)) => Err(StoreError::Unavailable(why)),
            Err(other) => Err(other),
        }
    }

    /// Adds what this build's schema has and the database has not; to be called once the page is healthy, so that a
    /// build that does not work leaves the database to the one before.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        done(migrate(&self.link)).await?;
        Ok(())
    }

    /// Has the browser begin a new log behind the one it found, so that half an entry at the end of that one cannot cost
    /// the rest at the next start (faults 3, 5 and 8). Every first write does; here it is done before somebody waits.
    pub async fn renew(&self) -> Result<(), StoreError> {
        done(renew(&self.link)).await?;
        Ok(())
    }
}

/// What a promise of the database comes to.
pub(super) async fn done(promise: Promise) -> Result<JsValue, StoreError> {
    JsFuture::from(promise).await.map_err(|refused| why(&refused))
}

/// What goes wrong there, in our words.
fn why(refused: &JsValue) -> StoreError {
    let Some(exception) = refused.dyn_ref::<DomException>() else {
        return StoreError::Failed("the browser gave no reason".into());
    };
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::Later,
        // How Chromium tells of a full disk, in the last words of a database that it closes.
        _ if exception.message().contains("NO_SPACE") => StoreError::Full,
        name => StoreError::Failed(format!("{name}: {}", exception.message())),
    }
}
