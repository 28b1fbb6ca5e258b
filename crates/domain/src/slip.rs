//! The receipt code on a customer's slip: place in the journal and 40 bits of the record's hash,
//! so that a record cut off before it was sent can still be missed (`audit --slip`).

use crate::hash::Hash;

/// Crockford's base 32: no I, L, O or U, so that it reads out well.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A character as Crockford's base 32 reads it, or `None`.
pub fn as_crockford(c: char) -> Option<char> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    u8::try_from(c).is_ok_and(|b| CROCKFORD.contains(&b)).then_some(c)
}

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
        let code: String =
            typed.chars().filter(|c| !matches!(c, '-' | ' ')).map(as_crockford).collect::<Option<_>>()?;
        let body = code.get(..code.len().checked_sub(1)?)?;
        let cut = body.len().checked_sub(8)?;
        (code.ends_with(check(body))).then_some(())?;
        let seq = body.get(..cut)?.parse().ok()?;
        let bits = body.get(cut..)?.bytes().try_fold(0, |n, b| Some(n << 5 | value(b)?))?;
        Some(Self { seq, bits })
    }

    /// Whether this is the slip of that record.
    pub fn fits(&self, seq: u64, hash: &Hash) -> bool {
        *self == Self::of(seq, hash)
    }
}

impl std::fmt::Display for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters = |places: std::ops::Range<u32>| -> String {
            places.rev().map(|i| char::from(CROCKFORD[(self.bits >> (5 * i) & 31) as usize])).collect()
        };
        let (seq, high, low) = (self.seq, letters(4..8), letters(0..4));
        let check = check(&format!("{seq}{high}{low}"));
        write!(f, "{seq}-{high}-{low}-{check}")
    }
}

fn value(letter: u8) -> Option<u64> {
    CROCKFORD.iter().position(|c| *c == letter).map(|at| at as u64)
}

/// A check character over GF(2⁵), in the manner of Damm: each step adds a letter and multiplies by α,
/// so every single slip and every swap of neighbours changes it.
fn check(body: &str) -> char {
    let times_alpha = |x: u64| x << 1 & 31 ^ if x & 16 == 0 { 0 } else { 0b0_0101 };
    let sum = body.bytes().fold(0, |sum, letter| times_alpha(sum ^ value(letter).unwrap_or(0)));
    char::from(CROCKFORD[(sum & 31) as usize])
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
        let letters: Vec<char> = code.chars().filter(|c| *c != '-').collect();
        for at in 0..letters.len() {
            for other in CROCKFORD.iter().map(|b| char::from(*b)).filter(|c| *c != letters[at]) {
                let mut wrong = letters.clone();
                wrong[at] = other;
                assert_eq!(Slip::parse(&wrong.iter().collect::<String>()), None, "{wrong:?} for {code}");
            }
            let mut swapped = letters.clone();
            swapped.swap(at, (at + 1) % letters.len());
            if at + 1 < letters.len() && swapped != letters {
                assert_eq!(Slip::parse(&swapped.iter().collect::<String>()), None, "{swapped:?} for {code}");
            }
        }
        assert_eq!(Slip::parse("7"), None);
    }
}
