//! Writing JSON: members in the order in which they are named, nothing between them.

use std::fmt::Write as _;

/// An object being written.
#[must_use]
pub struct Object(String);

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

impl Object {
    /// An object without members yet.
    pub fn new() -> Self {
        Self("{".to_owned())
    }

    /// A member that is JSON already.
    pub fn json(mut self, name: &str, json: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    /// A member that is text.
    pub fn text(self, name: &str, text: &str) -> Self {
        let text = string(text);
        self.json(name, &text)
    }

    /// A member whose text is what it displays as.
    pub fn shown(self, name: &str, shown: &dyn std::fmt::Display) -> Self {
        self.text(name, &shown.to_string())
    }

    /// A member whose text is what it displays as, where there is one.
    pub fn shown_if(self, name: &str, shown: Option<&dyn std::fmt::Display>) -> Self {
        match shown {
            Some(shown) => self.shown(name, shown),
            None => self,
        }
    }

    /// A member that is a whole number.
    pub fn number(self, name: &str, number: u64) -> Self {
        self.json(name, &number.to_string())
    }

    /// The object.
    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A list of what is JSON already.
pub fn list(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// Text in quotes.
pub fn string(text: &str) -> String {
    let mut quoted = String::new();
    quote(&mut quoted, text);
    quoted
}

fn quote(to: &mut String, text: &str) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            '\u{8}' => to.push_str("\\b"),
            '\u{c}' => to.push_str("\\f"),
            // Writing to a string cannot fail.
            c if c < ' ' => write!(to, "\\u{:04x}", u32::from(c)).unwrap_or(()),
            c => to.push(c),
        }
    }
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_as_serde_json_writes_it() {
        let all: String =
            (0_u32..0x500).filter_map(char::from_u32).chain("很满意😀\u{2028}".chars()).collect();
        assert_eq!(string(&all), serde_json::to_string(&all).unwrap());
    }

    #[test]
    fn members_stand_in_the_order_in_which_they_are_named() {
        let object = Object::new().number("n", 7).text("t", "a").shown_if("none", None).json("l", &list(&[]));
        assert_eq!(object.end(), r#"{"n":7,"t":"a","l":[]}"#);
        assert_eq!(Object::new().end(), "{}");
        assert_eq!(list(&["1".into(), "2".into()]), "[1,2]");
    }
}
