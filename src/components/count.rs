//! A whole number between two others, to be typed or stepped.

use super::element::{Live, element, fixed, listen, text};
use leptos::prelude::*;

/// A number with a label. What is not within the bounds is not taken.
pub fn count(label: Live<String>, number: RwSignal<u32>, least: u32, most: u32) -> AnyView {
    let input = listen("input", move |event| {
        if let Ok(typed) = event_target_value(&event).parse()
            && (least..=most).contains(&typed)
        {
            number.set(typed);
        }
    });
    let attributes = vec![
        fixed("type", "number"),
        fixed("inputmode", "numeric"),
        fixed("autocomplete", "off"),
        fixed("min", &least.to_string()),
        fixed("max", &most.to_string()),
        fixed("value", &number.get_untracked().to_string()),
        input,
    ];
    element("label", vec![fixed("class", "count")], vec![text(label), element("input", attributes, vec![])])
}
