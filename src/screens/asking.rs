//! One question a screen.

use super::frame::frame;
use super::leaving::Leaving;
use super::question::Answers;
use super::ui::Ui;
use crate::components::{Button, Group, Heading, Line, Look, When};
use crate::texts;
use handover_domain::answer::Value;
use handover_domain::questionnaire::{Question, QuestionType};
use handover_domain::session::{Event, Session, State};
use handover_domain::survey::Survey;
use leptos::prelude::*;
use std::sync::Arc;

/// The survey of the moment, also while the customer thinks about leaving.
pub(super) fn survey(session: &Session) -> Option<&Survey> {
    match &session.state {
        State::Asking(asking) | State::Leaving(asking) => Some(&asking.survey),
        _ => None,
    }
}

fn is_leaving(session: &Session) -> bool {
    matches!(session.state, State::Leaving(_))
}

/// The question screen. It is built for one question and stays while that is asked.
#[component]
pub fn Asking() -> AnyView {
    let ui = Ui::new();
    let Some(question) = ui.now(|session| survey(session).map(|survey| Arc::new(survey.question().clone()))) else {
        return ().into_any();
    };
    let leaving = ui.is(is_leaving);
    let whole = frame(progress(ui), middle(ui, &question), ways_on(ui, &question));
    view! {
        <div class="asking" inert=leaving>{whole}</div>
        <When is=leaving then=|| view! { <Leaving /> } />
    }
    .into_any()
}

fn middle(ui: Ui, question: &Arc<Question>) -> AnyView {
    let (asked, helped) = (Arc::clone(question), Arc::clone(question));
    let text = ui.read(move |session| asked.text.get(session.language).to_owned());
    let help = ui.read(move |session| {
        helped.help.as_ref().map(|help| help.get(session.language).to_owned()).unwrap_or_default()
    });
    let explained = RwSignal::new(false);
    let hidden = Signal::derive(move || !explained.get());
    let explain = Callback::new(move |()| explained.set(true));
    let help = question.help.is_some().then(|| {
        view! {
            <When is=explained.into() then=move || view! { <Line class="help-text" text=help /> } />
            <When
                is=hidden
                then=move || view! { <Button look=Look::Quiet label=ui.say(|t| t.explain) on_press=explain /> }
            />
        }
        .into_any()
    });
    let id = question.id.to_string();
    let answers = Arc::clone(question);
    view! {
        <div class="question" data-question=id>
            <Heading text />
            <Group class="help">{help}</Group>
            <Answers question=answers />
        </div>
    }
    .into_any()
}

/// Below every question: back, not for me, skip where that is allowed, leave.
fn ways_on(ui: Ui, question: &Question) -> AnyView {
    let quiet = |label, event| view! { <Button look=Look::Quiet label on_press=ui.telling(event) /> }.into_any();
    let mut ways = vec![quiet(ui.say(|t| t.back), Event::Back)];
    if question.not_applicable {
        ways.push(quiet(ui.say(|t| t.not_applicable), Event::Answered(Value::NotApplicable)));
    }
    if question.optional && question.kind != QuestionType::Text {
        ways.push(quiet(ui.say(|t| t.skip), Event::Answered(Value::Skipped)));
    }
    ways.push(quiet(ui.say(|t| t.leave), Event::Leave));
    ways.into_any()
}

/// How far the customer is, in words and as a line.
fn progress(ui: Ui) -> AnyView {
    let place = |session: &Session| survey(session).map_or((1, 1), Survey::progress);
    let words = ui.read(move |session| {
        let (at, of) = place(session);
        (texts::of(session.language).progress)(at, of)
    });
    let (at, of) = (ui.read(move |s| place(s).0.to_string()), ui.read(move |s| place(s).1.to_string()));
    view! {
        <div class="progress">
            <span>{words}</span>
            <progress max=of value=at aria-hidden="true"></progress>
        </div>
    }
    .into_any()
}
