//! Nobody is answering: the shop's name, one sentence, one button a language.

use super::ui::Ui;
use crate::components::{Look, button, drawing, group, heading, line, when};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::{Event, Session, State};
use leptos::prelude::*;
use std::sync::Arc;

/// A car in one line.
const CAR: &str = r#"<path d="M8 72H40M88 72H228M276 72H312M20 72C20 56 26 52 46 50L84 46C104 28 120 20 160 20C200 20 216 28 240 46L284 52C298 54 302 60 302 72"/><circle cx="64" cy="72" r="18"/><circle cx="252" cy="72" r="18"/>"#;

fn can_ask(session: &Session) -> bool {
    match (&session.state, &session.kiosk) {
        (State::Attract(attract), Some(kiosk)) => kiosk.package(attract.info.visit).is_some(),
        _ => false,
    }
}

fn shop_name(session: &Session) -> String {
    session
        .kiosk
        .as_ref()
        .map(|kiosk| kiosk.config.shop_name.get(session.language).to_owned())
        .unwrap_or_default()
}

fn start(ui: Ui, language: Language) -> AnyView {
    let label = ui.read(move |_| texts::of(language).start.to_owned());
    button(Look::Start(language.tag()), label, ui.telling(Event::Start(language)))
}

/// The attract screen.
pub fn attract(ui: Ui) -> AnyView {
    let starts = move || group("starts", Language::ALL.map(|language| start(ui, language)).into());
    group(
        "attract",
        vec![
            line("shop", ui.read(shop_name)),
            drawing("car", 320, 96, CAR),
            heading(ui.say(|t| t.attract_line)),
            line("lead", ui.say(|t| t.attract_length)),
            when(ui.read(can_ask), Arc::new(starts)),
            when(
                ui.read(|session| !can_ask(session)),
                Arc::new(move || line("notice", ui.say(|t| t.no_questionnaire))),
            ),
        ],
    )
}
