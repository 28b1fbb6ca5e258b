//! Options to tap: one of them, or several.

use super::face::Face;
use leptos::prelude::*;

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
pub enum Pick {
    /// One; a tap decides.
    One,
    /// Several; a tap turns one on or off.
    Several,
}

impl Pick {
    fn roles(self) -> (&'static str, &'static str) {
        match self {
            Self::One => ("radiogroup", "radio"),
            Self::Several => ("group", "checkbox"),
        }
    }
}

/// How the options are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A few large ones.
    Large,
    /// Many small ones: numbers.
    Small,
}

/// A group of options, named by the heading with id `named_by`.
#[component]
pub fn Choices(
    pick: Pick,
    row: Row,
    named_by: &'static str,
    choices: Signal<Vec<Choice>>,
    on_tap: Callback<String>,
) -> AnyView {
    let (group, role) = pick.roles();
    let class = match row {
        Row::Large => "choices",
        Row::Small => "choices choices-small",
    };
    let option = move |Choice { id, label, mood, chosen }: Choice| {
        let checked = if chosen { "true" } else { "false" };
        let face = mood.map(|mood| view! { <Face mood /> });
        view! {
            <button type="button" class="choice" role=role aria-checked=checked on:click=move |_| on_tap.run(id.clone())>
                {face}
                <span>{label}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <div class=class role=group aria-labelledby=named_by>
            {move || choices.get().into_iter().map(option).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
