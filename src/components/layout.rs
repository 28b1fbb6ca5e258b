//! The plainest widgets: a group, a line of text, the heading, a drawing, something that is there at times.

use super::element::{Act, Attribute, Live, element, fixed, listen, live, nothing, text};
use leptos::prelude::*;
use std::sync::Arc;

/// The id of the heading of a screen, for whatever it names.
pub const HEADING: &str = "heading";

/// The one heading of a screen. It can take the focus, so that it is read out first.
pub fn heading(words: Live<String>) -> AnyView {
    element("h1", vec![fixed("id", HEADING), fixed("tabindex", "-1")], vec![text(words)])
}

/// Widgets that belong together.
pub fn group(class: &str, widgets: Vec<AnyView>) -> AnyView {
    element("div", vec![fixed("class", class)], widgets)
}

/// A line of text.
pub fn line(class: &str, words: Live<String>) -> AnyView {
    paragraph(vec![fixed("class", class)], words)
}

/// A line of text that is read out when it changes: role `status` or `alert`.
pub fn told(role: &str, class: &str, words: Live<String>) -> AnyView {
    paragraph(vec![fixed("class", class), fixed("role", role)], words)
}

fn paragraph(attributes: Vec<Attribute>, words: Live<String>) -> AnyView {
    element("p", attributes, vec![text(words)])
}

/// Fields and a button, where the enter key does what the button does.
pub fn form(class: &str, send: Act, widgets: Vec<AnyView>) -> AnyView {
    let submit = listen("submit", move |event| {
        event.prevent_default();
        send();
    });
    element("form", vec![fixed("class", class), submit], widgets)
}

/// A line that is shown on demand, behind another.
pub fn unfolding(label: Live<String>, words: Live<String>) -> AnyView {
    unfolding_all(label, vec![line("help-text", words)])
}

/// Widgets that are shown on demand, behind a line.
pub fn unfolding_all(label: Live<String>, widgets: Vec<AnyView>) -> AnyView {
    let label = element("summary", vec![fixed("class", "button button-quiet")], vec![text(label)]);
    element("details", vec![], std::iter::once(label).chain(widgets).collect())
}

/// A drawing in lines, for the eye alone.
pub fn drawing(class: &str, width: u32, height: u32, lines: &str) -> AnyView {
    let svg = format!(r#"<svg viewBox="0 0 {width} {height}">{lines}</svg>"#);
    let attributes = vec![fixed("class", class), fixed("aria-hidden", "true")];
    leptos::html::custom("span").inner_html(svg).add_any_attr(attributes).into_any()
}

/// Something that is there while a condition holds.
pub fn when(is: Live<bool>, then: Live<AnyView>) -> AnyView {
    live(Arc::new(move || if is() { then() } else { nothing() }))
}

/// A screen, from what stands above, in the middle and below.
pub fn frame(above: Vec<AnyView>, middle: Vec<AnyView>, below: Vec<AnyView>) -> AnyView {
    let bar = |tag, class, widgets| element(tag, vec![fixed("class", class)], widgets);
    let parts =
        vec![bar("header", "bar", above), group("stage", middle), bar("footer", "bar bar-below", below)];
    group("frame", parts)
}

/// A screen with nothing above and below.
pub fn plain(middle: Vec<AnyView>) -> AnyView {
    frame(vec![], middle, vec![])
}
