//! Before enrolment: a code, and what became of it.

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Button, Field, Group, Heading, Line, Look, Shape};
use crate::texts;
use handover_domain::session::{Event, Session, Setup as Stage, State};
use handover_domain::wire::EnrolCode;
use leptos::prelude::*;

/// What became of the code.
fn told(session: &Session) -> String {
    let texts = texts::of(session.language);
    match session.state {
        State::Setup(Stage::Mistyped) => texts.code_mistyped,
        State::Setup(Stage::Enrolling) => texts.connecting,
        State::Setup(Stage::Failed(problem)) => (texts.enrol_problem)(problem),
        _ => texts.code_note,
    }
    .to_owned()
}

/// The setup screen.
#[component]
pub fn Setup() -> AnyView {
    let ui = Ui::new();
    let code = RwSignal::new(String::new());
    let busy = ui.is(|session| matches!(session.state, State::Setup(Stage::Enrolling)));
    let connect = Callback::new(move |()| {
        let event = EnrolCode::parse(&code.get_untracked()).map_or(Event::CodeMistyped, Event::CodeGiven);
        ui.tell(event);
    });
    let middle = view! {
        <Heading text=ui.say(|t| t.setup_title) />
        <Line class="lead" text=ui.say(|t| t.setup_note) />
        <form
            class="code"
            on:submit=move |event| {
                event.prevent_default();
                connect.run(());
            }
        >
            <span id="code-label" class="note">{ui.say(|t| t.code_label)}</span>
            <Group class="code-line">
                <Field shape=Shape::Code text=code most=20 named_by="code-label" note=ui.read(told) />
                <Button look=Look::Main label=ui.say(|t| t.connect) disabled=busy on_press=connect />
            </Group>
        </form>
    };
    plain(middle.into_any())
}
