//! What can go wrong with storage.

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
