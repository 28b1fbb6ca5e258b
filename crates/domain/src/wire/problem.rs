//! Head office's refusals: problem details (RFC 9457) with a marker of our own, so that a tablet can tell
//! head office from a captive portal or a proxy that answers with the same status.

use crate::json::{self, Node, words};
use serde::{Deserialize, Serialize};

/// The value of `handover` in every problem that head office itself wrote.
pub const MARKER: &str = "handover-office/1";

words! {
    /// The machine-readable reasons; on the wire, the last piece of `type`.
    Reason {
        /// 400: not JSON, or not the JSON that was expected.
        Unreadable = "unreadable",
        /// 401: no such tablet.
        UnknownDevice = "unknown-device",
        /// 401: the tablet was revoked.
        RevokedDevice = "revoked-device",
        /// 401: the signature does not fit the tablet's key.
        WrongSignature = "wrong-signature",
        /// 401: nobody at head office is signed in with this request.
        SignedOut = "signed-out",
        /// 413: more than 256 KiB or 50 records.
        TooLarge = "too-large",
        /// 422: a record's part is not the one its header names, or a record of another tablet.
        WrongRecord = "wrong-record",
        /// 422: written by a later protocol.
        LaterProtocol = "later-protocol",
        /// 403: the enrolment code is unknown, used or expired.
        BadCode = "bad-code",
        /// 403: head office has not yet approved the tablet's new key.
        NotApproved = "not-approved",
        /// 403: not for whoever is signed in.
        Forbidden = "forbidden",
        /// 404: nothing is here.
        NotFound = "not-found",
        /// 405: not with this method.
        MethodNotAllowed = "method-not-allowed",
        /// 415: the body's type or encoding is not accepted.
        UnsupportedMediaType = "unsupported-media-type",
        /// 429: this tablet, or this address, asks too often.
        TooManyRequests = "too-many-requests",
        /// 431: the address and the head of the request are too long.
        HeaderTooLarge = "header-too-large",
        /// 500: head office broke down over this request.
        Broken = "broken",
        /// 503: head office cannot store at the moment.
        Unavailable = "unavailable",
    }
}

impl Reason {
    /// The HTTP status it comes with.
    pub fn status(self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::UnknownDevice | Self::RevokedDevice | Self::WrongSignature | Self::SignedOut => 401,
            Self::BadCode | Self::NotApproved | Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::WrongRecord | Self::LaterProtocol => 422,
            Self::TooManyRequests => 429,
            Self::HeaderTooLarge => 431,
            Self::Broken => 500,
            Self::Unavailable => 503,
        }
    }
}

/// A body of `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:handover:problem:` and the reason.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, what was kept, what to do.
    pub detail: String,
    /// [`MARKER`].
    pub handover: String,
    /// The reason as a word.
    pub reason: Reason,
}

impl Problem {
    /// A problem for this reason, with a sentence for people.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        let word = reason.word();
        Self {
            kind: format!("urn:handover:problem:{word}"),
            title: word.replace('-', " "),
            status: reason.status(),
            detail: detail.into(),
            handover: MARKER.into(),
            reason,
        }
    }

    /// The problem in a body, if head office itself wrote it for this status.
    pub fn recognise(status: u16, body: &[u8]) -> Option<Self> {
        let problem = json::read(body, Self::read).ok()?;
        (problem.handover == MARKER && problem.status == status).then_some(problem)
    }

    fn read(node: &Node<'_>) -> Self {
        Self {
            kind: node.field("type").owned(),
            title: node.field("title").owned(),
            status: node.field("status").u16(),
            detail: node.field("detail").owned(),
            handover: node.field("handover").owned(),
            reason: Reason::read(&node.field("reason")),
        }
    }
}
