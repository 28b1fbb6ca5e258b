//! The database and its schema. Migrations only add.

use super::StoreError;
use super::idb::{self, Transaction};
use wasm_bindgen::JsValue;

const NAME: &str = "handover";
const VERSION: u32 = 1;

/// Records, each under its place; written once, never changed. Text of [`handover_domain::record::Record`].
pub(super) const RECORDS: &str = "records";
/// The places that head office has not acknowledged; removed when it has.
pub(super) const PENDING: &str = "pending";
/// What head office said of a record, under the same place.
pub(super) const SETTLED: &str = "settled";
/// The journal's head, the signed configuration, the tablet's key.
pub(super) const SETUP: &str = "setup";

/// An open database.
pub struct Store {
    db: JsValue,
}

impl Store {
    /// Opens the tablet's database, creating it on the first day.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_named(NAME).await
    }

    /// Opens a database of another name; for tests that must not meet.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        match idb::open(name, VERSION, &[RECORDS, PENDING, SETTLED, SETUP]).await {
            Ok(db) => Ok(Self { db }),
            Err(StoreError::Failed(why)) => Err(StoreError::Unavailable(why)),
            Err(other) => Err(other),
        }
    }

    pub(super) fn writing(&self, stores: &[&str]) -> Result<Transaction, StoreError> {
        Transaction::begin(&self.db, stores, "readwrite")
    }

    pub(super) fn reading(&self, stores: &[&str]) -> Result<Transaction, StoreError> {
        Transaction::begin(&self.db, stores, "readonly")
    }
}
