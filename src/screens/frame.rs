//! What stands around every customer screen: progress, comfort and languages above, ways back and out below.

use super::ui::Ui;
use crate::components::{Look, Tongue, button, element, fixed, group, icon, languages};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::{Contrast, Event, TextSize};
use leptos::prelude::*;
use std::sync::Arc;

const LARGER: &str = r#"<path d="M4 38L14 12L24 38M7.500 30H20.500M28 38L35 20L42 38M30.500 32H39.500"/>"#;
const SHARPER: &str =
    r#"<circle cx="24" cy="24" r="17"/><path d="M24 7v34a17 17 0 0 0 0-34z" fill="currentcolor"/>"#;

/// A customer's screen, from what stands above, in the middle and below.
pub(super) fn frame(ui: Ui, above: Vec<AnyView>, middle: Vec<AnyView>, below: Vec<AnyView>) -> AnyView {
    group(
        "frame",
        vec![
            element(
                "header",
                vec![fixed("class", "bar")],
                vec![group("bar-start", above), group("bar-end", vec![comfort(ui), tongues(ui)])],
            ),
            group("stage", middle),
            element("footer", vec![fixed("class", "bar bar-below")], below),
        ],
    )
}

/// A screen with nothing above and below.
pub(super) fn plain(ui: Ui, middle: Vec<AnyView>) -> AnyView {
    frame(ui, vec![], middle, vec![])
}

/// The way to the screen for staff.
pub(super) fn for_staff(ui: Ui) -> AnyView {
    button(Look::Quiet, ui.say(|t| t.staff), ui.telling(|| Event::StaffCalled))
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
pub(super) fn comfort(ui: Ui) -> AnyView {
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
