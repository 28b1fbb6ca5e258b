//! The number of a complaint, issued on the tablet without asking anybody.
//!
//! Tablet, place in the journal and a tag of the journal make it unique: head office gives every tablet its own
//! number, a journal never uses a place twice, and the tag tells two journals of one tablet apart.

use crate::crockford;
use crate::hash::Hash;
use crate::ids::Epoch;
use crate::json::Node;
use serde::{Deserialize, Serialize};

const TABLET: u32 = 3;
const PLACE: u32 = 4;
const TAG: u32 = 2;

/// A complaint's number, written `01A-00CW-7KB`: tablet, place, tag and check character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// What was typed is no complaint number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not a complaint number: it has ten letters and digits, like 01A-00CW-7KB, and the last one checks the others"
)]
pub struct NoNumber;

impl Number {
    /// The highest number a tablet may have.
    pub const MAX_TABLET: u16 = 0x7FFF;

    /// The number of the complaint at this place of this tablet's journal.
    pub fn issue(tablet: u16, epoch: Epoch, seq: u64) -> Self {
        let tag = Hash::of(epoch.0.as_bytes()).leading();
        let (tablet, place) = (crockford::letters(tablet.into(), TABLET), crockford::letters(seq, PLACE));
        Self::of(&tablet, &place, &crockford::letters(tag, TAG))
    }

    /// Reads a number as people type it; the check character has to fit.
    pub fn parse(typed: &str) -> Option<Self> {
        let body = crockford::checked(typed)?;
        let (tablet, rest) = body.split_at_checked(TABLET as usize)?;
        let (place, tag) = rest.split_at_checked(PLACE as usize)?;
        (tag.len() == TAG as usize).then(|| Self::of(tablet, place, tag))
    }

    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        Self::parse(node.text()).unwrap_or_else(|| {
            node.fault(format_args!("{NoNumber}"));
            Self(String::new())
        })
    }

    fn of(tablet: &str, place: &str, tag: &str) -> Self {
        let check = crockford::check(&format!("{tablet}{place}{tag}"));
        Self(format!("{tablet}-{place}-{tag}{check}"))
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Number {
    type Error = NoNumber;
    fn try_from(typed: String) -> Result<Self, NoNumber> {
        Self::parse(&typed).ok_or(NoNumber)
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn it_reads_back_and_a_wrong_letter_is_caught() {
        let number = Number::issue(42, Epoch(Uuid::from_u128(7)), 412);
        assert_eq!(number.to_string().len(), 12);
        assert!(number.to_string().starts_with("01A-00CW-"), "{number}");
        assert_eq!(Number::parse(&number.to_string()), Some(number.clone()));
        crate::crockford::tests::notices_every_slip(&number.to_string(), Number::parse);
        assert_eq!(Number::parse(""), None);
        assert_eq!(Number::parse("7"), None);
    }

    #[test]
    fn no_two_tablets_and_no_two_places_share_a_number() {
        let epoch = Epoch(Uuid::from_u128(7));
        let all: BTreeSet<_> =
            (0..100).flat_map(|tablet| (1..100).map(move |seq| Number::issue(tablet, epoch, seq))).collect();
        assert_eq!(all.len(), 100 * 99);
        assert_ne!(Number::issue(1, epoch, 1), Number::issue(1, Epoch(Uuid::from_u128(8)), 1));
    }
}
