//! A button that lets somebody choose a file.

use super::element::{Act, Live, element, fixed, listen, text};
use crate::browser::file;
use leptos::prelude::*;

/// A button with a label; `act` is called once a file was chosen, which [`file::chosen`] then is.
pub fn file_button(label: Live<String>, act: Act) -> AnyView {
    let change = listen("change", move |event| {
        if event.target().is_some_and(|field| file::take(&field)) {
            act();
        }
    });
    let field = element("input", vec![fixed("type", "file"), fixed("class", "unseen"), change], vec![]);
    element("label", vec![fixed("class", "button file-button")], vec![text(label), field])
}
