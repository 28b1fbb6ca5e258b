//! Guessing a PIN: every wrong one is remembered, and from the third on each makes the next wait longer.
//!
//! Waits are counted in the time that a page has lived, never by the wall clock, which anybody may set. What is left of
//! one is kept on disk and goes on where it was after a reload or a kill; while no page lives, no time passes.

use crate::ids::PersonId;

/// Wrong PINs that cost nothing: fingers slip.
const FREE: u32 = 2;
/// Milliseconds of each further wait; the last one stays.
const WAITS: [u64; 5] = [30_000, 60_000, 300_000, 900_000, 3_600_000];

/// One person's guesses.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Guesses {
    person: PersonId,
    wrong: u32,
    left_ms: u64,
}

/// The guesses of everybody since they were last right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lockout(Vec<Guesses>);

impl Lockout {
    /// Reads what was kept; what cannot be read is as if nobody had guessed, since else nobody could get in.
    pub fn parse(text: &str) -> Self {
        let read = |line: &str| {
            let mut words = line.split(' ');
            Some(Guesses {
                person: PersonId::new(words.next()?).ok()?,
                wrong: words.next()?.parse().ok()?,
                left_ms: words.next()?.parse().ok()?,
            })
        };
        Self(text.lines().filter_map(read).collect())
    }

    /// What is to be kept.
    pub fn write(&self) -> String {
        let line = |one: &Guesses| format!("{} {} {}", one.person, one.wrong, one.left_ms);
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// How long this person has to wait before they may try, in milliseconds.
    pub fn left_ms(&self, person: &PersonId) -> u64 {
        self.0.iter().find(|one| one.person == *person).map_or(0, |one| one.left_ms)
    }

    /// A PIN is about to be tried. It counts as wrong until it was right, and that is kept first: who pulls the plug
    /// while it is tried has tried it.
    pub fn tries(&mut self, person: &PersonId) {
        let at = self.0.iter().position(|one| one.person == *person).unwrap_or_else(|| {
            self.0.push(Guesses { person: person.clone(), wrong: 0, left_ms: 0 });
            self.0.len() - 1
        });
        let one = &mut self.0[at];
        one.wrong = one.wrong.saturating_add(1);
        let Some(beyond) = one.wrong.checked_sub(FREE + 1) else { return };
        let beyond = usize::try_from(beyond).unwrap_or(usize::MAX).min(WAITS.len() - 1);
        one.left_ms = WAITS[beyond];
    }

    /// It was right.
    pub fn right(&mut self, person: &PersonId) {
        self.0.retain(|one| one.person != *person);
    }

    /// So much page time went by.
    pub fn pass(&mut self, ms: u64) {
        for one in &mut self.0 {
            one.left_ms = one.left_ms.saturating_sub(ms);
        }
    }

    /// Whether anybody waits.
    pub fn is_waiting(&self) -> bool {
        self.0.iter().any(|one| one.left_ms > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ann() -> PersonId {
        PersonId::new("ann").unwrap()
    }

    #[test]
    fn waits_grow_from_the_third_wrong_pin_on() {
        let mut lockout = Lockout::default();
        let mut waits = Vec::new();
        for _ in 0..9 {
            lockout.tries(&ann());
            waits.push(lockout.left_ms(&ann()) / 1000);
            lockout.pass(u64::MAX);
        }
        assert_eq!(waits, [0, 0, 30, 60, 300, 900, 3600, 3600, 3600]);
        lockout.right(&ann());
        lockout.tries(&ann());
        assert_eq!(lockout.left_ms(&ann()), 0);
    }

    #[test]
    fn what_is_left_survives_being_kept_and_only_page_time_shortens_it() {
        let mut lockout = Lockout::default();
        for _ in 0..3 {
            lockout.tries(&ann());
        }
        lockout.pass(10_000);
        let mut again = Lockout::parse(&lockout.write());
        assert_eq!(again, lockout);
        assert_eq!(again.left_ms(&ann()), 20_000);
        assert!(again.is_waiting());
        again.pass(20_000);
        assert!(!again.is_waiting());
        again.tries(&ann());
        assert_eq!(again.left_ms(&ann()), 60_000, "the guesses of before still count");
    }

    #[test]
    fn one_who_guesses_does_not_lock_out_another() {
        let mut lockout = Lockout::default();
        for _ in 0..5 {
            lockout.tries(&ann());
        }
        assert_eq!(lockout.left_ms(&PersonId::new("ben").unwrap()), 0);
        assert_eq!(Lockout::parse("nonsense\n<script> 1 2"), Lockout::default());
    }
}
