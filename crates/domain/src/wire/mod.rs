//! What travels between tablet and head office. `docs/protocol.md` is its reference.

mod batch;
mod config;
mod enrol;
mod feed;
mod file;
mod people;
mod problem;
mod receipt;
mod signed;

pub use batch::{Batch, BatchError, MAX_BYTES, MAX_PAYLOAD, MAX_RECORDS, Stored, Tip};
pub use config::{Advisor, Config, ConfigError, Outline, PublishedPackage, ReaderKey, Retention, Use};
pub use enrol::{EnrolCode, Enrolment, NewKey, Request};
pub use feed::{Feed, ListedVisit};
pub use file::{Closing, FileFault, FileWhy, Line, Reader, Writer};
pub use people::{Person, Role, ShopKey, Stretched};
pub use problem::{MARKER, Problem, Reason};
pub use receipt::{Entry, Receipt, Status};
pub use signed::{Envelope, EnvelopeError, Opened, Type, Unsigned};
