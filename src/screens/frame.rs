//! What stands around every customer screen: progress and languages above, ways back and out below.

use super::ui::Ui;
use crate::components::{Languages, Tongue};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::Event;
use leptos::prelude::*;

/// A customer's screen, from what stands above, in the middle and below.
pub(super) fn frame(above: AnyView, middle: AnyView, below: AnyView) -> AnyView {
    let ui = Ui::new();
    let all = Language::ALL.iter().map(|l| Tongue { tag: l.tag(), name: texts::of(*l).language }).collect();
    let on_pick = Callback::new(move |tag| {
        if let Some(language) = Language::from_tag(tag) {
            ui.tell(Event::LanguageChosen(language));
        }
    });
    view! {
        <div class="frame">
            <header class="bar"><div class="bar-start">{above}</div><Languages all current=ui.tag() on_pick /></header>
            <div class="stage">{middle}</div>
            <footer class="bar bar-below">{below}</footer>
        </div>
    }
    .into_any()
}

/// A screen with nothing above and below.
pub(super) fn plain(middle: AnyView) -> AnyView {
    frame(().into_any(), middle, ().into_any())
}
