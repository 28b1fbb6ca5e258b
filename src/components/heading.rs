//! The one heading of a screen; it takes the focus when the screen appears, so that it is read out first.

use leptos::html::H1;
use leptos::prelude::*;

/// The id of the heading, for whatever it names.
pub const HEADING: &str = "heading";

/// The heading of a screen.
#[component]
pub fn Heading(text: Signal<String>) -> AnyView {
    let node = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            // A heading that cannot take the focus is still read in order.
            heading.focus().ok();
        }
    });
    view! { <h1 id=HEADING tabindex="-1" node_ref=node>{text}</h1> }.into_any()
}
