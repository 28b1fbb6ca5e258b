//! "Do you want to leave?": over the question, which stays as it is underneath.

use super::asking::survey;
use super::ui::Ui;
use crate::components::{Button, Group, Line, Look};
use handover_domain::session::Event;
use handover_domain::survey::Survey;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn Leaving() -> AnyView {
    let ui = Ui::new();
    let answered = ui.now(|session| survey(session).is_some_and(Survey::has_answers));
    let other = move |label, event| view! { <Button look=Look::Other label on_press=ui.telling(event) /> }.into_any();
    let delete = other(ui.say(|t| t.leave_deleting), Event::LeaveDeleting);
    let keep = answered.then(|| other(ui.say(|t| t.leave_keeping), Event::LeaveKeeping));
    view! {
        <Group class="veil">
            <section class="dialog" role="dialog" aria-modal="true" aria-labelledby="leaving-title">
                <h2 id="leaving-title">{ui.say(|t| t.leave_title)}</h2>
                <Line class="note" text=ui.say(|t| t.leave_note) />
                <Group class="answers">
                    <Button look=Look::Main label=ui.say(|t| t.stay) on_press=ui.telling(Event::Stay) />
                    {keep}
                    {delete}
                </Group>
            </section>
        </Group>
    }
    .into_any()
}
