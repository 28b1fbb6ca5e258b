//! How a complaint is taken down: questions like any other, and the rule that proposes how bad it is.

use super::{Package, Role};
use crate::answer::Value;
use crate::complaint::{Category, Department, Severity};
use crate::record::{AnswersPart, TextPart};
use std::sync::Arc;

/// The option of a [`Role::Reach`] question that wants no contact.
const NO_CONTACT: &str = "none";

/// A complaint form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Its questions, in a package of their own with the same reference, languages and stages.
    pub package: Arc<Package>,
    /// Words that make a complaint at least this bad wherever they are written, in small ASCII letters.
    pub words: Vec<(Severity, String)>,
}

/// Whether a word stands in a text. The standard library's search is quicker, and larger to download.
fn holds(text: &str, word: &str) -> bool {
    !word.is_empty() && text.as_bytes().windows(word.len()).any(|window| window == word.as_bytes())
}

impl Form {
    /// What it is about and who is concerned, by the options chosen.
    pub fn filed_under(&self, part: &AnswersPart) -> (Category, Department) {
        let filed = self.chosen(part).find_map(|(role, option)| {
            let category = Category::from_word(option.id.as_str())?;
            (role == Role::Category).then_some((category, option.department?))
        });
        filed.unwrap_or((Category::Other, Department::CustomerCare))
    }

    /// How bad it seems to be (`C3`): as bad as the worst option chosen and the worst word written.
    pub fn propose(&self, part: &AnswersPart, text: Option<&TextPart>) -> Severity {
        let chosen = self.chosen(part).filter_map(|(_, option)| option.severity);
        let written: Vec<String> = text
            .iter()
            .flat_map(|text| &text.comments)
            .map(|comment| comment.text.to_ascii_lowercase())
            .collect();
        let words = self.words.iter().filter(|(_, word)| written.iter().any(|text| holds(text, word)));
        chosen.chain(words.map(|(severity, _)| *severity)).max().unwrap_or(Severity::Grievance)
    }

    /// Whether the customer said that nobody should get in touch.
    pub fn wants_no_contact(&self, part: &AnswersPart) -> bool {
        self.chosen(part).any(|(role, option)| role == Role::Reach && option.id.as_str() == NO_CONTACT)
    }

    fn chosen<'a>(&'a self, part: &'a AnswersPart) -> impl Iterator<Item = (Role, &'a super::Choice)> {
        part.answers.iter().flat_map(|answer| {
            let question = self.package.question(&answer.question);
            let ids = match &answer.value {
                Value::Choice(id) => std::slice::from_ref(id),
                Value::Choices(ids) => ids,
                _ => &[],
            };
            question.into_iter().flat_map(move |question| {
                ids.iter().filter_map(move |id| Some((question.role, question.option(id)?)))
            })
        })
    }
}
