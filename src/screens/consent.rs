//! Notice before collecting, consent by a tap (`P1`).

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Button, Group, Heading, Line, Look};
use handover_domain::session::Event;
use leptos::prelude::*;

/// The consent screen.
#[component]
pub fn Consent() -> AnyView {
    let ui = Ui::new();
    let middle = view! {
        <Heading text=ui.say(|t| t.consent_title) />
        <Group class="points">
            <Line class="point" text=ui.say(|t| t.consent_why) />
            <Line class="point" text=ui.say(|t| t.consent_who) />
            <Line class="point" text=ui.say(|t| t.consent_free) />
            <Line class="point" text=ui.say(|t| t.consent_others) />
        </Group>
        <Group class="answers">
            <Button look=Look::Main label=ui.say(|t| t.agree) on_press=ui.telling(Event::Agreed) />
            <Button look=Look::Other label=ui.say(|t| t.decline) on_press=ui.telling(Event::Declined) />
        </Group>
    };
    plain(middle.into_any())
}
