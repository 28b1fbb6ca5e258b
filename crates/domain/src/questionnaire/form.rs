//! How a complaint is taken down: questions like any other, and the rule that proposes how bad it is.

use super::{Choice, Package, Role};
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
        for (role, option) in self.chosen(part) {
            if role == Role::Category
                && let Some(category) = Category::from_word(option.id.as_str())
                && let Some(department) = option.department
            {
                return (category, department);
            }
        }
        (Category::Other, Department::CustomerCare)
    }

    /// How bad it seems to be (`C3`): as bad as the worst option chosen and the worst word written.
    pub fn propose(&self, part: &AnswersPart, text: Option<&TextPart>) -> Severity {
        let mut worst = Severity::Grievance;
        for (_, option) in self.chosen(part) {
            worst = worst.max(option.severity.unwrap_or(worst));
        }
        for comment in text.map_or(&[][..], |text| &text.comments) {
            let written = comment.text.to_ascii_lowercase();
            for (severity, word) in &self.words {
                if holds(&written, word) {
                    worst = worst.max(*severity);
                }
            }
        }
        worst
    }

    /// Whether the customer said that nobody should get in touch.
    pub fn wants_no_contact(&self, part: &AnswersPart) -> bool {
        self.chosen(part)
            .iter()
            .any(|(role, option)| *role == Role::Reach && option.id.as_str() == NO_CONTACT)
    }

    /// Every option chosen, with the role of its question.
    fn chosen(&self, part: &AnswersPart) -> Vec<(Role, &Choice)> {
        let mut chosen = Vec::new();
        for answer in &part.answers {
            let ids = match &answer.value {
                Value::Choice(id) => std::slice::from_ref(id),
                Value::Choices(ids) => ids,
                _ => &[],
            };
            let Some(question) = self.package.question(&answer.question) else { continue };
            for id in ids {
                chosen.extend(question.option(id).map(|option| (question.role, option)));
            }
        }
        chosen
    }
}
