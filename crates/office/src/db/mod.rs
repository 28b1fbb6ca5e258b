//! The database: plain functions over one connection, one file per table or two.
//!
//! Everything that knows which database it is stands in this file; the SQL elsewhere is what `SQLite` and
//! `PostgreSQL` both take.

pub mod announced;
pub mod cells;
pub mod codes;
pub mod complaints;
pub mod device_keys;
pub mod devices;
pub mod epochs;
pub mod erased;
pub mod events;
pub mod facts;
pub mod feeds;
pub mod handovers;
pub mod journal;
pub mod keys;
pub mod numbers;
pub mod packages;
pub mod people;
pub mod quarantine;
pub mod records;
pub mod regions;
pub mod rollups;
pub mod shop_keys;
pub mod shops;
pub mod slips;
pub mod steps;
pub mod sums;
pub mod visits;
pub mod words;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::time::Duration;

/// One connection, within a transaction or not.
pub type Conn = sqlx::SqliteConnection;
/// A transaction that writes; dropped, it leaves nothing behind.
pub type Write = sqlx::Transaction<'static, sqlx::Sqlite>;
type Pool = sqlx::SqlitePool;

/// How long a request waits for its turn before head office says that it cannot store at the moment.
const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 4;

/// The database did not do what was asked. What was not committed is not there.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It does not answer, is locked or full.
    #[error("the database cannot be used at the moment, and nothing was changed: {0}")]
    Sql(#[from] sqlx::Error),
    /// It was made by a later version, or a migration fails.
    #[error("the database cannot be brought up to this version, and was left as it was: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row that this program never writes.
    #[error(
        "the database holds something unreadable in {0}; nothing was changed, run `audit` and restore a backup"
    )]
    Damaged(&'static str),
}

/// The open database.
pub struct Store {
    writer: Pool,
    reader: Pool,
}

impl Store {
    /// Opens or makes the database and brings it up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledgement is a promise: the log is on disk before a commit returns.
            .synchronous(SqliteSynchronous::Full)
            // What is erased at a customer's wish is overwritten, not only unlinked.
            .pragma("secure_delete", "ON")
            .busy_timeout(PATIENCE);
        // SQLite has one writer at a time; a pool of one queues them fairly.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!().run(&writer).await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { writer, reader })
    }

    /// Begins a transaction that may write, alone from its first statement on.
    pub async fn write(&self) -> Result<Write, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Makes everything in a transaction durable.
    pub async fn commit(&self, tx: Write) -> Result<(), StoreError> {
        Ok(tx.commit().await?)
    }

    /// A transaction that only reads, and sees one state throughout.
    pub async fn read(&self) -> Result<Write, StoreError> {
        Ok(self.reader.begin().await?)
    }

    /// Folds the log into the database file and cuts it, so that what was erased stands in neither; whether it
    /// could be cut, or somebody was reading.
    pub async fn cut_log(&self) -> Result<bool, StoreError> {
        let (busy, _, _): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.writer).await?;
        Ok(busy == 0)
    }

    /// Closes every connection, so that the log is folded into the database file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

/// Reads a stored name, id or hash back into its type.
fn parsed<T>(value: Option<T>, what: &'static str) -> Result<T, StoreError> {
    value.ok_or(StoreError::Damaged(what))
}

/// A stored word of a serde enum.
fn from_word<T: serde::de::DeserializeOwned>(word: String, what: &'static str) -> Result<T, StoreError> {
    parsed(serde_json::from_value(serde_json::Value::String(word)).ok(), what)
}

/// The word a serde enum has on the wire, which is also the one in the database.
///
/// # Panics
/// Never for the enums it is used with: each of their variants is one word.
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("{other:?} is no word"),
    }
}

/// Narrows a query to the rows whose column names one of these.
fn among<T: std::fmt::Display>(
    query: &mut sqlx::QueryBuilder<sqlx::Sqlite>,
    column: &'static str,
    values: &[T],
) {
    query.push(" AND ").push(column).push(" IN (");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value.to_string());
    }
    query.push(")");
}

/// Counts are never negative, and a number beyond what the column holds is held at its edge.
fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
