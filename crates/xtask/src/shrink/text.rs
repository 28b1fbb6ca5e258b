//! Words in a script's text. wasm-bindgen's names are long and peculiar enough to be found as words.

/// Whether a character can be part of a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// The name at the beginning of a text; empty if there is none.
pub fn leading_word(text: &str) -> &str {
    text.split(|c| !is_word(c)).next().unwrap_or("")
}

/// Whether a text has this name in it.
pub fn mentions(text: &str, name: &str) -> bool {
    text.split(|c| !is_word(c)).any(|word| word == name)
}

/// Every name behind `object.`, and where it begins.
pub fn members<'a>(text: &'a str, object: &str) -> Vec<(usize, &'a str)> {
    let mark = format!("{object}.");
    let begins = |at: usize| !text[..at].ends_with(|c| is_word(c) || c == '.');
    text.match_indices(&mark)
        .filter(|(at, _)| begins(*at))
        .map(|(at, _)| (at + mark.len(), leading_word(&text[at + mark.len()..])))
        .filter(|(_, name)| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_or_not_at_all() {
        assert!(mentions("a = $b(c)", "$b"));
        assert!(!mentions("a = $bc(d)", "$b"));
        assert_eq!(leading_word("one: two"), "one");
        assert_eq!(leading_word("{"), "");
    }

    #[test]
    fn members_are_those_of_this_very_object() {
        let text = "wasm.one(2); notwasm.two; a.wasm.three; [wasm.four]; wasm.";
        assert_eq!(members(text, "wasm"), [(5, "one"), (46, "four")]);
    }
}
