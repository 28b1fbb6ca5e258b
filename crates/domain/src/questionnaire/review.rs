//! The flaws found so far, and what every text is held against.

use super::flaw::Flaw;
use crate::json::{First, Node, Path};
use crate::language::{Language, Text};
use std::fmt;

/// The longest question or label that still fits its screen, in characters.
const MAX_CHARS: usize = 240;

/// One package under review.
pub(super) struct Review<'r> {
    pub flaws: Vec<Flaw>,
    /// The languages that every text has to be in.
    pub languages: Vec<Language>,
    /// What could not be read at all: flaws behind it would only follow from it.
    unread: &'r First,
}

impl<'r> Review<'r> {
    pub fn new(unread: &'r First) -> Self {
        Self { flaws: Vec::new(), languages: Vec::new(), unread }
    }

    /// Notes a flaw. The path and the sentence are written down only here, where there is one.
    pub fn add(&mut self, path: &Path<'_>, problem: fmt::Arguments<'_>, mend: &str) {
        if self.unread.is_noted() {
            return;
        }
        let sentence = |words: fmt::Arguments<'_>| {
            if cfg!(feature = "sentences") { words.to_string() } else { String::new() }
        };
        self.flaws.push(Flaw {
            path: path.to_string(),
            problem: sentence(problem),
            mend: sentence(format_args!("{mend}")),
        });
    }

    /// An id that must be unique is not.
    pub fn duplicate(&mut self, at: &Node<'_>, id: &str) {
        self.add(at.path(), format_args!("`{id}` is used twice"), "Give each its own id");
    }

    /// An option that the question does not have.
    pub fn unknown_option(&mut self, at: &Node<'_>, id: &str) {
        self.add(at.path(), format_args!("the question has no option `{id}`"), "Name one of its options");
    }

    /// Reads a text that has to be there in every language, and fit its screen.
    pub fn text(&mut self, node: &Node<'_>) -> Text {
        let text = Text::read(node);
        for at in 0..self.languages.len() {
            let language = self.languages[at];
            let tag = language.tag();
            let path = node.path().name(tag);
            let Some(words) = text.exactly(language) else {
                let mend = format!("Add it, or take {tag} out of $.languages");
                self.add(&path, format_args!("the translation is missing"), &mend);
                continue;
            };
            let chars = words.chars().count();
            if words.trim().is_empty() {
                self.add(&path, format_args!("the text is empty"), "Write it");
            } else if chars > MAX_CHARS {
                self.add(
                    &path,
                    format_args!("the text has {chars} characters"),
                    "Keep it within 240, so that it fits its screen",
                );
            }
        }
        text
    }
}
