//! Chance, all of it from one seed, so that a history can be told again to the letter.

use std::cell::Cell;
use uuid::Uuid;

/// A stream of numbers (`SplitMix64`).
pub struct Chance(Cell<u64>);

impl Chance {
    /// The stream of a seed.
    pub fn of(seed: u64) -> Self {
        Self(Cell::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x9E37_79B9_7F4A_7C15))
    }

    /// Uniform over all of `u64`.
    pub fn number(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below this number, which is not 0.
    pub fn below(&self, number: u64) -> u64 {
        self.number() % number.max(1)
    }

    /// From one number to the other, both included.
    pub fn between(&self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// Whether something happens that happens this often in ten thousand times.
    pub fn hits(&self, in_ten_thousand: u64) -> bool {
        in_ten_thousand > 0 && self.below(10_000) < in_ten_thousand
    }

    /// Below the length of a list, as an index into it.
    pub fn index(&self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// One of these; none of none.
    pub fn one_of<'a, T>(&self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.index(all.len())) }
    }

    /// A fresh id.
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(
            (u128::from(self.number()) << 64 | u128::from(self.number())).to_be_bytes(),
        )
        .into_uuid()
    }
}
