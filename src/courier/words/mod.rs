//! What the courier has to say to staff, one table a language. It is kept here and not with the page's own texts, so
//! that the page is there before it is loaded.

mod en;
mod zh_cn;
mod zh_tw;

use super::offline::Offline;
use handover_domain::language::Language;
use handover_domain::wire::FileWhy;
use handover_tablet::courier::Waiting;

/// The words of one language. A field left out does not compile.
pub(super) struct Words {
    pub not_enrolled: fn(NotEnrolled) -> &'static str,
    pub no_setup: &'static str,
    pub counts: fn(u64, u64) -> String,
    pub oldest: fn(&str) -> String,
    pub receipt: fn(&str) -> String,
    pub waiting: fn(Waiting) -> &'static str,
    pub room: fn(u64, u64) -> String,
    pub low: &'static str,
    pub offline: fn(&Offline) -> String,
    pub given_up: &'static str,
    pub file: fn(FileNews) -> String,
}

/// Why enrolment did not succeed; the tablet is as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotEnrolled {
    /// Head office could not be reached.
    Unreachable,
    /// The code is unknown, used or expired.
    BadCode,
    /// What came back cannot be trusted or read.
    NotTrusted,
    /// The tablet could not keep its key or configuration.
    Storage,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileNews {
    /// It was given to the browser to be saved; so many records are in it.
    Written(u64),
    /// It could not be written.
    NotWritten,
    /// It was read.
    Brought {
        /// So many records are acknowledged by it.
        stored: u64,
        /// So many were set apart by it.
        quarantined: u64,
    },
    /// It was refused, at this line, and nothing of it was used.
    Refused(u64, FileWhy),
    /// The tablet could not read it or keep what it says.
    NotRead,
}

/// The table of a language.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::ZhCn => &zh_cn::WORDS,
        Language::ZhTw => &zh_tw::WORDS,
        Language::En => &en::WORDS,
    }
}
