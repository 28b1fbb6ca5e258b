//! One question a screen.

use super::frame::frame;
use super::leaving::leaving;
use super::question::answers;
use super::ui::Ui;
use crate::components::{
    Look, button, changing, element, fixed, group, heading, nothing, text, unfolding, when,
};
use crate::texts;
use handover_domain::answer::Value;
use handover_domain::questionnaire::{Question, QuestionType};
use handover_domain::session::{Event, Session, State};
use handover_domain::survey::Survey;
use leptos::prelude::*;
use std::sync::Arc;

fn is_leaving(session: &Session) -> bool {
    matches!(session.state, State::Leaving(_))
}

/// The question screen. It is built for one question and stays while that is asked.
pub fn asking(ui: Ui) -> AnyView {
    let Some(question) = ui.now(|session| session.survey().map(|survey| Arc::new(survey.question().clone())))
    else {
        return nothing();
    };
    let inert = ui.read(|session| is_leaving(session).then(String::new));
    let whole = frame(ui, vec![progress(ui)], vec![middle(ui, &question)], ways_on(ui, &question));
    let under = element("div", vec![fixed("class", "asking"), changing("inert", inert)], vec![whole]);
    let over = when(ui.read(is_leaving), Arc::new(move || leaving(ui)));
    group("asking-and-leaving", vec![under, over])
}

fn middle(ui: Ui, question: &Arc<Question>) -> AnyView {
    let (asked, helped) = (Arc::clone(question), Arc::clone(question));
    let asked = ui.read(move |session| asked.text.get(session.language).to_owned());
    let helped = ui.read(move |session| {
        helped.help.as_ref().map(|help| help.get(session.language).to_owned()).unwrap_or_default()
    });
    // One line for whoever does not understand the question, on demand (`Q6`).
    let help = question.help.is_some().then(|| unfolding(ui.say(|t| t.explain), helped));
    let parts = vec![heading(asked), group("help", help.into_iter().collect()), answers(ui, question)];
    element("div", vec![fixed("class", "question"), fixed("data-question", question.id.as_str())], parts)
}

/// Below every question: back, not for me, skip where that is allowed, leave.
fn ways_on(ui: Ui, question: &Question) -> Vec<AnyView> {
    let quiet = |label, event| button(Look::Quiet, label, ui.telling(event));
    let mut ways = vec![quiet(ui.say(|t| t.back), Event::Back)];
    if question.not_applicable {
        ways.push(quiet(ui.say(|t| t.not_applicable), Event::Answered(Value::NotApplicable)));
    }
    if question.optional && question.kind != QuestionType::Text {
        ways.push(quiet(ui.say(|t| t.skip), Event::Answered(Value::Skipped)));
    }
    ways.push(quiet(ui.say(|t| t.leave), Event::Leave));
    ways
}

/// How far the customer is, in words and as a line.
fn progress(ui: Ui) -> AnyView {
    let place = |session: &Session| session.survey().map_or((1, 1), Survey::progress);
    let words = ui.read(move |session| {
        let (at, of) = place(session);
        (texts::of(session.language).progress)(at, of)
    });
    let at = ui.read(move |session| Some(place(session).0.to_string()));
    let of = ui.read(move |session| Some(place(session).1.to_string()));
    let line = vec![changing("max", of), changing("value", at), fixed("aria-hidden", "true")];
    group("progress", vec![element("span", vec![], vec![text(words)]), element("progress", line, vec![])])
}
