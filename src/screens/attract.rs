//! Nobody is answering: the shop's name, one sentence, one button a language.

use super::frame::for_staff;
use super::ui::Ui;
use crate::components::{
    Look, button, drawing, element, fixed, frame, group, heading, line, live, nothing, when,
};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::{Event, Kiosk, Session, State};
use leptos::prelude::*;
use std::sync::Arc;

/// A car in one line.
const CAR: &str = r#"<path d="M8 72H40M88 72H228M276 72H312M20 72C20 56 26 52 46 50L84 46C104 28 120 20 160 20C200 20 216 28 240 46L284 52C298 54 302 60 302 72"/><circle cx="64" cy="72" r="18"/><circle cx="252" cy="72" r="18"/>"#;

/// What the next customer can do here, by what is known of the visit.
fn here<T>(session: &Session, find: impl Fn(&Kiosk, &State) -> Option<T>) -> bool {
    session.kiosk.as_ref().is_some_and(|kiosk| find(kiosk, &session.state).is_some())
}

fn can_ask(session: &Session) -> bool {
    here(session, |kiosk, state| match state {
        State::Attract(attract) => kiosk.package(attract.info.visit).map(|_| ()),
        _ => None,
    })
}

fn can_complain(session: &Session) -> bool {
    here(session, |kiosk, state| match state {
        State::Attract(attract) => kiosk.form(attract.info.visit).map(|_| ()),
        _ => None,
    })
}

pub(super) fn shop_name(session: &Session) -> String {
    session
        .kiosk
        .as_ref()
        .map(|kiosk| kiosk.config.shop_name.get(session.language).to_owned())
        .unwrap_or_default()
}

/// One language's ways in.
fn ways_in(ui: Ui, language: Language) -> AnyView {
    let label = ui.read(move |_| texts::of(language).start.to_owned());
    let complain = ui.read(move |_| texts::of(language).complain.to_owned());
    let ways = vec![
        when(
            ui.read(can_ask),
            Arc::new(move || {
                button(
                    Look::Start(language.tag()),
                    Arc::clone(&label),
                    Arc::new(move || ui.tell(Event::Start(language))),
                )
            }),
        ),
        when(
            ui.read(can_complain),
            Arc::new(move || {
                button(
                    Look::Quiet,
                    Arc::clone(&complain),
                    Arc::new(move || ui.tell(Event::Complain(language))),
                )
            }),
        ),
    ];
    element("div", vec![fixed("class", "way-in"), fixed("lang", language.tag())], ways)
}

/// The dealer's picture, where there is one.
fn logo(session: &Session) -> AnyView {
    let logo = session.kiosk.as_ref().and_then(|kiosk| kiosk.config.brand.logo.as_ref());
    match logo {
        Some(logo) => {
            let attributes = vec![fixed("class", "logo"), fixed("alt", ""), fixed("src", &logo.url())];
            element("img", attributes, vec![])
        }
        None => nothing(),
    }
}

/// The attract screen.
pub fn attract(ui: Ui) -> AnyView {
    let welcome = vec![
        live(ui.read(logo)),
        line("shop", ui.read(shop_name)),
        drawing("car", 320, 96, CAR),
        heading(ui.say(|t| t.attract_line)),
        line("lead", ui.say(|t| t.attract_length)),
        group("starts", Language::ALL.map(|language| ways_in(ui, language)).into()),
        when(
            ui.read(|session| !can_ask(session)),
            Arc::new(move || line("notice", ui.say(|t| t.no_questionnaire))),
        ),
    ];
    frame(vec![for_staff(ui)], vec![group("welcome", welcome)], vec![])
}
