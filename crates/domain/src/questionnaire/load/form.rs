//! The complaint form of a package.

use super::super::review::Review;
use super::super::{Budget, Form, Package};
use super::question::Around;
use super::{counts, questions};
use crate::complaint::Severity;
use crate::json::Node;
use std::sync::Arc;

/// More words than this are a mistake.
const MAX_WORDS: usize = 200;

/// Reads the form; `of` is the package around it.
pub(super) fn form(node: &Node<'_>, of: &Package, around: Around<'_>, review: &mut Review<'_>) -> Form {
    node.only(&["questions", "words"]);
    let package = Package {
        reference: of.reference.clone(),
        visit: of.visit,
        languages: of.languages.clone(),
        title: of.title.clone(),
        // How long a complaint is, is bounded by its screens alone.
        budget: Budget { min: 0, max: usize::MAX },
        stages: of.stages.clone(),
        questions: questions(&node.field("questions"), around, review),
        complaint: None,
    };
    counts::check(&package, node.path(), review);
    let mut words = Vec::new();
    if let Some(lists) = node.optional("words") {
        lists.only(&["ordinary", "major"]);
        for (severity, list) in lists.entries() {
            let severity = Severity::from_word(severity).unwrap_or(Severity::Ordinary);
            for word in list.items() {
                let text = word.text().trim();
                if text.is_empty() {
                    review.add(word.path(), format_args!("the word is empty"), "Write it or take it out");
                }
                words.push((severity, text.to_ascii_lowercase()));
            }
        }
        if words.len() > MAX_WORDS {
            review.add(lists.path(), format_args!("there are {} words", words.len()), "Keep 200 at most");
        }
    }
    Form { package: Arc::new(package), words }
}
