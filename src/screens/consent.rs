//! Notice before collecting, consent by a tap (`P1`).

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Look, button, group, heading, line};
use handover_domain::session::Event;
use leptos::prelude::*;

/// The consent screen.
pub fn consent(ui: Ui) -> AnyView {
    let points = vec![
        line("point", ui.say(|t| t.consent_why)),
        line("point", ui.say(|t| t.consent_who)),
        line("point", ui.say(|t| t.consent_free)),
        line("point", ui.say(|t| t.consent_others)),
    ];
    let answers = vec![
        button(Look::Main, ui.say(|t| t.agree), ui.telling(Event::Agreed)),
        button(Look::Other, ui.say(|t| t.decline), ui.telling(Event::Declined)),
    ];
    plain(ui, vec![heading(ui.say(|t| t.consent_title)), group("points", points), group("answers", answers)])
}
