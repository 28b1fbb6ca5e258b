//! What a shop is like: how good, how busy, how careful with complaints, and what is odd about it.

use crate::chance::Chance;

/// A fortnight or so in which a shop is at its worst, as shares of the whole span.
const DIP: (f64, f64) = (0.45, 0.65);
const DEPTH: f64 = 0.22;

/// A shop. Shares are from 0 to 1.
pub struct Character {
    seed: u64,
    shop: usize,
    level: f64,
    slope: f64,
    dips: bool,
    /// How many tablets are handed over on a usual day.
    pub a_day: f64,
    /// The share of customers who answer to the end.
    pub answering: f64,
    /// The share of a complaint's clocks that are met.
    pub diligence: f64,
    /// Whether somebody there fills in surveys by themselves (`I2`).
    pub influenced: bool,
}

impl Character {
    /// The shop at this place among all.
    pub fn of(seed: u64, shop: usize, shops: usize) -> Self {
        let mut chance = Chance::of(seed, &format!("shop {shop}"));
        Self {
            seed,
            shop,
            level: 0.80 + chance.share() * 0.12,
            slope: if shop == 0 { 0.10 } else { chance.around(0.03) },
            dips: shop == 1 % shops,
            a_day: 5.0 + chance.share() * 6.0,
            answering: 0.60 + chance.share() * 0.25,
            diligence: 0.70 + chance.share() * 0.27,
            influenced: shop == 2,
        }
    }

    /// How content customers are with an advisor, so far into the span.
    pub fn quality(&self, advisor: &str, so_far: f64) -> f64 {
        let dip = if self.dips && (DIP.0..DIP.1).contains(&so_far) { DEPTH } else { 0.0 };
        self.level + self.slope * (so_far - 0.5) - dip + self.bias(&format!("advisor {advisor}"), 0.10)
    }

    /// What this shop is better or worse at.
    pub fn at_stage(&self, stage: &str) -> f64 {
        self.bias(&format!("stage {stage}"), 0.14)
    }

    fn bias(&self, of: &str, width: f64) -> f64 {
        let mut chance = Chance::of(self.seed, &format!("shop {} {of}", self.shop));
        (chance.share() - 0.5) * width
    }
}
