//! Nothing can be taken here, and why.

use super::frame::for_staff;
use super::ui::Ui;
use crate::components::{heading, plain, told};
use crate::texts;
use handover_domain::session::{Session, State};
use leptos::prelude::*;

fn why(session: &Session) -> String {
    match &session.state {
        State::OutOfService(out) => (texts::of(session.language).out_why)(out.reason).to_owned(),
        _ => String::new(),
    }
}

/// The out-of-service screen.
pub fn out_of_service(ui: Ui) -> AnyView {
    plain(vec![heading(ui.say(|t| t.out_title)), told("alert", "lead", ui.read(why)), for_staff(ui)])
}
