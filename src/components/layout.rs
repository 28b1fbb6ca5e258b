//! The plainest widgets: a group, a line of text, something that is there at times.

use leptos::children::ViewFn;
use leptos::prelude::*;

/// Widgets that belong together.
#[component]
pub fn Group(class: &'static str, children: Children) -> AnyView {
    view! { <div class=class>{children()}</div> }.into_any()
}

/// A line of text.
#[component]
pub fn Line(
    class: &'static str,
    text: Signal<String>,
    /// `status` or `alert`, for what must be read out when it changes.
    #[prop(optional)]
    role: Option<&'static str>,
) -> AnyView {
    view! { <p class=class role=role>{text}</p> }.into_any()
}

/// Something that is there while a condition holds.
#[component]
pub fn When(is: Signal<bool>, #[prop(into)] then: ViewFn) -> AnyView {
    view! { {move || is.get().then(|| then.run())} }.into_any()
}
