//! Which groups a customer belongs to, all on one screen, none of them asked for (`S1`).

use super::question::options;
use super::ui::Ui;
use crate::components::{Look, Many, Row, button, choices, element, fixed, group, text};
use handover_domain::answer::Value;
use handover_domain::ids::{OptionId, QuestionId};
use handover_domain::questionnaire::Question;
use handover_domain::session::{Event, Session};
use handover_domain::survey::Survey;
use leptos::prelude::*;
use std::sync::Arc;

/// What is chosen, as `question=option` words: another type of signal would be compiled for this alone.
type Chosen = RwSignal<String>;

fn asked(session: &Session) -> Vec<Arc<Question>> {
    session.survey().map(Survey::questions).unwrap_or_default().into_iter().cloned().collect()
}

fn before(session: &Session) -> String {
    let survey = session.survey().into_iter();
    let given = survey.flat_map(|survey| {
        survey.questions().into_iter().filter_map(|question| match survey.answer_to(&question.id)? {
            Value::Choice(option) => Some(format!("{}={option}", question.id)),
            _ => None,
        })
    });
    given.collect::<Vec<_>>().join(" ")
}

fn pairs(chosen: &str) -> Vec<(QuestionId, OptionId)> {
    let pairs = chosen.split(' ').filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(q, o)| Some((QuestionId::new(q).ok()?, OptionId::new(o).ok()?))).collect()
}

/// The groups.
pub(super) fn groups(ui: Ui) -> AnyView {
    let chosen: Chosen = RwSignal::new(ui.now(before));
    let questions = ui.now(asked).into_iter().map(|question| one(ui, question, chosen));
    let questions = questions.collect();
    let next = Arc::new(move || ui.tell(Event::GroupsNamed(pairs(&chosen.get_untracked()))));
    let ways = vec![button(Look::Main, ui.say(|t| t.next), next)];
    group("answer", vec![group("groups", questions), group("answers", ways)])
}

/// One group: tapping what is chosen takes it back.
fn one(ui: Ui, question: Arc<Question>, chosen: Chosen) -> AnyView {
    let (named, listed, id) = (Arc::clone(&question), Arc::clone(&question), question.id.clone());
    let of_this = move |all: &str| pairs(all).into_iter().find(|(q, _)| *q == id).map(|(_, option)| option);
    let now = of_this.clone();
    let list = ui.read(move |session| {
        let chosen: Vec<OptionId> = now(&chosen.get()).into_iter().collect();
        options(session, &listed, &chosen)
    });
    let on_tap = Arc::new(move |tapped: &str| {
        let before = chosen.get_untracked();
        let again = of_this(&before).is_some_and(|option| option.as_str() == tapped);
        let begin = format!("{}=", question.id);
        let mut others: Vec<String> =
            before.split(' ').filter(|pair| !pair.starts_with(&begin)).map(str::to_owned).collect();
        if !again {
            others.push(format!("{begin}{tapped}"));
        }
        chosen.set(others.join(" "));
    });
    let titled = format!("group-{}", named.id);
    let label = ui.read(move |session| named.text.get(session.language).to_owned());
    let title = vec![fixed("id", &titled), fixed("class", "label")];
    let title = element("h2", title, vec![text(label)]);
    group("group", vec![title, choices(Many::Several, Row::Chips, &titled, "", list, on_tap)])
}
