//! The record could not be written: said plainly, the answers still here, never a thank-you.

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Button, Group, Heading, Line, Look};
use crate::texts;
use handover_domain::session::{Event, SavingStage, Session, State};
use leptos::prelude::*;

fn why(session: &Session) -> String {
    match &session.state {
        State::Saving(saving) => match saving.stage {
            SavingStage::Failed(problem) => (texts::of(session.language).not_saved_why)(problem).to_owned(),
            SavingStage::Writing => String::new(),
        },
        _ => String::new(),
    }
}

/// The screen for answers that are not saved yet.
#[component]
pub fn NotSaved() -> AnyView {
    let ui = Ui::new();
    let middle = view! {
        <Heading text=ui.say(|t| t.not_saved_title) />
        <Line class="lead" role="alert" text=ui.read(why) />
        <Line class="lead" text=ui.say(|t| t.not_saved_note) />
        <Group class="answers">
            <Button look=Look::Main label=ui.say(|t| t.try_again) on_press=ui.telling(Event::TryAgain) />
            <Button look=Look::Other label=ui.say(|t| t.leave_deleting) on_press=ui.telling(Event::LeaveDeleting) />
        </Group>
    };
    plain(middle.into_any())
}
