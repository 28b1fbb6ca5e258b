//! Notice before collecting, consent by a tap (`P1`).

use super::ui::Ui;
use crate::components::{Look, button, group, heading, line, plain};
use handover_domain::session::{Event, State, Wish};
use leptos::prelude::*;

/// The consent screen.
pub fn consent(ui: Ui) -> AnyView {
    let complains = ui.now(|session| match session.state.underneath() {
        State::Consent(consent) => consent.wish == Wish::Complaint,
        _ => false,
    });
    let point = |pick| line("point", ui.say(pick));
    let points = if complains {
        vec![point(|t| t.consent_complaint), point(|t| t.consent_contact), point(|t| t.consent_others)]
    } else {
        vec![
            point(|t| t.consent_why),
            point(|t| t.consent_who),
            point(|t| t.consent_free),
            point(|t| t.consent_others),
        ]
    };
    let answers = vec![
        button(Look::Main, ui.say(|t| t.agree), ui.telling(|| Event::Agreed)),
        button(Look::Other, ui.say(|t| t.decline), ui.telling(|| Event::Declined)),
    ];
    plain(vec![heading(ui.say(|t| t.consent_title)), group("points", points), group("answers", answers)])
}
