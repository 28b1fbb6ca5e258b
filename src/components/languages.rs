//! A switch between languages, each named in its own script.

use leptos::prelude::*;

/// One language of the switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its own name for itself.
    pub name: &'static str,
}

/// The switch. It changes the words on the screen and nothing else.
#[component]
pub fn Languages(all: Vec<Tongue>, current: Signal<&'static str>, on_pick: Callback<&'static str>) -> AnyView {
    let one = move |Tongue { tag, name }: Tongue| {
        let pressed = Signal::derive(move || if current.get() == tag { "true" } else { "false" });
        view! {
            <button type="button" lang=tag aria-pressed=pressed on:click=move |_| on_pick.run(tag)>{name}</button>
        }
        .into_any()
    };
    view! { <nav class="languages">{all.into_iter().map(one).collect::<Vec<_>>()}</nav> }.into_any()
}
