//! "Do you want to leave?": over the question, which stays as it is underneath.

use super::ui::Ui;
use crate::components::{Look, button, element, fixed, group, line, text};
use handover_domain::session::Event;
use handover_domain::survey::Survey;
use leptos::prelude::*;

/// The dialog.
pub(super) fn leaving(ui: Ui) -> AnyView {
    let mut ways = vec![button(Look::Main, ui.say(|t| t.stay), ui.telling(Event::Stay))];
    if ui.now(|session| session.survey().is_some_and(Survey::has_answers)) {
        ways.push(button(Look::Other, ui.say(|t| t.leave_keeping), ui.telling(Event::LeaveKeeping)));
    }
    ways.push(button(Look::Other, ui.say(|t| t.leave_deleting), ui.telling(Event::LeaveDeleting)));
    let attributes = vec![
        fixed("class", "dialog"),
        fixed("role", "dialog"),
        fixed("aria-modal", "true"),
        fixed("aria-labelledby", "leaving-title"),
    ];
    let title = element("h2", vec![fixed("id", "leaving-title")], vec![text(ui.say(|t| t.leave_title))]);
    let dialog = vec![title, line("note", ui.say(|t| t.leave_note)), group("answers", ways)];
    group("veil", vec![element("section", attributes, dialog)])
}
