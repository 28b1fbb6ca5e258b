//! What the whole page wears: language and direction, size and contrast, the dealer's colours.

use handover_domain::session::{Contrast, Session, TextSize};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Dresses the page. What a browser does not take is left out: every screen can be read without.
pub fn draw(session: &Session) {
    let Some(root) = document().document_element() else { return };
    set(&root, "lang", session.language.tag());
    set(&root, "dir", session.language.direction());
    let comfort = session.comfort;
    set(&root, "data-text", if comfort.text == TextSize::Large { "large" } else { "" });
    set(&root, "data-contrast", if comfort.contrast == Contrast::High { "high" } else { "" });
    let Some(kiosk) = &session.kiosk else { return };
    let brand = &kiosk.config.brand;
    if let Ok(root) = root.dyn_into::<HtmlElement>() {
        for (name, colour) in [("--brand", &brand.accent), ("--ground", &brand.ground)] {
            let value = colour.as_ref().map_or("", |colour| colour.as_str());
            root.style().set_property(name, value).ok();
        }
    }
}

fn set(root: &Element, name: &str, value: &str) {
    root.set_attribute(name, value).ok();
}
