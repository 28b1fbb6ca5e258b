//! The chain of one epoch: what is missing, what was altered.

use crate::hash::Hash;

/// One record as the chain sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Place in the journal.
    pub seq: u64,
    /// The record's hash.
    pub hash: Hash,
    /// What it names as its predecessor's hash.
    pub prev: Hash,
}

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// Records that never arrived, or were removed.
    #[error("{0}–{1} missing")]
    Missing(u64, u64),
    /// Two records under one seq: a cloned profile or a rewritten journal.
    #[error("two records claim seq {0} (fork)")]
    Fork(u64),
    /// The record names another predecessor than the one that is here.
    #[error("{0} does not follow {1}: one of the two was altered")]
    Altered(u64, u64),
}

/// Checks the links of one epoch, sorted by seq. Everything up to the highest seq is provable.
pub fn check(links: impl IntoIterator<Item = Link>) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut before: Vec<Link> = Vec::new();
    let mut expected = 1;
    for link in links {
        if before.last().is_some_and(|last| last.seq == link.seq) {
            breaks.push(Break::Fork(link.seq));
            before.push(link);
            continue;
        }
        if link.seq > expected {
            breaks.push(Break::Missing(expected, link.seq - 1));
        } else {
            let follows = if before.is_empty() {
                link.prev == Hash::NONE
            } else {
                before.iter().any(|earlier| earlier.hash == link.prev)
            };
            if !follows {
                breaks.push(Break::Altered(link.seq, link.seq - 1));
            }
        }
        expected = link.seq + 1;
        before = vec![link];
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(n: u64) -> Vec<Link> {
        let mut prev = Hash::NONE;
        (1..=n)
            .map(|seq| {
                let hash = Hash::of(&[prev.0.as_slice(), &seq.to_be_bytes()].concat());
                let link = Link { seq, hash, prev };
                prev = hash;
                link
            })
            .collect()
    }

    #[test]
    fn a_whole_journal_has_no_break() {
        assert_eq!(check(journal(50)), []);
        assert_eq!(check([]), []);
    }

    #[test]
    fn the_exact_range_that_is_missing_is_named() {
        let mut links = journal(20);
        links.drain(4..9);
        assert_eq!(check(links), [Break::Missing(5, 9)]);
        assert_eq!(check(journal(3).into_iter().skip(1)), [Break::Missing(1, 1)]);
    }

    #[test]
    fn an_edit_shows_where_the_next_record_no_longer_follows() {
        let mut links = journal(20);
        links[6].hash = Hash::of(b"edited");
        assert_eq!(check(links), [Break::Altered(8, 7)]);
    }

    #[test]
    fn a_fork_is_named_and_what_follows_either_side_is_accepted() {
        let mut links = journal(5);
        links.insert(3, Link { seq: 3, hash: Hash::of(b"clone"), prev: links[1].hash });
        assert_eq!(check(links), [Break::Fork(3)]);
    }
}
