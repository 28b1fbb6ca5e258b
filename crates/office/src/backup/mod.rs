//! All that the database holds as one file, that either database can be filled from again.
//!
//! Lines of JSON, gzipped. The first says whose it is and which state of the tables it holds; each table begins with its
//! name and columns, its rows follow as lists; the last line has the number of rows and the SHA-256 of all lines before
//! it. What is sealed stays so. The keys are not in it: whoever finds the file can open nothing.

mod lines;
mod read;
mod write;

pub use lines::Fault;
pub use read::restore;
pub use write::write;

use crate::db::sql::Kind;
use serde::{Deserialize, Serialize};

/// What this version writes, and the latest that it reads.
const FORMAT: u32 = 1;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// When it was made.
    pub made_at: String,
    /// How many records are in it.
    pub records: u64,
    /// How many rows of all tables.
    pub rows: u64,
}

/// The first line.
#[derive(Serialize, Deserialize)]
struct Head {
    handover_backup: u32,
    app: String,
    schema: i64,
    made_at: String,
}

/// The line that a table begins with.
#[derive(Serialize, Deserialize)]
struct Table {
    table: String,
    columns: Vec<(String, Kind)>,
}

/// The last line.
#[derive(Serialize, Deserialize)]
struct End {
    rows: u64,
    sha256: String,
}
