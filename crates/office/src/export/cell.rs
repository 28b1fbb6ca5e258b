//! One cell, and whether a spreadsheet would take its text for a formula.

use serde::{Serialize, Serializer};

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, ids, days and moments.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Flag(bool),
}

impl Cell {
    /// A text; nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, or nothing.
    pub fn number(number: impl Into<Option<i64>>) -> Self {
        number.into().map_or(Self::Empty, Self::Number)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => to.serialize_none(),
            Self::Text(text) => to.serialize_str(text),
            Self::Number(number) => to.serialize_i64(*number),
            Self::Flag(flag) => to.serialize_bool(*flag),
        }
    }
}

/// Whether a spreadsheet might reckon with a text instead of showing it: it begins with a sign of a formula, in whatever
/// width, behind whatever cannot be seen, or with what breaks a cell off.
pub fn is_formula(text: &str) -> bool {
    let shown = text.trim_start_matches(unseen);
    let before = &text[..text.len() - shown.len()];
    before.contains(['\t', '\r', '\n']) || shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// White space, control characters, and the marks that have no width.
fn unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_formula_are_found_in_whatever_width_and_behind_whatever_is_unseen() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            " =1",
            "  \u{a0}=1",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠x",
            "\u{feff}=1",
            "\u{200b}-1",
            "\0=1",
            " \tx",
            "=HYPERLINK(\"http://x\",\"y\")",
        ] {
            assert!(is_formula(text), "{text:?}");
        }
        for text in ["", " ", "a=1", "1-1", "王敏", "'=1", "RO-7", "a\t=1", "\u{200b}x", "<script>"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }
}
