//! Carries out the domain's sync plan: reads what is pending, signs, sends, verifies, notes.
//!
//! The customer's path never waits for anything here (invariant 5).

mod config;
mod run;
mod send;

pub use config::{Refused, open as open_config};
pub use run::start;
