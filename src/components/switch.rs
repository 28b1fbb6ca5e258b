//! A switch that is on or off, with a word beside it.

use super::element::{Act, Live, changing, element, fixed, listen, text};
use super::layout::drawing;
use leptos::prelude::*;
use std::sync::Arc;

fn state(on: Live<bool>) -> Live<Option<String>> {
    Arc::new(move || Some(if on() { "true" } else { "false" }.to_owned()))
}

/// A box to tick, with what it means beside it.
pub fn tick(on: Live<bool>, label: Live<String>, act: Act) -> AnyView {
    let attributes = vec![
        fixed("type", "button"),
        fixed("class", "tick"),
        fixed("role", "checkbox"),
        changing("aria-checked", state(on)),
        listen("click", move |_| act()),
    ];
    let mark = drawing(
        "tick-box",
        48,
        48,
        r#"<rect x="5" y="5" width="38" height="38" rx="9"/><path d="M14 25L21 32L34 17"/>"#,
    );
    element("button", attributes, vec![mark, element("span", vec![], vec![text(label)])])
}

/// A small switch with a drawing; `label` is read out.
pub fn icon(lines: &str, on: Live<bool>, label: Live<String>, act: Act) -> AnyView {
    let said = move || Some(label());
    let attributes = vec![
        fixed("type", "button"),
        fixed("class", "icon"),
        changing("aria-pressed", state(on)),
        changing("aria-label", Arc::new(said)),
        listen("click", move |_| act()),
    ];
    element("button", attributes, vec![drawing("icon-lines", 48, 48, lines)])
}
