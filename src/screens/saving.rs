//! The moment between the last tap and the thank-you; no spinner, it is short.

use super::ui::Ui;
use crate::components::{Group, Heading};
use leptos::prelude::*;

/// The saving screen.
#[component]
pub fn Saving() -> AnyView {
    let ui = Ui::new();
    view! { <Group class="quiet"><Heading text=ui.say(|t| t.saving) /></Group> }.into_any()
}
