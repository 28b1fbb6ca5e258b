//! One place in a document, and how to read what is there.

use super::{Fault, Json, Path};
use std::fmt;

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
}

impl<'n> Node<'n> {
    pub(super) fn root(json: &'n Json<'n>) -> Self {
        Self { json, path: Path::ROOT }
    }

    /// Where this is.
    pub fn path(&self) -> &Path<'n> {
        &self.path
    }

    /// Something is wrong here.
    pub fn fault(&self, problem: fmt::Arguments<'_>) -> Fault {
        // The tablet reads only what head office has checked and signed: there the path says enough.
        let problem = if cfg!(feature = "sentences") { problem.to_string() } else { String::new() };
        Fault { path: self.path.to_string(), problem }
    }

    fn expected(&self, what: &str) -> Fault {
        self.fault(format_args!("expected {what}"))
    }

    /// The member of this name, which has to be there.
    pub fn field<'m>(&'m self, name: &'m str) -> Result<Node<'m>, Fault> {
        self.member(name)?.ok_or_else(|| self.fault(format_args!("missing field `{name}`")))
    }

    /// The member of this name, where there is one.
    pub fn member<'m>(&'m self, name: &'m str) -> Result<Option<Node<'m>>, Fault> {
        let mut found = None;
        for (key, node) in self.entries()? {
            if key == name && found.replace(node).is_some() {
                return Err(self.fault(format_args!("duplicate field `{name}`")));
            }
        }
        Ok(found)
    }

    /// The member of this name, where there is one other than `null`.
    pub fn optional<'m>(&'m self, name: &'m str) -> Result<Option<Node<'m>>, Fault> {
        Ok(self.member(name)?.filter(|node| *node.json != Json::Null))
    }

    /// Refuses members other than these.
    pub fn only(&self, known: &[&str]) -> Result<(), Fault> {
        for (name, node) in self.entries()? {
            if !known.contains(&name) {
                return Err(
                    node.fault(format_args!("unknown field `{name}`, expected one of {}", Listed(known)))
                );
            }
        }
        Ok(())
    }

    /// The members of an object.
    pub fn entries(&self) -> Result<impl Iterator<Item = (&str, Node<'_>)>, Fault> {
        let Json::Object(members) = self.json else { return Err(self.expected("an object")) };
        Ok(members.iter().map(|(name, json)| (&**name, Node { json, path: self.path.name(name) })))
    }

    /// The items of a list.
    pub fn items(&self) -> Result<impl ExactSizeIterator<Item = Node<'_>>, Fault> {
        let Json::List(items) = self.json else { return Err(self.expected("a list")) };
        Ok(items.iter().enumerate().map(|(i, json)| Node { json, path: self.path.index(i) }))
    }

    /// Reads every item of a list.
    pub fn list<T>(&self, mut read: impl FnMut(&Node<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let mut list = Vec::new();
        for item in self.items()? {
            list.push(read(&item)?);
        }
        Ok(list)
    }

    /// A string.
    pub fn text(&self) -> Result<&'n str, Fault> {
        if let Json::String(text) = self.json { Ok(text) } else { Err(self.expected("a string")) }
    }

    /// One of these words: its place among them.
    pub fn one_of(&self, words: &[&str]) -> Result<usize, Fault> {
        let text = self.text()?;
        words.iter().position(|word| *word == text).ok_or_else(|| {
            self.fault(format_args!("unknown word `{text}`, expected one of {}", Listed(words)))
        })
    }

    /// `true` or `false`.
    pub fn bool(&self) -> Result<bool, Fault> {
        if let Json::Bool(value) = self.json { Ok(*value) } else { Err(self.expected("true or false")) }
    }

    /// The member of this name as `true` or `false`; `false` where there is none.
    pub fn flag(&self, name: &str) -> Result<bool, Fault> {
        self.member(name)?.map_or(Ok(false), |node| node.bool())
    }

    /// A whole number from 0.
    pub fn u64(&self) -> Result<u64, Fault> {
        self.digits()
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| self.expected("a whole number from 0"))
    }

    /// A whole number from 0 that is not huge.
    pub fn u32(&self) -> Result<u32, Fault> {
        u32::try_from(self.u64()?).map_err(|_| self.expected("a smaller number"))
    }

    /// A whole number from 0 to 65535.
    pub fn u16(&self) -> Result<u16, Fault> {
        u16::try_from(self.u64()?).map_err(|_| self.expected("a smaller number"))
    }

    /// A whole number.
    pub fn i64(&self) -> Result<i64, Fault> {
        self.digits().and_then(|digits| digits.parse().ok()).ok_or_else(|| self.expected("a whole number"))
    }

    fn digits(&self) -> Option<&str> {
        if let Json::Number(digits) = self.json { Some(digits) } else { None }
    }

    /// Bytes in base64url without padding.
    pub fn bytes(&self) -> Result<Vec<u8>, Fault> {
        crate::base64::decode(self.text()?).ok_or_else(|| self.expected("base64url without padding"))
    }
}
