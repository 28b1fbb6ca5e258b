//! The bytes of the protocol: golden ones that never change by accident, and what is refused.
//!
//! `UPDATE_GOLDEN=1 cargo test -p handover-domain wire` rewrites the files in `tests/golden` and the blocks of
//! `docs/protocol.md`; what then shows up in the diff is a change of the protocol.

mod golden;
mod reading_back;
mod refused;
mod samples;
mod worked_example;
