//! Before enrolment: a code, and what became of it.

use super::frame::{for_staff, plain};
use super::ui::Ui;
use crate::components::{
    Act, Look, Room, Shape, button, element, field, fixed, form, group, heading, line, text, when,
};
use crate::texts;
use handover_domain::session::{Event, Session, Setup as Stage, State};
use handover_domain::wire::EnrolCode;
use leptos::prelude::*;
use std::sync::Arc;

/// What became of the code.
fn told(session: &Session) -> String {
    let texts = texts::of(session.language);
    match &session.state {
        State::Setup(Stage::Mistyped) => texts.code_mistyped,
        State::Setup(Stage::Enrolling) => texts.connecting,
        State::Setup(Stage::Failed(why)) => why,
        State::Setup(Stage::Lost) => texts.setup_lost,
        _ => texts.code_note,
    }
    .to_owned()
}

/// The setup screen.
pub fn setup(ui: Ui) -> AnyView {
    let code = RwSignal::new(String::new());
    let ready = ui.read(|session| !matches!(session.state, State::Setup(Stage::Enrolling)));
    let connect: Act = Arc::new(move || {
        let event = EnrolCode::parse(&code.get_untracked()).map_or(Event::CodeMistyped, Event::CodeGiven);
        ui.tell(event);
    });
    let label = vec![fixed("id", "code-label"), fixed("class", "note")];
    let line_of_code = vec![
        field(Shape::Code, code, Room { most: 20, cut: Arc::new(String::new) }, "code-label", ui.read(told)),
        button(Look::MainWhen(ready), ui.say(|t| t.connect), Arc::clone(&connect)),
    ];
    let fields =
        vec![element("p", label, vec![text(ui.say(|t| t.code_label))]), group("code-line", line_of_code)];
    let middle = vec![
        heading(ui.say(|t| t.setup_title)),
        line("lead", ui.say(|t| t.setup_note)),
        form("code", connect, fields),
        when(
            ui.read(|session| !session.durable),
            Arc::new(move || line("notice", ui.say(|t| t.not_durable))),
        ),
        // Whether it starts without a network; `src/appliance/keep.js` knows, and says it here.
        group("note offline", vec![]),
        for_staff(ui),
    ];
    plain(middle)
}
