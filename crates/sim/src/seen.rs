//! What can happen, how likely it may be, and how often it did.

use crate::chance::Chance;

macro_rules! seen {
    ($($name:ident $most:literal $words:literal)*) => {
        /// What can happen in a history.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Seen {
            $(#[doc = $words] $name,)*
        }

        impl Seen {
            /// All of it.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// In words, to stand behind a number.
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }

            /// The highest odds, in ten thousand; 0 for what follows from something else.
            fn most(self) -> u64 {
                match self { $(Self::$name => $most,)* }
            }
        }
    };
}

seen! {
    // What is counted.
    Shown 0 "records shown"
    Refused 0 "saves refused"
    Arrived 0 "records arrived"
    Purged 0 "records let go after their time"
    Apart 0 "records set apart"
    OfferedAgain 0 "records offered again"
    LossTold 0 "losses found and told"
    Unwitnessed 0 "lost records that only their slips tell of"
    ClearedRecords 0 "records cleared with a whole tablet"
    KeyAsked 0 "new keys asked for"
    ErasedAgain 0 "erased records offered again"
    Duplicates 0 "records offered twice"
    Forks 0 "forks seen by head office"
    ReceiptsTaken 0 "files of receipts brought in"
    FilesTaken 0 "files taken by head office"
    // At any await point.
    Crash 25 "crashes"
    // On the way of one request.
    LostRequest 2000 "requests lost"
    LostAnswer 2500 "answers lost"
    LateRequest 1000 "requests that arrived late"
    DoubledRequest 1000 "requests that arrived twice"
    CutAnswer 1000 "answers cut short"
    Portal 800 "captive portals"
    Redirect 400 "redirects"
    ServerError 1000 "server errors"
    AbsurdRetryAfter 600 "absurd Retry-After"
    ProxyTooLarge 500 "proxies that said 413"
    ForgedReceipt 1200 "forged receipts"
    ForgedConfig 2500 "forged set-ups"
    ReplayedReceipt 1200 "replayed receipts"
    // What head office makes of a batch, or of one record.
    SloppyReceipt 1000 "receipts with gaps or wrong hashes"
    Retried 500 "records put off"
    Poison 400 "records that head office refuses a batch for"
    Rejected 300 "records rejected"
    // What somebody or something does.
    SecondWindow 500 "records of two windows at once"
    Reload 300 "reloads"
    Truncated 150 "databases cut short"
    DatabaseLost 100 "databases lost"
    BesideLost 100 "witnesses lost"
    Cleared 60 "tablets cleared"
    Lagged 300 "witnesses that lag"
    Full 200 "times the disk was full"
    Away 200 "times the database was away"
    ClockJump 300 "clock jumps"
    Night 500 "days passed"
    Cloned 60 "cloned profiles"
    Updated 200 "app updates"
    Backup 500 "backups"
    Restored 200 "restores"
    Revoked 100 "revocations"
    Approved 0 "new keys approved"
    Reconfigured 200 "new set-ups"
    Erased 200 "records erased"
    Down 200 "times head office was down"
    Healed 100 "times head office took what it had refused"
    Exported 300 "files written"
    DamagedFile 3000 "files cut short or edited"
    FileTwice 3000 "files taken twice"
    LateReceipts 5000 "files of receipts that came late"
}

/// How likely each is in this history.
pub struct Odds(Vec<u64>);

impl Odds {
    /// Drawn from the seed: some things never happen, so that others can be seen by themselves.
    pub fn draw(chance: &Chance) -> Self {
        let wild = chance.between(1, 4);
        let one = |seen: &Seen| if chance.below(4) < wild { chance.below(seen.most() + 1) } else { 0 };
        Self(Seen::ALL.iter().map(one).collect())
    }

    /// In ten thousand.
    pub fn of(&self, seen: Seen) -> u64 {
        self.0[seen as usize]
    }
}

/// How often each happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally(Vec<u64>);

impl Default for Tally {
    fn default() -> Self {
        Self(vec![0; Seen::ALL.len()])
    }
}

impl Tally {
    /// Once more, or several times.
    pub fn add(&mut self, seen: Seen, times: u64) {
        self.0[seen as usize] += times;
    }

    /// How often.
    pub fn of(&self, seen: Seen) -> u64 {
        self.0[seen as usize]
    }

    /// Another history's besides.
    pub fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += theirs;
        }
    }
}
