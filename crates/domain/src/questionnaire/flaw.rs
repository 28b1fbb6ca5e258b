//! What is wrong with a package, where, and how to mend it.

use crate::json::Fault;

/// One flaw of a package that was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}. {mend}.")]
pub struct Flaw {
    /// Where, as a JSON path: `$.questions[2].show_if.equals.question`.
    pub path: String,
    /// What is wrong there.
    pub problem: String,
    /// What to change.
    pub mend: String,
}

impl From<Fault> for Flaw {
    fn from(Fault { path, problem }: Fault) -> Self {
        Self { path, problem, mend: "Write it as docs/questionnaire.md shows".into() }
    }
}
