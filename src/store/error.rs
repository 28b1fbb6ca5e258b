//! What can go wrong with storage.

use indexed_db_futures::error::{DomException, Error, OpenDbError, UnexpectedDataError};
use wasm_bindgen::JsCast;

/// Why something could not be kept or read. Nothing that was kept before is touched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser has no database, or refuses to open it.
    #[error("the browser's database cannot be opened: {0}")]
    Unavailable(String),
    /// The database was written by a later version of this page.
    #[error("the database was written by a later version of this page")]
    Later,
    /// There is no room, or the disk does not take more.
    #[error("the storage is full")]
    Full,
    /// Another tab wrote in between; look again.
    #[error("another tab wrote to the journal in between")]
    Moved,
    /// Anything else; the transaction was rolled back.
    #[error("the database refused: {0}")]
    Failed(String),
    /// What was kept cannot be read.
    #[error("an entry of the database is not readable: {0}")]
    Unreadable(String),
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match &error {
            // We abort nothing ourselves: a transaction that was aborted under a commit found no room,
            // which no request before it had told (fault 4).
            Error::MissingData(UnexpectedDataError::TransactionAborted) => Self::Full,
            Error::DomException(exception) if name(exception) == "QuotaExceededError" => Self::Full,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<OpenDbError> for StoreError {
    fn from(error: OpenDbError) -> Self {
        match &error {
            OpenDbError::Base(Error::DomException(exception)) => match name(exception).as_str() {
                "VersionError" => Self::Later,
                "QuotaExceededError" => Self::Full,
                _ => Self::Unavailable(exception.message()),
            },
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

fn name(exception: &DomException) -> String {
    exception.as_ref().unchecked_ref::<web_sys::DomException>().name()
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
