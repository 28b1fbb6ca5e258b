//! A seeded simulation: the tablet's own code, [`handover_tablet`], over a disk that crashes and a network that lies,
//! against a head office that is pure.
//!
//! A seed decides everything, so that a history can be told again to the letter. Start at [`history`] for how one goes,
//! at [`director`] for what befalls whom, at [`check`] for the rules, at [`seen`] for all that can happen.
//!
//! Two things stand in for the real ones: signatures are a keyed hash that nobody can make without the key ([`keys`]),
//! and the parts of a record are not sealed ([`writing`]). Everything else between a record's text and a receipt is the
//! product's.

pub mod broken;
pub mod bugs;
mod chance;
pub mod check;
mod clock;
pub mod director;
mod disk;
mod executor;
pub mod history;
pub mod keys;
mod ledger;
mod many;
mod network;
mod office;
pub mod seen;
mod tablet;
mod world;
mod writing;

pub use history::{History, live};
pub use many::{Summary, many};
