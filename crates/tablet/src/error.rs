//! What can go wrong with storage.

/// Why something could not be kept or read. Nothing that was kept before is touched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no database, or it cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Unavailable(String),
    /// The database was written by a version that is too far ahead of this one.
    #[error("the database was written by a later version of this page")]
    Later,
    /// There is no room, or the disk does not take more.
    #[error("the storage is full")]
    Full,
    /// Another window wrote in between; look again.
    #[error("another window wrote to the journal in between")]
    Moved,
    /// The journal came back short, which has to be told before anything follows; see [`crate::journal::missing`].
    #[error("the journal came back short, and that was not told yet")]
    Short,
    /// Anything else; the transaction was rolled back.
    #[error("the database refused: {0}")]
    Failed(String),
    /// What was kept cannot be read.
    #[error("an entry of the database is not readable: {0}")]
    Unreadable(String),
}
