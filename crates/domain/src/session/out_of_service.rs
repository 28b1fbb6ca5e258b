//! Nothing can be taken: said plainly, never a thank-you.

/// The tablet takes no surveys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfService {
    /// Why.
    pub reason: Reason,
}

/// Why a tablet takes no surveys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The page was not loaded over HTTPS or from this machine, so it may not use keys or storage.
    NoSecureContext,
    /// The browser has no database, or refuses to open one.
    NoStorage,
    /// The storage is full.
    StorageFull,
    /// The database was written by a later version of this page.
    UpdateNeeded,
    /// Another window of this tablet takes surveys (fault 15).
    Elsewhere,
}
