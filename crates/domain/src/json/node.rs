//! One place in a document, and how to read what is there.
//!
//! Reading never stops: what cannot be read is noted and stands in as nothing, so that a reader is a plain
//! list of its fields. Whoever began the reading looks at the end whether anything was noted.

use super::{Fault, Json, Path};
use std::cell::OnceCell;
use std::fmt;

/// The first fault of a document, where there is one; what is noted behind it may only be what follows from it.
#[derive(Debug, Default)]
pub struct First(OnceCell<Fault>);

impl First {
    /// Whether anything was noted.
    pub fn is_noted(&self) -> bool {
        self.0.get().is_some()
    }

    /// What was noted.
    pub fn noted(self) -> Option<Fault> {
        self.0.into_inner()
    }
}

/// Names in a sentence, one after the other.
struct Listed<'a>(&'a [&'a str]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

/// A value with its path.
#[derive(Debug, Clone, Copy)]
pub struct Node<'n> {
    json: &'n Json<'n>,
    path: Path<'n>,
    first: &'n First,
}

impl<'n> Node<'n> {
    pub(super) fn root(json: &'n Json<'n>, first: &'n First) -> Self {
        Self { json, path: Path::ROOT, first }
    }

    /// Where this is.
    pub fn path(&self) -> &Path<'n> {
        &self.path
    }

    /// Notes that something is wrong here.
    pub fn fault(&self, problem: fmt::Arguments<'_>) {
        self.first.0.get_or_init(|| {
            // The tablet reads only what head office has checked and signed: there the path says enough.
            let problem = if cfg!(feature = "sentences") { problem.to_string() } else { String::new() };
            Fault { path: self.path.to_string(), problem }
        });
    }

    fn expected(&self, what: &str) {
        self.fault(format_args!("expected {what}"));
    }

    /// What was read here, or nothing where it was not `what`.
    fn or_nothing<T: Default>(&self, read: Option<T>, what: &str) -> T {
        read.unwrap_or_else(|| {
            self.expected(what);
            T::default()
        })
    }

    fn child<'m>(&'m self, json: &'m Json<'m>, path: Path<'m>) -> Node<'m> {
        Node { json, path, first: self.first }
    }

    /// The member of this name, which has to be there.
    pub fn field<'m>(&'m self, name: &'m str) -> Node<'m> {
        self.member(name).unwrap_or_else(|| {
            self.fault(format_args!("missing field `{name}`"));
            self.child(&Json::Null, self.path.name(name))
        })
    }

    /// The member of this name, where there is one.
    pub fn member<'m>(&'m self, name: &'m str) -> Option<Node<'m>> {
        let mut found = None;
        for (key, node) in self.entries() {
            if key == name && found.replace(node).is_some() {
                self.fault(format_args!("duplicate field `{name}`"));
            }
        }
        found
    }

    /// The member of this name, where there is one other than `null`.
    pub fn optional<'m>(&'m self, name: &'m str) -> Option<Node<'m>> {
        self.member(name).filter(|node| !matches!(node.json, Json::Null))
    }

    /// Refuses members other than these.
    pub fn only(&self, known: &[&str]) {
        for (name, node) in self.entries() {
            if !known.contains(&name) {
                node.fault(format_args!("unknown field `{name}`, expected one of {}", Listed(known)));
            }
        }
    }

    /// The members of an object.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Node<'_>)> {
        let members = if let Json::Object(members) = self.json { Some(&members[..]) } else { None };
        let members = self.or_nothing(members, "an object");
        members.iter().map(|(name, json)| (&**name, self.child(json, self.path.name(name))))
    }

    /// The items of a list.
    pub fn items(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        let items = if let Json::List(items) = self.json { Some(&items[..]) } else { None };
        let items = self.or_nothing(items, "a list");
        items.iter().enumerate().map(|(i, json)| self.child(json, self.path.index(i)))
    }

    /// Reads every item of a list.
    pub fn list<T>(&self, mut read: impl FnMut(&Node<'_>) -> T) -> Vec<T> {
        self.items().map(|item| read(&item)).collect()
    }

    /// A string.
    pub fn text(&self) -> &'n str {
        let text = if let Json::String(text) = self.json { Some(&**text) } else { None };
        self.or_nothing(text, "a string")
    }

    /// Whether this is a string.
    pub fn is_text(&self) -> bool {
        matches!(self.json, Json::String(_))
    }

    /// A string of one's own.
    pub fn owned(&self) -> String {
        self.text().to_owned()
    }

    /// One of these words: its place among them.
    pub fn one_of(&self, words: &[&str]) -> usize {
        let text = self.text();
        words.iter().position(|word| *word == text).unwrap_or_else(|| {
            self.fault(format_args!("unknown word `{text}`, expected one of {}", Listed(words)));
            0
        })
    }

    /// `true` or `false`.
    pub fn bool(&self) -> bool {
        let value = if let Json::Bool(value) = self.json { Some(*value) } else { None };
        self.or_nothing(value, "true or false")
    }

    /// The member of this name as `true` or `false`; `false` where there is none.
    pub fn flag(&self, name: &str) -> bool {
        self.member(name).is_some_and(|node| node.bool())
    }

    /// A whole number from 0.
    pub fn u64(&self) -> u64 {
        self.or_nothing(self.digits().parse().ok(), "a whole number from 0")
    }

    /// A whole number from 0 that is not huge.
    pub fn u32(&self) -> u32 {
        self.or_nothing(u32::try_from(self.u64()).ok(), "a smaller number")
    }

    /// A whole number from 0 to 65535.
    pub fn u16(&self) -> u16 {
        self.or_nothing(u16::try_from(self.u64()).ok(), "a smaller number")
    }

    /// A whole number.
    pub fn i64(&self) -> i64 {
        let digits = self.digits();
        let size = |digits: &str| digits.parse::<u64>().ok();
        let number = match digits.strip_prefix('-') {
            Some(digits) => size(digits).and_then(|size| 0_i64.checked_sub_unsigned(size)),
            None => size(digits).and_then(|size| size.try_into().ok()),
        };
        self.or_nothing(number, "a whole number")
    }

    /// A number as it is written; nothing where this is none.
    fn digits(&self) -> &str {
        if let Json::Number(digits) = self.json { digits } else { "" }
    }

    /// Bytes in base64url without padding.
    pub fn bytes(&self) -> Vec<u8> {
        self.or_nothing(crate::base64::decode(self.text()), "base64url without padding")
    }
}
