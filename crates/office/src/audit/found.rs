//! What an audit has to say.

/// What is found: what is wrong, and what is only worth knowing.
#[derive(Default)]
pub(super) struct Found {
    /// What does not fit.
    pub findings: Vec<String>,
    /// What is as it should be, and still worth a line.
    pub notes: Vec<String>,
}

/// A journal's name as it is printed.
pub(super) fn short_id(epoch: &str) -> &str {
    epoch.get(..8).unwrap_or(epoch)
}
