//! What stands beside the screens and stays from one to the next: comfort and languages; and the way to the staff's room.

use super::ui::Ui;
use crate::components::{Look, Tongue, button, group, icon, languages};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::{Contrast, Event, TextSize};
use leptos::prelude::*;
use std::sync::Arc;

const LARGER: &str = r#"<path d="M4 38L14 12L24 38M7.500 30H20.500M28 38L35 20L42 38M30.500 32H39.500"/>"#;
const SHARPER: &str =
    r#"<circle cx="24" cy="24" r="17"/><path d="M24 7v34a17 17 0 0 0 0-34z" fill="currentcolor"/>"#;

/// What every screen has in its corner. It is built once: to build it with each screen would be a third of what a tap waits for.
pub fn corner(ui: Ui) -> AnyView {
    group("corner", vec![comfort(ui), tongues(ui)])
}

/// The way to the screen for staff.
pub(super) fn for_staff(ui: Ui) -> AnyView {
    // Customers need not know what the dot means.
    let label = ui.read(|session| {
        let dot = if session.wanted { " ●" } else { "" };
        format!("{}{dot}", texts::of(session.language).staff)
    });
    button(Look::Quiet, label, ui.telling(|| Event::StaffCalled))
}

fn tongues(ui: Ui) -> AnyView {
    let all = Language::ALL.iter().map(|l| Tongue { tag: l.tag(), name: texts::of(*l).language }).collect();
    let current = ui.read(|session| session.language.tag().to_owned());
    let on_pick = Arc::new(move |tag: &str| {
        if let Some(language) = Language::from_tag(tag) {
            ui.tell(Event::LanguageChosen(language));
        }
    });
    languages(all, current, on_pick)
}

/// Larger words, sharper contrast.
fn comfort(ui: Ui) -> AnyView {
    let larger = Arc::new(move || ui.tell(Event::ComfortChosen(ui.now(|session| session.comfort.resized()))));
    let sharper =
        Arc::new(move || ui.tell(Event::ComfortChosen(ui.now(|session| session.comfort.contrasted()))));
    let is_large = ui.read(|session| session.comfort.text == TextSize::Large);
    let is_sharp = ui.read(|session| session.comfort.contrast == Contrast::High);
    let switches = vec![
        icon(LARGER, is_large, ui.say(|t| t.larger), larger),
        icon(SHARPER, is_sharp, ui.say(|t| t.sharper), sharper),
    ];
    group("comfort", switches)
}
