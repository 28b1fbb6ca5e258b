//! What is wrong with a package, where, and how to mend it.

use std::fmt;

/// One flaw of a package that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, as a JSON path: `$.questions[2].show_if.equals.question`.
    pub path: String,
    /// What is wrong there.
    pub problem: String,
    /// What to change.
    pub mend: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}.", self.path, self.problem, self.mend)
    }
}

/// The flaws found so far, and where we are.
#[derive(Default)]
pub(super) struct Flaws(pub Vec<Flaw>);

impl Flaws {
    pub fn add(&mut self, path: impl Into<String>, problem: impl Into<String>, mend: impl Into<String>) {
        self.0.push(Flaw { path: path.into(), problem: problem.into(), mend: mend.into() });
    }
}
