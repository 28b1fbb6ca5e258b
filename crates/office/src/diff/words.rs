//! How texts, conditions and ways of asking are put in words.

use crate::terminal;
use handover_domain::answer::MAX_TEXT;
use handover_domain::language::{Language, Text};
use handover_domain::questionnaire::{Asked, Condition, Package, Question};
use std::fmt::Display;

/// The languages that both have: a text that is new with its language is no change of words.
pub fn among(before: &Package, after: &Package) -> Vec<Language> {
    after.languages.iter().copied().filter(|language| before.languages.contains(language)).collect()
}

/// Says in which languages a text differs, and how.
pub fn texts(languages: Vec<Language>, before: &Text, after: &Text, mut say: impl FnMut(String)) {
    for language in languages {
        let [was, is] = [before, after].map(|text| text.exactly(language).unwrap_or_default());
        if was != is {
            let [was, is] = [was, is].map(|text| terminal::line(text, MAX_TEXT));
            say(format!("“{is}” in {} instead of “{was}”", language.tag()));
        }
    }
}

/// Several things after one another.
pub fn list(things: impl IntoIterator<Item = impl Display>) -> String {
    let things: Vec<String> = things.into_iter().map(|thing| thing.to_string()).collect();
    if things.is_empty() { "nothing".into() } else { things.join(", ") }
}

/// Of whom a question is asked.
pub fn asked(package: &Package, question: &Question) -> String {
    match question.asked {
        Asked::Always => "of everyone".into(),
        Asked::InTurns(weight) => format!("in turns, with a weight of {weight}"),
        Asked::WithGate(gate) => {
            let gate = package.questions.get(gate).map_or("?", |gate| gate.id.as_str());
            format!("along with `{gate}`")
        }
    }
}

/// When a question is shown.
pub fn shown(condition: Option<&Condition>) -> String {
    condition.map_or_else(|| "always".into(), |condition| format!("if {}", holds(condition)))
}

fn holds(condition: &Condition) -> String {
    let joined = |all: &[Condition], word: &str| {
        let all: Vec<String> = all.iter().map(holds).collect();
        format!("({})", all.join(word))
    };
    match condition {
        Condition::All(all) => joined(all, " and "),
        Condition::Any(any) => joined(any, " or "),
        Condition::Not(not) => format!("not {}", holds(not)),
        Condition::Answered(question) => format!("`{question}` was answered"),
        Condition::Equals(equals) => format!("`{}` is `{}`", equals.question, equals.value),
        Condition::AtMost(bound) => format!("`{}` is at most {}", bound.question, bound.value),
        Condition::AtLeast(bound) => format!("`{}` is at least {}", bound.question, bound.value),
    }
}
