//! Synthetic customers and showrooms, by seed: the same seed tells the same story to the letter.
//!
//! Nothing here asks for the time or the network. Customers answer through the domain's own session, and what they said is
//! sealed and chained as a tablet does it.
//!
//! Where to start:
//! - [`Tablet`]: the journal of one tablet over some weeks, record by record.
//! - [`Visit`] and [`Manner`]: one customer at the tablet, and how they answer.
//! - [`Journal`]: what is written of it.

mod chance;
mod character;
mod course;
mod customer;
mod days;
mod journal;
mod mood;
mod tablet;
mod words;

pub use chance::Chance;
pub use customer::{End, Manner, Stuck, Visit};
pub use journal::{Journal, When, Written};
pub use tablet::{Place, Span, Tablet, Trouble, tablets};
