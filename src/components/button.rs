//! Buttons, by what they are for.

use super::element::{Attribute, changing, element, fixed, listen, text};
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    Main,
    /// The one thing to do next, once it can be done.
    MainWhen(Signal<bool>),
    /// Another way on.
    Other,
    /// Always there, never in the way.
    Quiet,
    /// The way into a survey, in the language of this tag.
    Start(&'static str),
}

impl Look {
    fn attributes(self) -> Vec<Attribute> {
        let class = |class| vec![fixed("type", "button"), fixed("class", class)];
        let mut attributes = match self {
            Self::Main | Self::MainWhen(_) => class("button button-main"),
            Self::Other => class("button"),
            Self::Quiet => class("button button-quiet"),
            Self::Start(_) => class("button start"),
        };
        match self {
            Self::MainWhen(ready) => {
                let disabled = Signal::derive(move || (!ready.get()).then(String::new));
                attributes.push(changing("disabled", disabled));
            }
            Self::Start(tag) => attributes.push(fixed("lang", tag)),
            Self::Main | Self::Other | Self::Quiet => {}
        }
        attributes
    }
}

/// A button with a label.
pub fn button(look: Look, label: Signal<String>, on_press: Callback<()>) -> AnyView {
    let mut attributes = look.attributes();
    attributes.push(listen("click", move |_| on_press.run(())));
    element("button", attributes, vec![text(label)])
}
