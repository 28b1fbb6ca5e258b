//! What the whole page wears: language and direction, size and contrast, the dealer's colours; and what is read out of it.

use handover_domain::session::{Contrast, Session, TextSize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/looks.js")]
extern "C" {
    fn dress(lang: &str, dir: &str, text: &str, contrast: &str, accent: &str, ground: &str);
    /// Has a screen read out from the heading with this id on.
    pub fn attend(id: &str);
    /// Takes the focus from whatever has it.
    pub fn rest();
}

/// Dresses the page.
pub fn draw(session: &Session) {
    let comfort = session.comfort;
    let brand = session.kiosk.as_ref().map(|kiosk| &kiosk.config.brand);
    let accent = brand.and_then(|brand| brand.accent.as_ref());
    let ground = brand.and_then(|brand| brand.ground.as_ref());
    dress(
        session.language.tag(),
        session.language.direction(),
        if comfort.text == TextSize::Large { "large" } else { "" },
        if comfort.contrast == Contrast::High { "high" } else { "" },
        accent.map_or("", |colour| colour.as_str()),
        ground.map_or("", |colour| colour.as_str()),
    );
}
