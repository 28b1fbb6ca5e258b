//! Fields to type in; the browser is asked to remember and correct nothing (invariant 4).

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

/// A field with a note below it. What is typed beyond `most` characters is not taken.
#[component]
pub fn Field(shape: Shape, text: RwSignal<String>, most: usize, named_by: &'static str, note: Signal<String>) -> AnyView {
    let typed = move |event| {
        let typed: String = event_target_value(&event).chars().take(most).collect();
        text.set(typed);
    };
    let field = match shape {
        Shape::Words => view! {
            <textarea
                rows="5"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-labelledby=named_by
                aria-describedby="note"
                prop:value=text
                on:input=typed
            ></textarea>
        }
        .into_any(),
        Shape::Number | Shape::Code => view! {
            <input
                class="line"
                inputmode=if shape == Shape::Number { "numeric" } else { "text" }
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-labelledby=named_by
                aria-describedby="note"
                prop:value=text
                on:input=typed
            />
        }
        .into_any(),
    };
    view! { <div class="field">{field}<p id="note" class="note" role="status">{note}</p></div> }.into_any()
}
