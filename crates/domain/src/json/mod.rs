//! JSON in little code. Reading: parsed once into a tree, then taken apart by name, with the path in the
//! fault. Writing: member by member.
//!
//! What the kiosk reads and writes goes through here and not through serde's derived code: that is generated
//! anew for every type and field, and the kiosk has to fit a first load of 150 KB. What head office alone
//! reads stays with serde; golden files hold the two to the same bytes.

mod node;
mod parse;
mod path;
mod words;
mod write;

pub use node::{First, Node};
pub use parse::parse;
pub use path::Path;
pub(crate) use words::words;
pub use write::{Object, list, string};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is written: whoever wants it knows which kind it has to be.
    Number(&'a str),
    /// A string.
    String(String),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, in its own order.
    Object(Vec<(String, Json<'a>)>),
}

impl Json<'_> {
    /// The node to begin reading at; what is wrong is noted in `first`.
    pub fn root<'n>(&'n self, first: &'n First) -> Node<'n> {
        Node::root(self, first)
    }
}

/// Parses a text and reads it from its root.
pub fn read<T>(bytes: &[u8], read: impl FnOnce(&Node<'_>) -> T) -> Result<T, Fault> {
    let json = parse(bytes)?;
    let first = First::default();
    let value = read(&json.root(&first));
    first.noted().map_or(Ok(value), Err)
}

/// What is wrong with a JSON text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct Fault {
    /// The JSON path: `$.questions[2].type`.
    pub path: String,
    /// What is wrong there.
    pub problem: String,
}

#[cfg(test)]
mod tests;
