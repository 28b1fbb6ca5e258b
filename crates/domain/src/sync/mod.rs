//! The sync plan: when to send, how much, and what an answer from the other end means.
//!
//! Decide here, do in the kiosk's `sync/`. A record advances only on head office's own signed word about
//! its own id and hash; everything else, captive portals and truncated bodies included, means still pending.

mod heard;
mod plan;
mod verdict;

pub use heard::{Heard, Journal, Life};
pub use plan::{Pause, Step, SyncState, plan};
pub use verdict::{Answer, Change, Offered, Verdict, judge};
