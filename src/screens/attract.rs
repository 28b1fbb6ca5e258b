//! Nobody is answering: the shop's name, one sentence, one button a language.

use super::ui::Ui;
use crate::components::{Button, Group, Heading, Line, Look, When};
use crate::texts;
use handover_domain::language::Language;
use handover_domain::session::{Event, Session, State};
use leptos::prelude::*;

fn can_ask(session: &Session) -> bool {
    match (&session.state, &session.kiosk) {
        (State::Attract(attract), Some(kiosk)) => kiosk.package(attract.info.visit).is_some(),
        _ => false,
    }
}

fn shop_name(session: &Session) -> String {
    session.kiosk.as_ref().map(|kiosk| kiosk.config.shop_name.get(session.language).to_owned()).unwrap_or_default()
}

fn start(ui: Ui, language: Language) -> AnyView {
    let label = Signal::stored(texts::of(language).start.to_owned());
    let lang = language.tag();
    view! { <Button look=Look::Start label lang on_press=ui.telling(Event::Start(language)) /> }.into_any()
}

/// The attract screen.
#[component]
pub fn Attract() -> AnyView {
    let ui = Ui::new();
    let starts = move || {
        let starts: Vec<_> = Language::ALL.map(|language| start(ui, language)).into();
        view! { <Group class="starts">{starts}</Group> }.into_any()
    };
    view! {
        <Group class="attract">
            <Line class="shop" text=ui.read(shop_name) />
            <svg class="car" viewBox="0 0 320 96" aria-hidden="true">
                <path d="M8 72H40M88 72H228M276 72H312M20 72C20 56 26 52 46 50L84 46C104 28 120 20 160 20C200 20 216 28 240 46L284 52C298 54 302 60 302 72" />
                <circle cx="64" cy="72" r="18" />
                <circle cx="252" cy="72" r="18" />
            </svg>
            <Heading text=ui.say(|t| t.attract_line) />
            <Line class="lead" text=ui.say(|t| t.attract_length) />
            <When is=ui.is(can_ask) then=starts />
            <When
                is=ui.is(|session| !can_ask(session))
                then=move || view! { <Line class="notice" text=ui.say(|t| t.no_questionnaire) /> }
            />
        </Group>
    }
    .into_any()
}
