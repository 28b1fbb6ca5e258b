//! It is safe: thanks, and the receipt code.

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Button, Group, Heading, Line, Look};
use handover_domain::session::{Event, Session, State};
use leptos::prelude::*;

fn receipt(session: &Session) -> String {
    match &session.state {
        State::Thanks(thanks) => thanks.slip.to_string(),
        _ => String::new(),
    }
}

/// The thank-you.
#[component]
pub fn Thanks() -> AnyView {
    let ui = Ui::new();
    let code = ui.now(receipt);
    let shown = code.clone();
    let middle = view! {
        <Heading text=ui.say(|t| t.thanks_title) />
        <Line class="lead" text=ui.say(|t| t.thanks_note) />
        <Group class="receipt">
            <Line class="note" text=ui.say(|t| t.receipt_label) />
            <p class="receipt-code" data-receipt=code>{shown}</p>
        </Group>
        <Line class="note" text=ui.say(|t| t.receipt_note) />
        <Group class="answers">
            <Button look=Look::Main label=ui.say(|t| t.done) on_press=ui.telling(Event::Finished) />
        </Group>
    };
    plain(middle.into_any())
}
