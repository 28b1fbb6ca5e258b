//! The receipt code on a customer's slip: place in the journal and 40 bits of the record's hash,
//! so that a record cut off before it was sent can still be missed (`audit --slip`).

use crate::crockford;
use crate::hash::Hash;

/// A receipt code, written `12-7K3F-9M2X-C`: seq, hash, check character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// The record's place in its journal.
    pub seq: u64,
    /// The first 40 bits of the record's hash.
    pub bits: u64,
}

impl Slip {
    /// The slip of a record.
    pub fn of(seq: u64, hash: &Hash) -> Self {
        Self { seq, bits: hash.leading() >> 24 }
    }

    /// Reads a code as people type it; `None` where the check character does not fit.
    pub fn parse(typed: &str) -> Option<Self> {
        let body = crockford::checked(typed)?;
        let (seq, bits) = body.split_at_checked(body.len().checked_sub(8)?)?;
        Some(Self { seq: seq.parse().ok()?, bits: crockford::number(bits)? })
    }

    /// Whether this is the slip of that record.
    pub fn fits(&self, seq: u64, hash: &Hash) -> bool {
        *self == Self::of(seq, hash)
    }
}

impl std::fmt::Display for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seq = self.seq;
        let (high, low) = (crockford::letters(self.bits >> 20, 4), crockford::letters(self.bits, 4));
        let check = crockford::check(&format!("{seq}{high}{low}"));
        write!(f, "{seq}-{high}-{low}-{check}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_reads_back_and_a_wrong_letter_is_caught() {
        let slip = Slip::of(412, &Hash::of(b"header"));
        let code = slip.to_string();
        assert_eq!(Slip::parse(&code.to_lowercase()), Some(slip));
        assert!(slip.fits(412, &Hash::of(b"header")));
        crate::crockford::tests::notices_every_slip(&code, Slip::parse);
        assert_eq!(Slip::parse("7"), None);
    }
}
