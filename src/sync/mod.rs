//! The page's end of the courier: starts its thread, gives it messages, and hears what it brings.
//!
//! The customer's path never waits for anything here (invariant 5). What the courier does is in
//! [`crate::courier`] and `handover_tablet::courier`.

mod config;
mod post;
pub mod word;

pub use config::{Refused, open as open_config};
pub use post::{News, start, tell};
