//! Where we are in a document. Each step points at the one above it, so that nothing is written down
//! until something is wrong.

use std::fmt;

/// A JSON path, from the root down to one node.
#[derive(Debug, Clone, Copy)]
pub struct Path<'p> {
    above: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Root,
    Name(&'p str),
    Index(usize),
}

impl Path<'_> {
    /// The document as a whole: `$`.
    pub const ROOT: Path<'static> = Path { above: None, step: Step::Root };

    /// The member of this name.
    pub fn name<'p>(&'p self, name: &'p str) -> Path<'p> {
        Path { above: Some(self), step: Step::Name(name) }
    }

    /// The item at this place.
    pub fn index(&self, index: usize) -> Path<'_> {
        Path { above: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
        }
        match self.step {
            Step::Root => f.write_str("$"),
            Step::Name(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}
