//! Options to tap: one of them, or several.

use super::element::{Live, Pick, element, fixed, listen, live, word};
use super::face::face;
use super::layout::group;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, KeyboardEvent};

#[wasm_bindgen(module = "/src/components/roving.js")]
extern "C" {
    fn rove(here: &JsValue, key: &str) -> bool;
}

/// One option as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Told back when tapped.
    pub id: String,
    /// What is read.
    pub label: String,
    /// A face beside the word, from 0 (glad) to 100 (sad).
    pub mood: Option<i32>,
    /// Chosen before.
    pub chosen: bool,
}

/// Whether one or several may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// One; a tap decides.
    One,
    /// Several; a tap turns one on or off.
    Several,
}

/// How the options are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A few large ones.
    Large,
    /// More than fit beside each other.
    Grid,
    /// Many small ones: numbers.
    Small,
    /// As wide as their words.
    Chips,
}

/// A group of options, named by the element with id `named_by` and described by the one with id `hint`.
pub fn choices(
    many: Many,
    row: Row,
    named_by: &str,
    hint: &'static str,
    choices: Live<Vec<Choice>>,
    on_tap: Pick,
) -> AnyView {
    let (role_of_group, role) = match many {
        Many::One => ("radiogroup", "radio"),
        Many::Several => ("group", "checkbox"),
    };
    let class = match row {
        Row::Large => "choices",
        Row::Grid => "choices choices-grid",
        Row::Small => "choices choices-small",
        Row::Chips => "choices choices-chips",
    };
    let option = move |Choice { id, label, mood, chosen }: Choice, stop: bool| {
        let on_tap = Arc::clone(&on_tap);
        let mut attributes = vec![
            fixed("type", "button"),
            fixed("class", "choice"),
            fixed("role", role),
            fixed("aria-checked", if chosen { "true" } else { "false" }),
            listen("click", move |_| on_tap(&id)),
        ];
        if many == Many::One {
            attributes.push(fixed("tabindex", if stop { "0" } else { "-1" }));
            attributes.push(listen("keydown", move_focus));
        }
        let label = element("span", vec![], vec![word(&label)]);
        element("button", attributes, mood.map(face).into_iter().chain([label]).collect())
    };
    let attributes = vec![
        fixed("class", "choosing"),
        fixed("role", role_of_group),
        fixed("aria-labelledby", named_by),
        fixed("aria-describedby", hint),
    ];
    let options = live(Arc::new(move || {
        let all = choices();
        // One stop of the tab key for all: the chosen one, else the first.
        let stop = all.iter().position(|choice| choice.chosen).unwrap_or(0);
        let options = all.into_iter().enumerate().map(|(at, choice)| option(choice, at == stop));
        group(class, options.collect())
    }));
    element("div", attributes, vec![options])
}

/// Arrow keys move the focus; choosing takes a key of its own, since it moves on.
fn move_focus(event: Event) {
    let event: KeyboardEvent = event.unchecked_into();
    if event.current_target().is_some_and(|here| rove(&here, &event.key())) {
        event.prevent_default();
    }
}
