//! The one element everything is made of.

use leptos::children::ViewFn;
use leptos::ev::{Custom, on};
use leptos::html::custom;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use web_sys::Event;

/// An attribute or a listener.
pub type Attribute = AnyAttribute;

/// An element of this tag.
pub fn element(tag: &'static str, attributes: Vec<Attribute>, children: Vec<AnyView>) -> AnyView {
    custom(tag).child(children).add_any_attr(attributes).into_any()
}

/// An attribute that stays as it is.
pub fn fixed(name: &'static str, value: impl Into<String>) -> Attribute {
    custom_attribute(name, value.into()).into_any_attr()
}

/// An attribute that changes; it is absent while there is no value.
pub fn changing(name: &'static str, value: Signal<Option<String>>) -> Attribute {
    custom_attribute(name, value).into_any_attr()
}

/// What happens on an event.
pub fn listen(event: &'static str, act: impl FnMut(Event) + 'static) -> Attribute {
    let act: Box<dyn FnMut(Event)> = Box::new(act);
    on(Custom::new(event), act).into_any_attr()
}

/// Text that changes.
pub fn text(text: Signal<String>) -> AnyView {
    text.into_any()
}

/// Text that stays.
pub fn word(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    text.into_any()
}

/// Something that is built anew when what it reads changes.
pub fn live(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let view = ViewFn::from(view);
    (move || view.run()).into_any()
}
