//! A question over a screen, which stays as it is underneath and cannot be reached.

use super::element::{Live, element, fixed, text};
use super::layout::{group, line};
use leptos::prelude::*;

/// A dialog of a title, a note and ways on; the first way has the focus.
pub fn dialog(title: Live<String>, note: Live<String>, ways: Vec<AnyView>) -> AnyView {
    let attributes = vec![
        fixed("class", "dialog"),
        fixed("role", "alertdialog"),
        fixed("aria-modal", "true"),
        fixed("aria-labelledby", "dialog-title"),
        fixed("aria-describedby", "dialog-note"),
    ];
    let title = element("h2", vec![fixed("id", "dialog-title")], vec![text(title)]);
    let note = element("div", vec![fixed("id", "dialog-note")], vec![line("note", note)]);
    group("veil", vec![element("section", attributes, vec![title, note, group("answers", ways)])])
}
