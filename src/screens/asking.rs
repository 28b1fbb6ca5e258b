//! One question a screen, of a survey or a complaint.

use super::question::answers;
use super::ui::Ui;
use crate::components::{
    Look, button, changing, element, fixed, frame, group, heading, line, nothing, text, told, unfolding, when,
};
use crate::texts;
use handover_domain::answer::Value;
use handover_domain::questionnaire::{Question, QuestionType, Role};
use handover_domain::session::{Event, Session, State};
use handover_domain::survey::Survey;
use leptos::prelude::*;
use std::sync::Arc;

/// The question screen. It is built for one question and stays while that is asked.
pub fn asking(ui: Ui) -> AnyView {
    let Some(question) = ui.now(|session| session.survey().map(|survey| Arc::clone(survey.question())))
    else {
        return nothing();
    };
    frame(vec![progress(ui)], vec![middle(ui, &question)], ways_on(ui, &question))
}

fn middle(ui: Ui, question: &Arc<Question>) -> AnyView {
    let (asked, helped) = (Arc::clone(question), Arc::clone(question));
    let is_group = question.role == Role::Group;
    let asked = ui.read(move |session| {
        if is_group {
            texts::of(session.language).groups_title.to_owned()
        } else {
            asked.text.get(session.language).to_owned()
        }
    });
    let helped = ui.read(move |session| {
        helped.help.as_ref().map(|help| help.get(session.language).to_owned()).unwrap_or_default()
    });
    let help = match question.role {
        Role::Group => Some(line("help-text", ui.say(|t| t.groups_note))),
        // What stays private is said, not hidden behind a tap.
        Role::Influence => Some(line("help-text", helped)),
        // One line for whoever does not understand the question, on demand (`Q6`).
        _ => question.help.is_some().then(|| unfolding(ui.say(|t| t.explain), helped)),
    };
    let is_sorry = ui.read(|session| session.survey().is_some_and(Survey::is_sorry));
    let sorry = when(is_sorry, Arc::new(move || told("status", "sorry", ui.say(|t| t.sorry))));
    let parts = vec![sorry, heading(asked), group("help", help.into_iter().collect()), answers(ui, question)];
    element("div", vec![fixed("class", "question"), fixed("data-question", question.id.as_str())], parts)
}

/// Below every question: back, not for me, skip where that is allowed, complain, leave.
fn ways_on(ui: Ui, question: &Question) -> Vec<AnyView> {
    let quiet = |label, event: fn() -> Event| button(Look::Quiet, label, ui.telling(event));
    let mut ways = vec![quiet(ui.say(|t| t.back), || Event::Back)];
    if question.not_applicable {
        ways.push(quiet(ui.say(|t| t.not_applicable), || Event::Answered(Value::NotApplicable)));
    }
    if question.optional && question.kind != QuestionType::Text {
        let label = if question.role == Role::Group { ui.say(|t| t.groups_pass) } else { ui.say(|t| t.skip) };
        ways.push(quiet(label, || Event::Answered(Value::Skipped)));
    }
    ways.push(group("room", vec![]));
    if ui.now(can_complain) {
        ways.push(button(Look::Quiet, ui.say(|t| t.complain), ui.complaining()));
    }
    ways.push(quiet(ui.say(|t| t.leave), || Event::Leave));
    ways
}

fn can_complain(session: &Session) -> bool {
    match session.state.underneath() {
        State::Asking(asking) => asking.survey.package().complaint.is_some(),
        _ => false,
    }
}

/// How far the customer is, in words and as a line; it is read out from a place of its own.
fn progress(ui: Ui) -> AnyView {
    let place = |session: &Session| session.survey().map_or((1, 1), Survey::progress);
    let words = ui.read(move |session| {
        let (at, of) = place(session);
        texts::progress(session, at, of)
    });
    let at = ui.read(move |session| Some(place(session).0.to_string()));
    let of = ui.read(move |session| Some(place(session).1.to_string()));
    let line = vec![changing("max", of), changing("value", at), fixed("aria-hidden", "true")];
    group("progress", vec![element("span", vec![], vec![text(words)]), element("progress", line, vec![])])
}
