//! What a tablet does with its records, without a browser: the journal, and the courier that carries it.
//!
//! Everything outside comes in by two traits: [`Storage`] keeps, [`Outside`] signs, asks head office and tells the
//! time. The kiosk gives `IndexedDB` and the browser; the simulation gives a memory that crashes and a network that
//! lies, and runs the very same code.
//!
//! Start at [`journal`] for what is written and how a loss is found, at [`courier`] for how records leave and what is
//! believed, at [`files`] for the way by hand.

// One thread runs all of it, in the browser and in the simulation: nobody needs `Send`.
#![expect(async_fn_in_trait, reason = "every caller is generic over its storage and outside")]

#[cfg(feature = "testing")]
pub mod conformance;
pub mod courier;
mod error;
pub mod files;
pub mod journal;
#[cfg(feature = "testing")]
pub mod memory;
mod outside;
mod storage;

pub use courier::Tablet;
pub use error::StoreError;
pub use outside::{Ask, Outside, Reply, Trouble};
pub use storage::{Again, Counts, Entry, Head, Kept, Page, Setting, Storage, Witness};
