//! Buttons, by what they are for.

use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    Main,
    /// Another way on.
    Other,
    /// Always there, never in the way.
    Quiet,
    /// The way into a survey.
    Start,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "button button-main",
            Self::Other => "button",
            Self::Quiet => "button button-quiet",
            Self::Start => "button start",
        }
    }
}

/// A button with a label.
#[component]
pub fn Button(
    look: Look,
    label: Signal<String>,
    /// The language of the label, where it differs from the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
    #[prop(optional)] disabled: Signal<bool>,
    on_press: Callback<()>,
) -> AnyView {
    view! {
        <button type="button" class=look.class() lang=lang disabled=disabled on:click=move |_| on_press.run(())>
            {label}
        </button>
    }
    .into_any()
}
