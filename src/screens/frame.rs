//! What stands around every customer screen: progress and languages above, ways back and out below.

use super::ui::Ui;
use crate::components::{Tongue, element, fixed, group, languages};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::Event;
use leptos::prelude::*;
use std::sync::Arc;

/// A customer's screen, from what stands above, in the middle and below.
pub(super) fn frame(ui: Ui, above: Vec<AnyView>, middle: Vec<AnyView>, below: Vec<AnyView>) -> AnyView {
    let all = Language::ALL.iter().map(|l| Tongue { tag: l.tag(), name: texts::of(*l).language }).collect();
    let current = ui.read(|session| session.language.tag().to_owned());
    let on_pick = Arc::new(move |tag: &str| {
        if let Some(language) = Language::from_tag(tag) {
            ui.tell(Event::LanguageChosen(language));
        }
    });
    let bar = vec![group("bar-start", above), languages(all, current, on_pick)];
    group(
        "frame",
        vec![
            element("header", vec![fixed("class", "bar")], bar),
            group("stage", middle),
            element("footer", vec![fixed("class", "bar bar-below")], below),
        ],
    )
}

/// A screen with nothing above and below.
pub(super) fn plain(ui: Ui, middle: Vec<AnyView>) -> AnyView {
    frame(ui, vec![], middle, vec![])
}
