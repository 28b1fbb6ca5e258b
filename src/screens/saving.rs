//! The moment between the last tap and the thank-you; no spinner, it is short.

use super::ui::Ui;
use crate::components::{group, heading, plain};
use leptos::prelude::*;

/// The saving screen.
pub fn saving(ui: Ui) -> AnyView {
    plain(vec![group("quiet", vec![heading(ui.say(|t| t.saving))])])
}
