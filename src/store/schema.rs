//! The database and its schema. Migrations only add.

use super::StoreError;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};

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
    pub(super) db: Database,
}

impl Store {
    /// Opens the tablet's database, creating it on the first day.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_named(NAME).await
    }

    /// Opens a database of another name; for tests that must not meet.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        let db = Database::open(name)
            .with_version(VERSION)
            .with_on_upgrade_needed(|event, db| {
                if event.old_version() < 1.0 {
                    for store in [RECORDS, PENDING, SETTLED, SETUP] {
                        db.create_object_store(store).build()?;
                    }
                }
                Ok(())
            })
            .await?;
        Ok(Self { db })
    }

    /// A transaction that is on disk when it is complete (fault 3), and rolled back unless committed.
    pub(super) fn writing(&self, stores: &[&str]) -> Result<Transaction<'_>, StoreError> {
        let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        Ok(self.db.transaction(stores).with_mode(TransactionMode::Readwrite).with_options(strict).build()?)
    }

    /// Returns when the transaction's `complete` event came.
    pub(super) async fn finish(&self, tx: Transaction<'_>) -> Result<(), StoreError> {
        Ok(tx.commit().await?)
    }

    pub(super) fn reading(&self, stores: &[&str]) -> Result<Transaction<'_>, StoreError> {
        Ok(self.db.transaction(stores).with_mode(TransactionMode::Readonly).build()?)
    }
}
