//! What the courier tells of how it goes, taken apart.

use handover_domain::json::{self, Node};
use handover_domain::wire::FileWhy;

/// How it goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Facts {
    /// The version that runs.
    pub app: String,
    /// The tablet's key.
    pub key: Option<String>,
    /// What of the records, once there is a set-up.
    pub sync: Option<Sync>,
    /// The last record: its place, and the beginning of its hash.
    pub head: Option<(u64, String)>,
    /// Whether the tablet starts without a network, and the file it is about.
    pub offline: Option<(Offline, String)>,
    /// The newest version did not start.
    pub given_up: bool,
    /// How much room there is.
    pub room: Option<Room>,
}

/// How it goes with the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sync {
    pub waiting: Waiting,
    pub pending: u64,
    pub quarantined: u64,
    pub oldest: Option<String>,
    pub receipt: Option<String>,
    /// How far head office's clock was ahead, in milliseconds.
    pub ahead_ms: Option<i64>,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    pub used: u64,
    pub quota: u64,
    pub kept_back: bool,
    pub persistent: bool,
}

macro_rules! spelled {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            const WORDS: &[&str] = &[$($word),*];
            const EVERY: &[Self] = &[$(Self::$variant),*];

            fn read(node: &Node<'_>) -> Self {
                Self::EVERY[node.one_of(Self::WORDS)]
            }
        }
    };
}

spelled! {
    /// Why nothing moves.
    Waiting {
        Nothing = "nothing",
        Sending = "sending",
        Unreachable = "unreachable",
        Unknown = "unknown",
        Revoked = "revoked",
        NotApproved = "not_approved",
        UpdateNeeded = "update_needed",
    }
}

spelled! {
    /// Whether the tablet starts without a network.
    Offline {
        /// It was started from the copy of its files once, and all of them are there.
        Ready = "ready",
        /// They are there, and were not started from yet.
        Unproven = "unproven",
        /// A file of the first copy could not be had.
        Missing = "missing",
        /// A file of a newer version could not be had; the version in use is whole.
        Older = "older",
        /// The browser keeps no copy, or has not begun to.
        None = "none",
    }
}

impl Facts {
    /// Reads what the courier wrote.
    pub fn read(text: &str) -> Option<Self> {
        json::read(text.as_bytes(), |node: &Node<'_>| Self {
            app: node.field("app").owned(),
            key: node.member("key").map(|key| key.owned()),
            sync: node.member("waiting").map(|waiting| Sync {
                waiting: Waiting::read(&waiting),
                pending: node.field("pending").u64(),
                quarantined: node.field("quarantined").u64(),
                oldest: node.member("oldest").map(|at| at.owned()),
                receipt: node.member("receipt").map(|at| at.owned()),
                ahead_ms: node.member("ahead_ms").map(|ms| ms.i64()),
            }),
            head: node.member("seq").map(|seq| {
                let hash = node.field("hash").owned();
                (seq.u64(), hash.get(..10).unwrap_or_default().to_owned())
            }),
            offline: node.member("offline").map(|word| (Offline::read(&word), node.field("file").owned())),
            given_up: node.flag("given_up"),
            room: node.member("used").map(|used| Room {
                used: used.u64(),
                quota: node.field("quota").u64(),
                kept_back: node.flag("kept_back"),
                persistent: node.flag("persistent"),
            }),
        })
        .ok()
    }

    /// Whether all that was recorded is at head office.
    pub fn has_arrived(&self) -> bool {
        self.sync.as_ref().is_some_and(|sync| sync.pending == 0 && sync.receipt.is_some())
    }
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileNews {
    /// It was given to the browser to be saved; so many records are in it.
    Written(u64),
    /// It asks head office to take this tablet in.
    Request,
    /// It could not be written.
    NotWritten,
    /// It was read; so many records are acknowledged by it, and so many set apart.
    Brought(u64, u64),
    /// It was refused, at this line, and nothing of it was used.
    Refused(u64, FileWhy),
    /// The tablet could not read it or keep what it says.
    NotRead,
}

impl FileNews {
    /// Reads what the courier says.
    pub fn read(said: &str) -> Self {
        let mut words = said.split(' ');
        let number = |words: &mut std::str::Split<'_, char>| words.next()?.parse().ok();
        match words.next() {
            Some("written") => Self::Written(number(&mut words).unwrap_or(0)),
            Some("enrolment") => Self::Request,
            Some("not-written") => Self::NotWritten,
            Some("brought") => {
                Self::Brought(number(&mut words).unwrap_or(0), number(&mut words).unwrap_or(0))
            }
            Some("refused") => {
                let line = number(&mut words).unwrap_or(0);
                Self::Refused(
                    line,
                    match words.next() {
                        Some("cut") => FileWhy::Cut,
                        Some("altered") => FileWhy::Altered,
                        Some("not-ours") => FileWhy::NotOurs,
                        Some("other-tablet") => FileWhy::OtherTablet,
                        Some("later") => FileWhy::Later,
                        _ => FileWhy::Unreadable,
                    },
                )
            }
            _ => Self::NotRead,
        }
    }
}
