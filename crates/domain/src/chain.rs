//! The chain of one epoch: what is missing, what was altered, what was put in another order.

use crate::hash::Hash;
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

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

/// What does not fit, by place in the journal. Place 0 is the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// Records from here to there never arrived, or were removed.
    Missing(u64, u64),
    /// Two records at one place: a cloned profile or a rewritten journal.
    Fork(u64),
    /// The record at the first place follows the one at the second, which is not the one before it: they were put in
    /// another order, or what was between them was cut out.
    Reordered(u64, u64),
    /// From one place to another no record follows the one before it. All between the two were altered; where there is
    /// nothing between them, it was one of the two.
    Altered(u64, u64),
    /// Another record than the one that the tablet announced at this place.
    Rewritten(u64),
    /// A record at a place that no journal has.
    Nowhere,
}

/// Checks the links of one epoch, sorted by seq. Everything up to the highest seq is provable, but for the content of
/// the last record, which nothing follows yet: see [`announced`].
pub fn check(links: &[Link]) -> Vec<Break> {
    let places = LazyCell::new(|| {
        let places = links.iter().map(|link| (link.hash, link.seq));
        places.chain([(Hash::NONE, 0)]).collect::<BTreeMap<_, _>>()
    });
    let mut breaks = Vec::new();
    let mut before: &[Link] = &[];
    let mut expected = 1;
    for here in links.chunk_by(|one, other| one.seq == other.seq) {
        let seq = here[0].seq;
        if seq == 0 {
            breaks.push(Break::Nowhere);
            continue;
        }
        let gap = seq > expected;
        if gap {
            breaks.push(Break::Missing(expected, seq - 1));
        }
        if here.len() > 1 {
            breaks.push(Break::Fork(seq));
        }
        for link in here {
            let follows = if seq == 1 {
                link.prev == Hash::NONE
            } else {
                !gap && before.iter().any(|earlier| earlier.hash == link.prev)
            };
            if follows {
                continue;
            }
            match (places.get(&link.prev), breaks.last_mut()) {
                (Some(place), _) => breaks.push(Break::Reordered(seq, *place)),
                (None, _) if gap => {}
                (None, Some(Break::Altered(_, last))) if *last + 1 >= seq => *last = seq,
                (None, _) => breaks.push(Break::Altered(seq - 1, seq)),
            }
        }
        expected = seq + 1;
        before = here;
    }
    breaks
}

/// Holds the links, sorted by seq, against the records that the tablet once named as the last ones of its journal.
/// One that is not here yet is no break.
pub fn announced(links: &[Link], tips: impl IntoIterator<Item = (u64, Hash)>) -> Vec<Break> {
    let is_other = |(seq, hash): &(u64, Hash)| {
        let from = links.partition_point(|link| link.seq < *seq);
        let mut here = links[from..].iter().take_while(|link| link.seq == *seq).peekable();
        here.peek().is_some() && here.all(|link| link.hash != *hash)
    };
    tips.into_iter().filter(is_other).map(|(seq, _)| Break::Rewritten(seq)).collect()
}

/// A range of places as people write it.
pub fn range(from: u64, through: u64) -> String {
    if from == through { from.to_string() } else { format!("{from}–{through}") }
}

impl Display for Break {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Missing(from, through) => write!(f, "{} missing", range(from, through)),
            Self::Fork(seq) => write!(f, "two records claim seq {seq} (fork)"),
            Self::Reordered(1, place) => write!(f, "1 follows {place}, where it should be the first"),
            Self::Reordered(seq, 0) => {
                write!(f, "{seq} says that it is the first, and should follow {}", seq - 1)
            }
            Self::Reordered(seq, place) => write!(f, "{seq} follows {place}, not {}", seq - 1),
            Self::Altered(0, 1) => {
                f.write_str("1 follows a record that is not here, where it should be the first")
            }
            Self::Altered(from, to) if to - from == 1 => {
                write!(f, "{to} does not follow {from}: one of the two was altered")
            }
            Self::Altered(0, to) => {
                write!(f, "{} altered: what comes after does not follow", were(1, to - 1))
            }
            Self::Altered(from, to) => {
                write!(f, "{} altered: neither {from} before nor {to} after fits", were(from + 1, to - 1))
            }
            Self::Rewritten(seq) => write!(
                f,
                "{seq} is another record than the tablet once announced there: it was altered, or the end of the journal \
                 was cut off and written anew"
            ),
            Self::Nowhere => f.write_str("a record claims the place 0, where a journal counts from 1"),
        }
    }
}

fn were(from: u64, through: u64) -> String {
    format!("{} {}", range(from, through), if from == through { "was" } else { "were" })
}
