//! A switch between languages, each named in its own script.

use super::element::{changing, element, fixed, listen, word};
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
pub fn languages(all: Vec<Tongue>, current: Signal<String>, on_pick: Callback<String>) -> AnyView {
    let one = move |Tongue { tag, name }: Tongue| {
        let pressed =
            Signal::derive(move || Some(if current.get() == tag { "true" } else { "false" }.to_owned()));
        let attributes = vec![
            fixed("type", "button"),
            fixed("lang", tag),
            changing("aria-pressed", pressed),
            listen("click", move |_| on_pick.run(tag.to_owned())),
        ];
        element("button", attributes, vec![word(name)])
    };
    element("nav", vec![fixed("class", "languages")], all.into_iter().map(one).collect())
}
