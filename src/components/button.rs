//! Buttons, by what they are for.

use super::element::{Act, Attribute, Live, changing, element, fixed, listen, text};
use leptos::prelude::*;
use std::sync::Arc;

/// How much a button asks for attention.
#[derive(Clone)]
pub enum Look {
    /// The one thing to do next.
    Main,
    /// The one thing to do next, once it can be done.
    MainWhen(Live<bool>),
    /// Another way on.
    Other,
    /// Another way on, once it can be gone.
    OtherWhen(Live<bool>),
    /// Always there, never in the way.
    Quiet,
    /// The way into a survey, in the language of this tag.
    Start(&'static str),
}

impl Look {
    fn class(&self) -> &'static str {
        match self {
            Self::Main | Self::MainWhen(_) => "button button-main",
            Self::Other | Self::OtherWhen(_) => "button",
            Self::Quiet => "button button-quiet",
            Self::Start(_) => "button start",
        }
    }

    fn more(self) -> Option<Attribute> {
        match self {
            Self::MainWhen(ready) | Self::OtherWhen(ready) => {
                Some(changing("disabled", Arc::new(move || (!ready()).then(String::new))))
            }
            Self::Start(tag) => Some(fixed("lang", tag)),
            Self::Main | Self::Other | Self::Quiet => None,
        }
    }
}

/// A button with a label.
pub fn button(look: Look, label: Live<String>, act: Act) -> AnyView {
    let mut attributes = vec![fixed("type", "button"), fixed("class", look.class())];
    attributes.extend(look.more());
    attributes.push(listen("click", move |_| act()));
    element("button", attributes, vec![text(label)])
}
