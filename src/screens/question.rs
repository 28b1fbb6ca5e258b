//! What can be tapped or typed, by type of question. A new type begins here, on the kiosk's side.

use super::asking::survey;
use super::ui::Ui;
use crate::components::{Button, Choice, Choices, Field, Group, HEADING, Line, Look, Pick, Row, Shape};
use crate::texts;
use handover_domain::answer::{MAX_TEXT, Value};
use handover_domain::ids::OptionId;
use handover_domain::questionnaire::{Question, QuestionType};
use handover_domain::session::{Event, Session};
use leptos::prelude::*;
use std::sync::Arc;

/// The answers of a question.
#[component]
pub fn Answers(question: Arc<Question>) -> AnyView {
    let ui = Ui::new();
    let before = ui.now(|session| survey(session).and_then(|survey| survey.answer_here().cloned()));
    match question.kind {
        QuestionType::Rating | QuestionType::YesNo | QuestionType::Single => one(ui, question, before),
        QuestionType::Multi => several(ui, question, before),
        QuestionType::Nps => numbers(ui, &question, before.as_ref()),
        QuestionType::Text => open(ui, before),
        QuestionType::Number => typed(ui, &question, before.as_ref()),
    }
}

/// The options in the language of the moment.
fn options(session: &Session, question: &Question, chosen: &[OptionId]) -> Vec<Choice> {
    let last = question.options.len().saturating_sub(1).max(1);
    let mood = |place| match question.kind {
        QuestionType::Rating => i32::try_from(100 * place / last).ok(),
        _ => None,
    };
    let options = question.options.iter().enumerate();
    options
        .map(|(place, option)| Choice {
            id: option.id.to_string(),
            label: option.label.get(session.language).to_owned(),
            mood: mood(place),
            chosen: chosen.contains(&option.id),
        })
        .collect()
}

fn one(ui: Ui, question: Arc<Question>, before: Option<Value>) -> AnyView {
    let chosen = match before {
        Some(Value::Choice(id)) => vec![id],
        _ => Vec::new(),
    };
    let choices = ui.list(move |session| options(session, &question, &chosen));
    let on_tap = Callback::new(move |id: String| {
        if let Ok(id) = OptionId::new(id) {
            ui.tell(Event::Answered(Value::Choice(id)));
        }
    });
    view! { <Choices pick=Pick::One row=Row::Large named_by=HEADING choices on_tap /> }.into_any()
}

fn several(ui: Ui, question: Arc<Question>, before: Option<Value>) -> AnyView {
    let chosen = RwSignal::new(match before {
        Some(Value::Choices(ids)) => ids,
        _ => Vec::new(),
    });
    let choices = ui.list(move |session| chosen.with(|chosen| options(session, &question, chosen)));
    let on_tap = Callback::new(move |id: String| {
        let Ok(id) = OptionId::new(id) else { return };
        chosen.update(|chosen| match chosen.iter().position(|one| *one == id) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(id),
        });
    });
    let next = Callback::new(move |()| ui.tell(Event::Answered(Value::Choices(chosen.get_untracked()))));
    let disabled = Signal::derive(move || chosen.with(Vec::is_empty));
    view! {
        <Choices pick=Pick::Several row=Row::Large named_by=HEADING choices on_tap />
        <Group class="answers"><Button look=Look::Main label=ui.say(|t| t.next) disabled on_press=next /></Group>
    }
    .into_any()
}

fn numbers(ui: Ui, question: &Question, before: Option<&Value>) -> AnyView {
    let (least, most) = question.range.unwrap_or((0, 10));
    let number = |n: i64| Choice {
        id: n.to_string(),
        label: n.to_string(),
        mood: None,
        chosen: before == Some(&Value::Number(n)),
    };
    let choices = Signal::stored((least..=most).map(number).collect::<Vec<_>>());
    let on_tap = Callback::new(move |id: String| {
        if let Ok(n) = id.parse() {
            ui.tell(Event::Answered(Value::Number(n)));
        }
    });
    view! {
        <Choices pick=Pick::One row=Row::Small named_by=HEADING choices on_tap />
        <Group class="ends">
            <Line class="note" text=ui.say(|t| t.nps_least) />
            <Line class="note" text=ui.say(|t| t.nps_most) />
        </Group>
    }
    .into_any()
}

fn open(ui: Ui, before: Option<Value>) -> AnyView {
    let text = RwSignal::new(match before {
        Some(Value::Text(words)) => words,
        _ => String::new(),
    });
    let note = ui.read(move |session| {
        let left = MAX_TEXT.saturating_sub(text.with(|text| text.chars().count()));
        (texts::of(session.language).characters_left)(left)
    });
    let label = ui.read(|session| {
        let last = survey(session).is_none_or(|survey| survey.progress().0 == survey.progress().1);
        let texts = texts::of(session.language);
        if last { texts.send } else { texts.next }.to_owned()
    });
    let on_press = Callback::new(move |()| ui.tell(Event::Answered(Value::Text(text.get_untracked()))));
    view! {
        <Field shape=Shape::Words text most=MAX_TEXT named_by=HEADING note />
        <Group class="answers"><Button look=Look::Main label on_press /></Group>
    }
    .into_any()
}

fn typed(ui: Ui, question: &Question, before: Option<&Value>) -> AnyView {
    let (least, most) = question.range.unwrap_or((0, i64::MAX));
    let text = RwSignal::new(match before {
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    });
    let number =
        move |text: &String| text.trim().parse::<i64>().ok().filter(|n| (least..=most).contains(n));
    let disabled = Signal::derive(move || text.with(number).is_none());
    let note = ui.read(move |session| (texts::of(session.language).number_label)(least, most));
    let on_press = Callback::new(move |()| {
        if let Some(n) = text.with_untracked(number) {
            ui.tell(Event::Answered(Value::Number(n)));
        }
    });
    view! {
        <Field shape=Shape::Number text most=20 named_by=HEADING note />
        <Group class="answers"><Button look=Look::Main label=ui.say(|t| t.next) disabled on_press /></Group>
    }
    .into_any()
}
