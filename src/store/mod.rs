//! What the tablet keeps: the journal and the set-up in `IndexedDB`, the witness beside it.
//!
//! Nothing here clears or recreates a database, whatever happens (invariant 3).

mod error;
mod idb;
mod journal;
mod schema;
mod setup;
mod witness;

pub use error::StoreError;
pub use journal::{Head, Kept};
pub use schema::Store;
pub use witness::{Witness, keep as keep_witness};
