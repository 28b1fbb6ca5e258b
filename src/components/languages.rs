//! A switch between languages, each named in its own script.

use super::element::{Live, Pick, changing, element, fixed, listen, word};
use leptos::prelude::*;
use std::sync::Arc;

/// One language of the switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its own name for itself.
    pub name: &'static str,
}

/// The switch. It changes the words on the screen and nothing else.
pub fn languages(all: Vec<Tongue>, current: Live<String>, on_pick: Pick) -> AnyView {
    let one = move |Tongue { tag, name }: Tongue| {
        let (current, on_pick) = (Arc::clone(&current), Arc::clone(&on_pick));
        let pressed = move || Some(if current() == tag { "true" } else { "false" }.to_owned());
        let attributes = vec![
            fixed("type", "button"),
            fixed("lang", tag),
            changing("aria-pressed", Arc::new(pressed)),
            listen("click", move |_| on_pick(tag)),
        ];
        element("button", attributes, vec![word(name)])
    };
    element("nav", vec![fixed("class", "languages")], all.into_iter().map(one).collect())
}
