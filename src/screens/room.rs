//! Room for the staff's program, which stands in here; until it does, that it has not come is said.

use super::ui::Ui;
use crate::components::{Attribute, Look, button, changing, element, fixed, group, line};
use handover_domain::session::{Event, State};
use leptos::prelude::*;
use std::sync::Arc;

/// The room for staff, or for setting the tablet up.
pub fn room(ui: Ui) -> AnyView {
    ui.call_staff();
    let code = ui.read(|session| match &session.state {
        State::Setup(setup) => setup.code.clone(),
        _ => None,
    });
    let is = move |name, is: Arc<dyn Fn() -> bool + Send + Sync>| -> Attribute {
        changing(name, Arc::new(move || is().then(String::new)))
    };
    let attributes = vec![
        fixed("id", "staff"),
        fixed("class", "frame"),
        fixed("data-page", &ui.page()),
        changing("data-code", code),
        is("data-lost", ui.read(|session| matches!(&session.state, State::Setup(setup) if setup.lost))),
        is("data-setup", ui.read(|session| matches!(session.state, State::Setup(_)))),
        is("data-free", ui.read(|session| {
            matches!(&session.state, State::Staff(staff) if matches!(*staff.under, State::Attract(_)))
        })),
        changing("data-out", ui.read(|session| session.handover.as_ref().map(ToString::to_string))),
    ];
    let not_here = vec![
        line("notice", ui.say(|t| t.staff_note)),
        button(Look::Other, ui.say(|t| t.close), ui.telling(|| Event::StaffDone)),
    ];
    element("div", attributes, vec![group("stage late", not_here)])
}
