//! The record could not be written: said plainly, the answers still here, never a thank-you.

use super::frame::for_staff;
use super::ui::Ui;
use crate::components::{Look, button, group, heading, line, plain, told};
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
pub fn not_saved(ui: Ui) -> AnyView {
    let ways = vec![
        button(Look::Main, ui.say(|t| t.try_again), ui.telling(|| Event::TryAgain)),
        button(Look::Other, ui.say(|t| t.leave_deleting), ui.telling(|| Event::LeaveDeleting)),
        for_staff(ui),
    ];
    let middle = vec![
        heading(ui.say(|t| t.not_saved_title)),
        told("alert", "lead", ui.read(why)),
        line("lead", ui.say(|t| t.not_saved_note)),
        group("answers", ways),
    ];
    plain(middle)
}
