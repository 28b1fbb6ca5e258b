//! What a customer may answer, and how words are cleaned.

use crate::ids::OptionId;
use crate::json::Node;
use serde::{Deserialize, Serialize};

/// The most characters (Unicode scalar values) an open answer may hold.
pub const MAX_TEXT: usize = 2000;

/// One answer. On the wire: `{"choice":"fair"}`, `{"choices":[…]}`, `{"number":9}`, `{"text":"…"}`,
/// `"not_applicable"` or `"skipped"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// One option: rating, yes/no, single.
    Choice(OptionId),
    /// Several options, in the package's order: multi.
    Choices(Vec<OptionId>),
    /// A number: 0–10 recommendation, number.
    Number(i64),
    /// Words. They leave the tablet only in the text part; the answers part says `"written"`.
    Text(String),
    /// Stands for words that are in the text part.
    Written,
    /// "Does not apply to me": leaves the denominator.
    NotApplicable,
    /// Passed over where the question allows it.
    Skipped,
}

impl Value {
    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        const WORDS: [&str; 3] = ["written", "not_applicable", "skipped"];
        if node.is_text() {
            return [Self::Written, Self::NotApplicable, Self::Skipped][node.one_of(&WORDS)].clone();
        }
        if let Some(choice) = node.member("choice") {
            Self::Choice(OptionId::read(&choice))
        } else if let Some(choices) = node.member("choices") {
            Self::Choices(choices.list(OptionId::read))
        } else if let Some(number) = node.member("number") {
            Self::Number(number.i64())
        } else {
            Self::Text(node.field("text").owned())
        }
    }

    /// Whether this option was chosen, alone or among others.
    pub fn holds(&self, id: &OptionId) -> bool {
        match self {
            Self::Choice(chosen) => chosen == id,
            Self::Choices(chosen) => chosen.contains(id),
            _ => false,
        }
    }
}

/// Words as they are kept: line breaks and tabs stay, other control characters and the marks that
/// reorder text (U+202A–U+202E, U+2066–U+2069) go, and so does white space around it; of what is left,
/// what is beyond `most` characters is not taken.
pub fn clean(words: &str, most: usize) -> String {
    words
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .skip_while(|c| c.is_whitespace())
        .take(most)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_sense_and_lose_what_could_mislead() {
        assert_eq!(clean(" 车很干净\u{0}\u{202E}\n谢谢 😀 ", MAX_TEXT), "车很干净\n谢谢 😀");
        assert_eq!(clean("<script>alert(1)</script>", MAX_TEXT), "<script>alert(1)</script>");
        assert_eq!(clean(&"好".repeat(1_000_000), MAX_TEXT).chars().count(), MAX_TEXT);
    }

    #[test]
    fn white_space_around_the_words_takes_none_of_their_room() {
        let full = "好".repeat(MAX_TEXT);
        assert_eq!(clean(&format!("\u{0} {}\n{full}  ", " ".repeat(MAX_TEXT)), MAX_TEXT), full);
        assert_eq!(clean(&format!("{} 好", "a".repeat(MAX_TEXT - 1)), MAX_TEXT), "a".repeat(MAX_TEXT - 1));
    }
}
