//! Fields to type in; the browser is asked to remember and correct nothing (invariant 4).

use super::element::{Live, element, fixed, listen, word};
use super::layout::{group, told};
use leptos::prelude::*;

/// What kind of field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Several lines of words.
    Words,
    /// A whole number.
    Number,
    /// A short code.
    Code,
}

/// A field with a note below it, named by the element with id `named_by`.
/// What is typed beyond `most` UTF-16 units is not taken.
pub fn field(
    shape: Shape,
    text: RwSignal<String>,
    most: usize,
    named_by: &'static str,
    note: Live<String>,
) -> AnyView {
    let before = text.get_untracked();
    let mut attributes = vec![
        fixed("autocomplete", "off"),
        fixed("autocapitalize", "off"),
        fixed("spellcheck", "false"),
        fixed("maxlength", &most.to_string()),
        fixed("aria-labelledby", named_by),
        listen("input", move |event| text.set(event_target_value(&event))),
    ];
    let field = match shape {
        Shape::Words => {
            attributes.push(fixed("rows", "5"));
            element("textarea", attributes, vec![word(&before)])
        }
        Shape::Number | Shape::Code => {
            attributes.push(fixed("inputmode", if shape == Shape::Number { "numeric" } else { "text" }));
            attributes.push(fixed("value", &before));
            element("input", attributes, vec![])
        }
    };
    group("field", vec![field, told("status", "note", note)])
}
