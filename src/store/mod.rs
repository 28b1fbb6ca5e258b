//! What the tablet keeps: the journal and the set-up in `IndexedDB`, the witness and a copy of the set-up beside it.
//!
//! [`Store`] is the browser's [`handover_tablet::Storage`]. Nothing here clears or recreates a database, whatever
//! happens (invariant 3).

mod beside;
mod call;
mod database;
mod habits;
mod journal;
mod key;

pub use beside::{ROOM, make_room, reserve_room};
pub use call::{call, is_called};
pub use database::Store;
pub use habits::{habits, keep_habits};

use handover_tablet::StoreError;
