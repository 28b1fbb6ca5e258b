//! "Are you still there?": a countdown over the screen, which one tap ends.

use super::ui::Ui;
use crate::components::{Look, button, dialog};
use crate::texts;
use handover_domain::session::{Event, Session, State};
use leptos::prelude::*;

fn note(session: &Session) -> String {
    match &session.state {
        State::Idle(idle) => (texts::of(session.language).idle_note)(idle.left_s),
        _ => String::new(),
    }
}

/// The dialog.
pub fn idle(ui: Ui) -> AnyView {
    let stay = button(Look::Main, ui.say(|t| t.idle_stay), ui.telling(|| Event::Stay));
    dialog(ui.say(|t| t.idle_title), ui.read(note), vec![stay])
}
