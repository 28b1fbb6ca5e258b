//! Chance, all of it from one seed and what it is about, so that one more draw here moves nothing elsewhere.

use handover_domain::hash::Hash;
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::ops::RangeInclusive;

/// A stream of draws.
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// The stream of a seed for one thing.
    pub fn of(seed: u64, about: &str) -> Self {
        Self(ChaCha20Rng::from_seed(Hash::of(format!("{seed} {about}").as_bytes()).0))
    }

    /// The source itself, for seals.
    pub fn source(&mut self) -> &mut ChaCha20Rng {
        &mut self.0
    }

    /// Uniform from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0.random_range(0.0..1.0)
    }

    /// Uniform from one number to the other, both included.
    pub fn between(&mut self, range: RangeInclusive<i64>) -> i64 {
        self.0.random_range(range)
    }

    /// The same for what cannot be negative.
    pub fn count(&mut self, range: RangeInclusive<u64>) -> u64 {
        self.0.random_range(range)
    }

    /// Whether something happens that happens to this share of all.
    pub fn hits(&mut self, share: f64) -> bool {
        self.0.random_bool(share.clamp(0.0, 1.0))
    }

    /// Around 0, most of it within twice this.
    pub fn around(&mut self, deviation: f64) -> f64 {
        // Three uniform draws together look like a bell, and have half of one as their deviation.
        (self.share() + self.share() + self.share() - 1.5) * 2.0 * deviation
    }

    /// One of these; none of none.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.choose(&mut self.0)
    }

    /// One of these by its weight; none where nothing has any.
    pub fn weighed<'a, T>(&mut self, all: &'a [T], weight: impl Fn(&T) -> u32) -> Option<&'a T> {
        all.choose_weighted(&mut self.0, weight).ok()
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes);
        bytes
    }
}
