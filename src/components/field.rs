//! Fields to type in; the browser is asked to remember and correct nothing (invariant 4).

use super::element::{Live, element, fixed, listen, word};
use super::layout::{group, told};
use leptos::prelude::*;
use std::sync::Arc;

/// What kind of field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Several lines of words.
    Words,
    /// A few words.
    Line,
    /// A whole number.
    Number,
    /// A phone number.
    Phone,
    /// A short code.
    Code,
    /// Digits that nobody beside is to read.
    Pin,
}

impl Shape {
    /// The keys that a tablet shows for it.
    fn keys(self) -> &'static str {
        match self {
            Self::Number | Self::Pin => "numeric",
            Self::Phone => "tel",
            Self::Words | Self::Line | Self::Code => "text",
        }
    }
}

/// How much may be typed, and what is said when there was more.
pub struct Room {
    /// Characters (Unicode scalar values).
    pub most: usize,
    /// Said when something was not taken.
    pub cut: Live<String>,
}

/// A field with a note below it, named by the element with id `named_by`.
/// What is typed or pasted beyond its room is not taken, and that is said.
pub fn field(
    shape: Shape,
    text: RwSignal<String>,
    Room { most, cut }: Room,
    named_by: &str,
    note: Live<String>,
) -> AnyView {
    let before = text.get_untracked();
    let over = RwSignal::new(String::new());
    let mut attributes = vec![
        fixed("autocomplete", "off"),
        fixed("autocapitalize", "off"),
        fixed("autocorrect", "off"),
        fixed("writingsuggestions", "false"),
        fixed("spellcheck", "false"),
        fixed("aria-labelledby", named_by),
        // A pasted megabyte is cut by the browser before it is drawn, and still more than fits, which is told.
        fixed("maxlength", &(2 * most + 2).to_string()),
        listen("input", move |event| {
            let typed = event_target_value(&event);
            let end = typed.char_indices().nth(most).map(|(end, _)| end);
            let kept = end.and_then(|end| typed.get(..end)).unwrap_or(&typed);
            over.set(if kept.len() < typed.len() { cut() } else { String::new() });
            if kept.len() < typed.len() {
                set_target_value(&event, kept);
            }
            text.set(kept.to_owned());
        }),
    ];
    let field = if shape == Shape::Words {
        attributes.push(fixed("rows", "5"));
        element("textarea", attributes, vec![word(&before)])
    } else {
        if shape == Shape::Pin {
            attributes.push(fixed("class", "pin"));
        }
        attributes.push(fixed("inputmode", shape.keys()));
        attributes.push(fixed("value", &before));
        element("input", attributes, vec![])
    };
    let said = Arc::new(move || over.get());
    group("field", vec![field, told("status", "note", note), told("alert", "note", said)])
}

fn set_target_value(event: &web_sys::Event, text: &str) {
    if let Some(target) = event.target() {
        // Where the field cannot be cut, the signal is all the same.
        js_sys::Reflect::set(&target, &"value".into(), &text.into()).ok();
    }
}
