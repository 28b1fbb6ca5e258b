//! It is safe: thanks, and the receipt code.

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Look, button, element, fixed, group, heading, line, word};
use handover_domain::session::{Event, Session, State};
use leptos::prelude::*;

fn receipt(session: &Session) -> String {
    match &session.state {
        State::Thanks(thanks) => thanks.slip.to_string(),
        _ => String::new(),
    }
}

/// The thank-you.
pub fn thanks(ui: Ui) -> AnyView {
    let code = ui.now(receipt);
    let attributes = vec![fixed("class", "receipt-code"), fixed("data-receipt", &code)];
    let slip = vec![line("note", ui.say(|t| t.receipt_label)), element("p", attributes, vec![word(&code)])];
    let middle = vec![
        heading(ui.say(|t| t.thanks_title)),
        line("lead", ui.say(|t| t.thanks_note)),
        group("receipt", slip),
        line("note", ui.say(|t| t.receipt_note)),
        group("answers", vec![button(Look::Main, ui.say(|t| t.done), ui.telling(Event::Finished))]),
    ];
    plain(ui, middle)
}
