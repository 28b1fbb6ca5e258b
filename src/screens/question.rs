//! What can be tapped or typed, by type of question. A new type begins here, on the kiosk's side.

use super::groups::groups;
use super::ui::Ui;
use crate::components::{
    Act, Choice, HEADING, Live, Look, Many, Row, Shape, button, choices, element, field, fixed, form, group,
    line, text,
};
use crate::texts;
use handover_domain::answer::Value;
use handover_domain::ids::OptionId;
use handover_domain::questionnaire::{Question, QuestionType, Role};
use handover_domain::session::{Event, Session, State};
use leptos::prelude::*;
use std::sync::Arc;

/// The answers of a question.
pub(super) fn answers(ui: Ui, question: &Arc<Question>) -> AnyView {
    let before = ui.now(|session| session.survey().and_then(|survey| survey.answer_here().cloned()));
    if question.role == Role::Group {
        return groups(ui);
    }
    match question.kind {
        QuestionType::Rating | QuestionType::YesNo | QuestionType::Single => {
            one(ui, Arc::clone(question), before)
        }
        QuestionType::Multi => several(ui, Arc::clone(question), before),
        QuestionType::Nps => numbers(ui, question, before.as_ref()),
        QuestionType::Text => open(ui, question, before),
        QuestionType::Number => typed(ui, question, before.as_ref()),
    }
}

/// The options in the language of the moment.
pub(super) fn options(session: &Session, question: &Question, chosen: &[OptionId]) -> Vec<Choice> {
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
    let row = row(&question);
    let list = ui.read(move |session| options(session, &question, &chosen));
    let on_tap = Arc::new(move |id: &str| {
        if let Ok(id) = OptionId::new(id) {
            ui.tell(Event::Answered(Value::Choice(id)));
        }
    });
    let all = choices(Many::One, row, HEADING, HINT, list, on_tap);
    group("answer", vec![all, hint(ui)])
}

/// More than four do not stand beside each other.
fn row(question: &Question) -> Row {
    if question.options.len() > 4 { Row::Grid } else { Row::Large }
}

const HINT: &str = "choosing";

/// What choosing does, for whoever cannot see it happen.
fn hint(ui: Ui) -> AnyView {
    element("p", vec![fixed("id", HINT), fixed("class", "unseen")], vec![text(ui.say(|t| t.choosing))])
}

fn several(ui: Ui, question: Arc<Question>, before: Option<Value>) -> AnyView {
    let before = match before {
        Some(Value::Choices(ids)) => ids,
        _ => Vec::new(),
    };
    // The ids in one text: another type of signal would be compiled for this alone.
    let chosen = RwSignal::new(before.iter().map(OptionId::as_str).collect::<Vec<_>>().join(" "));
    let row = row(&question);
    let list = ui.read(move |session| options(session, &question, &chosen_ids(&chosen.get())));
    let on_tap = Arc::new(move |id: &str| {
        let now = chosen.get_untracked();
        let mut ids: Vec<&str> = now.split(' ').filter(|one| *one != id).collect();
        if !now.split(' ').any(|one| one == id) {
            ids.push(id);
        }
        chosen.set(ids.join(" "));
    });
    let next = Arc::new(move || {
        ui.tell(Event::Answered(Value::Choices(chosen_ids(&chosen.get_untracked()))));
    });
    let ready = Arc::new(move || !chosen_ids(&chosen.get()).is_empty());
    let all = choices(Many::Several, row, HEADING, "", list, on_tap);
    below(all, button(Look::MainWhen(ready), ui.say(|t| t.next), next))
}

fn chosen_ids(text: &str) -> Vec<OptionId> {
    text.split(' ').filter_map(|id| OptionId::new(id).ok()).collect()
}

fn numbers(ui: Ui, question: &Question, before: Option<&Value>) -> AnyView {
    let (least, most) = question.range.unwrap_or((0, 10));
    let before = before.cloned();
    let list = ui.read(move |_| {
        let number = |n: i64| Choice {
            id: n.to_string(),
            label: n.to_string(),
            mood: None,
            chosen: before == Some(Value::Number(n)),
        };
        (least..=most).map(number).collect()
    });
    let on_tap = Arc::new(move |id: &str| {
        if let Ok(n) = id.parse() {
            ui.tell(Event::Answered(Value::Number(n)));
        }
    });
    let ends = vec![line("note", ui.say(|t| t.nps_least)), line("note", ui.say(|t| t.nps_most))];
    let all = choices(Many::One, Row::Small, HEADING, HINT, list, on_tap);
    group("numbers", vec![all, group("ends", ends), hint(ui)])
}

fn open(ui: Ui, question: &Question, before: Option<Value>) -> AnyView {
    let most = question.most;
    let text = RwSignal::new(match before {
        Some(Value::Text(words)) => words,
        _ => String::new(),
    });
    let note = ui.read(move |session| {
        let left = most.saturating_sub(text.get().chars().count());
        (texts::of(session.language).characters_left)(left)
    });
    let send = Arc::new(move || ui.tell(Event::Answered(Value::Text(text.get_untracked()))));
    let shape = if most > SHORT { Shape::Words } else { Shape::Line };
    typed_in(field(shape, text, ui.room(most), HEADING, note), Look::Main, on(ui), send)
}

/// Up to so many characters fit a single line.
const SHORT: usize = 100;

/// The last answer of a survey sends it; of a complaint, contact details follow.
fn on(ui: Ui) -> Live<String> {
    ui.read(|session| {
        let last = session.survey().is_none_or(|survey| survey.progress().0 == survey.progress().1);
        let texts = texts::of(session.language);
        if last && matches!(session.state.underneath(), State::Asking(_)) { texts.send } else { texts.next }
            .to_owned()
    })
}

/// A field whose enter key does what its button does.
fn typed_in(field: AnyView, look: Look, label: Live<String>, send: Act) -> AnyView {
    form("", Arc::clone(&send), vec![below(field, button(look, label, send))])
}

fn typed(ui: Ui, question: &Question, before: Option<&Value>) -> AnyView {
    let (least, most) = question.range.unwrap_or((0, i64::MAX));
    let text = RwSignal::new(match before {
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    });
    let number = move || {
        let n = text.get().trim().parse::<i64>().ok();
        n.filter(|n| (least..=most).contains(n))
    };
    let ready = Arc::new(move || number().is_some());
    let note = ui.read(move |session| (texts::of(session.language).number_range)(least, most));
    let next = Arc::new(move || {
        if let Some(n) = untrack(number) {
            ui.tell(Event::Answered(Value::Number(n)));
        }
    });
    typed_in(
        field(Shape::Number, text, ui.room(20), HEADING, note),
        Look::MainWhen(ready),
        ui.say(|t| t.next),
        next,
    )
}

/// An answer that needs a button to be sent on.
fn below(answer: AnyView, button: AnyView) -> AnyView {
    group("answer", vec![answer, group("answers", vec![button])])
}
