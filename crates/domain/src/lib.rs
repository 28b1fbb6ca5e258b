//! The survey, the journal and the sync plan of Handover, pure: no I/O, no clock, no randomness.
//!
//! Start at [`session`] for what the customer lives through, at [`questionnaire`] for what may be asked,
//! at [`record`] for what is kept, at [`wire`] for what travels, and at [`sync`] for when.
//! Time, ids and random sources arrive as arguments, so that everything here can be replayed.

pub mod answer;
pub mod base64;
pub mod brand;
pub mod chain;
pub mod complaint;
pub mod contact;
pub mod crockford;
mod deflate;
pub mod hash;
pub mod ids;
pub mod json;
pub mod language;
pub mod lockout;
pub mod moment;
pub mod questionnaire;
pub mod record;
pub mod scoring;
pub mod seal;
pub mod session;
pub mod shop;
pub mod slip;
pub mod survey;
pub mod sync;
pub mod vehicle;
pub mod visit;
pub mod wire;

/// The version of records and messages that this crate writes, and the highest it reads.
pub const PROTOCOL: u32 = 1;

pub use hpke::rand_core;
