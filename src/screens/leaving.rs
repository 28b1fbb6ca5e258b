//! "Do you want to leave?": over the screen, which stays as it is underneath.

use super::ui::Ui;
use crate::components::{Look, button, dialog};
use crate::texts;
use handover_domain::session::{Event, Session, State};
use handover_domain::survey::Survey;
use leptos::prelude::*;

fn note(session: &Session) -> String {
    let texts = texts::of(session.language);
    match session.state.underneath() {
        State::Complaining(_) => texts.leave_complaint,
        _ if kept(session).is_none() => "",
        _ => texts.leave_note,
    }
    .to_owned()
}

/// The survey whose answers may be kept: the one on the screen, or the one that waits behind a complaint.
fn kept(session: &Session) -> Option<&Survey> {
    let asking = match session.state.underneath() {
        State::Asking(asking) => asking,
        State::Complaining(complaining) => complaining.waiting()?,
        _ => return None,
    };
    Some(&asking.survey).filter(|survey| survey.has_answers())
}

/// The dialog.
pub fn leaving(ui: Ui) -> AnyView {
    let mut ways = vec![button(Look::Main, ui.say(|t| t.stay), ui.telling(|| Event::Stay))];
    if ui.now(|session| kept(session).is_some()) {
        ways.push(button(Look::Other, ui.say(|t| t.leave_keeping), ui.telling(|| Event::LeaveKeeping)));
    }
    ways.push(button(Look::Other, ui.say(|t| t.leave_deleting), ui.telling(|| Event::LeaveDeleting)));
    dialog(ui.say(|t| t.leave_title), ui.read(note), ways)
}
