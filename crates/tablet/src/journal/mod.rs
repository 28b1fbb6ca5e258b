//! The journal: what is written follows what is there, and what is there is looked through at every start.

mod append;
mod ended;
mod places;
mod stock;

pub use append::{Known, Next, Write, append, begin_anew, witness};
pub use places::{Lies, lives};
pub use stock::{Missing, missing};
