//! How it goes with the sync, for staff.

use crate::json::{self, Node, Object, words};

words! {
    /// Why nothing moves.
    Waiting {
        /// Everything was acknowledged.
        Nothing = "nothing",
        /// Records wait for their turn.
        Sending = "sending",
        /// Head office was not reached.
        Unreachable = "unreachable",
        /// [`super::Pause::Unknown`].
        Unknown = "unknown",
        /// [`super::Pause::Revoked`].
        Revoked = "revoked",
        /// [`super::Pause::NotApproved`].
        NotApproved = "not-approved",
        /// [`super::Pause::UpdateNeeded`].
        UpdateNeeded = "update-needed",
    }
}

/// How it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Not yet acknowledged.
    pub pending: u64,
    /// Set apart.
    pub quarantined: u64,
    /// When the oldest pending record was captured, as the tablet's clock said.
    pub oldest: Option<String>,
    /// What head office's clock said in the last receipt.
    pub last_receipt: Option<String>,
    /// Why nothing moves.
    pub waiting: Waiting,
}

impl Progress {
    /// As text, on its way from the courier's thread to the page's.
    pub fn to_json(&self) -> String {
        let shown = |text: &Option<String>| text.clone().unwrap_or_default();
        Object::new()
            .number("pending", self.pending)
            .number("quarantined", self.quarantined)
            .text("oldest", &shown(&self.oldest))
            .text("last_receipt", &shown(&self.last_receipt))
            .shown("waiting", &self.waiting)
            .end()
    }

    /// Reads it back.
    pub fn parse(text: &str) -> Option<Self> {
        let some = |node: &Node<'_>| Some(node.owned()).filter(|text| !text.is_empty());
        json::read(text.as_bytes(), |node: &Node<'_>| Self {
            pending: node.field("pending").u64(),
            quarantined: node.field("quarantined").u64(),
            oldest: some(&node.field("oldest")),
            last_receipt: some(&node.field("last_receipt")),
            waiting: Waiting::read(&node.field("waiting")),
        })
        .ok()
    }
}
