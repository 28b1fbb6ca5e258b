//! Sentences, each said once of everything it is true of.

use super::words::list;

/// What a sentence about the whole is about.
pub const THE_QUESTIONNAIRE: &str = "the questionnaire";

/// What was found so far.
#[derive(Default)]
pub struct Changes(Vec<Change>);

struct Change {
    kind: &'static str,
    ids: Vec<String>,
    sentence: String,
}

impl Changes {
    /// Notes that this is so of one thing of a kind, which has this id; the whole has none.
    pub fn add(&mut self, kind: &'static str, id: &str, sentence: String) {
        match self.0.iter_mut().find(|change| change.kind == kind && change.sentence == sentence) {
            Some(change) => change.ids.push(id.into()),
            None => self.0.push(Change { kind, ids: vec![id.into()], sentence }),
        }
    }

    /// All of it, in the order in which it was found.
    pub fn sentences(self) -> Vec<String> {
        let said = self.0.into_iter().map(|Change { kind, ids, sentence }| match &ids[..] {
            [id] if id.is_empty() => format!("{kind}: {sentence}"),
            ids => format!("{kind} {}: {sentence}", list(ids.iter().map(|id| format!("`{id}`")))),
        });
        said.collect()
    }
}
