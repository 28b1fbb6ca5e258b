//! The console, where staff's helpers look.

use std::fmt::Display;

/// Says what went wrong, and why.
pub fn warn(what: &str, why: &dyn Display) {
    leptos::logging::warn!("{what}: {why}");
}
