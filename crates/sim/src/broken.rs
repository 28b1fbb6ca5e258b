//! A rule that was broken.

/// Which kind of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// What was shown as recorded is at head office, set apart, or told of.
    Lost,
    /// It is there once.
    Doubled,
    /// Any other.
    Other,
}

/// A rule that was broken, and how, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// Which kind.
    pub rule: Rule,
    /// How.
    pub sentence: String,
}
