//! A storage in memory, as strict as the real one and with a fate of one's own choosing.
//!
//! It lies on two disks. The database holds records, notes and settings; the other holds what lies beside it: the
//! witness in two places, and a copy of the configuration. A handle is a window: clones of it see the same disks, and
//! what was committed is there after every handle is gone.
//!
//! Every call gives way once before it commits and once after, so that whoever drops it has crashed at that point.
//! What can go wrong with the disks is in [`fate`].

mod beside;
mod database;
pub mod fate;
mod give_way;
mod storage;

pub use fate::{Image, Look};
pub use give_way::give_way;

use beside::Beside;
use database::Database;
use std::cell::RefCell;
use std::rc::Rc;

/// A tablet's storage in memory.
#[derive(Clone, Default)]
pub struct Memory {
    disks: Rc<RefCell<Disks>>,
}

/// Both disks.
#[derive(Clone, Default)]
struct Disks {
    database: Database,
    beside: Beside,
    /// No room for anything more.
    full: bool,
    /// The database cannot be opened.
    shut: bool,
}
