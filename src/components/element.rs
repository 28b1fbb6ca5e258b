//! The one element everything is made of, and the plain types widgets speak in.

use leptos::ev::{Custom, on};
use leptos::html::custom;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use std::sync::Arc;
use web_sys::Event;

/// Something that is read anew whenever what it reads changes. A closure is Leptos's lightest signal.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// What a tap does.
pub type Act = Arc<dyn Fn() + Send + Sync>;

/// What a choice does; it is told which one.
pub type Pick = Arc<dyn Fn(&str) + Send + Sync>;

/// An attribute or a listener.
pub type Attribute = AnyAttribute;

/// An element of this tag.
pub fn element(tag: &'static str, attributes: Vec<Attribute>, children: Vec<AnyView>) -> AnyView {
    custom(tag).child(children).add_any_attr(attributes).into_any()
}

/// An attribute that stays as it is.
pub fn fixed(name: &'static str, value: &str) -> Attribute {
    custom_attribute(name, value.to_owned()).into_any_attr()
}

/// An attribute that changes; it is absent while there is no value.
pub fn changing(name: &'static str, value: Live<Option<String>>) -> Attribute {
    custom_attribute(name, move || value()).into_any_attr()
}

/// What happens on an event.
pub fn listen(event: &'static str, act: impl FnMut(Event) + 'static) -> Attribute {
    let act: Box<dyn FnMut(Event)> = Box::new(act);
    on(Custom::new(event), act).into_any_attr()
}

/// Text that changes.
pub fn text(text: Live<String>) -> AnyView {
    (move || text()).into_any()
}

/// Text that stays.
pub fn word(text: &str) -> AnyView {
    text.to_owned().into_any()
}

/// Something that is built anew when what it reads changes.
pub fn live(view: Live<AnyView>) -> AnyView {
    (move || view()).into_any()
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}
