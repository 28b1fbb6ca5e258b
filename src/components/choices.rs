//! Options to tap: one of them, or several.

use super::element::{Live, Pick, element, fixed, listen, live, word};
use super::face::face;
use super::layout::group;
use leptos::prelude::*;
use std::sync::Arc;

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
    /// Many small ones: numbers.
    Small,
}

/// A group of options, named by the element with id `named_by`.
pub fn choices(
    many: Many,
    row: Row,
    named_by: &'static str,
    choices: Live<Vec<Choice>>,
    on_tap: Pick,
) -> AnyView {
    let (role_of_group, role) = match many {
        Many::One => ("radiogroup", "radio"),
        Many::Several => ("group", "checkbox"),
    };
    let class = match row {
        Row::Large => "choices",
        Row::Small => "choices choices-small",
    };
    let option = move |Choice { id, label, mood, chosen }: Choice| {
        let on_tap = Arc::clone(&on_tap);
        let attributes = vec![
            fixed("type", "button"),
            fixed("class", "choice"),
            fixed("role", role),
            fixed("aria-checked", if chosen { "true" } else { "false" }),
            listen("click", move |_| on_tap(&id)),
        ];
        let label = element("span", vec![], vec![word(&label)]);
        element("button", attributes, mood.map(face).into_iter().chain([label]).collect())
    };
    let attributes =
        vec![fixed("class", "choosing"), fixed("role", role_of_group), fixed("aria-labelledby", named_by)];
    let options = live(Arc::new(move || group(class, choices().into_iter().map(&option).collect())));
    element("div", attributes, vec![options])
}
