//! The recommendation score: promoters less detractors, of a question from 0 to 10.

use super::{Tally, Z, exact};

/// A recommendation score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recommendation {
    /// How many answers it rests on.
    pub n: u64,
    /// How many said 9 or 10.
    pub promoters: u64,
    /// How many said 0 to 6.
    pub detractors: u64,
    /// The share of promoters less that of detractors, −100 to 100.
    pub points: f64,
    /// The 95 % interval, from the variance of answers that are worth 100, 0 or −100; the whole range of one answer.
    pub interval: (f64, f64),
}

/// The recommendation score of what was answered from 0 to 10; none where nobody did.
pub fn recommendation(tally: &Tally) -> Option<Recommendation> {
    let (mut n, mut promoters, mut detractors) = (0, 0, 0);
    for (option, count) in tally {
        match option.as_str().parse::<u8>() {
            Ok(0..=6) => detractors += count,
            Ok(7 | 8) => {}
            Ok(9 | 10) => promoters += count,
            _ => continue,
        }
        n += count;
    }
    if n == 0 {
        return None;
    }
    let points = 100.0 * (exact(promoters) - exact(detractors)) / exact(n);
    let half = if n == 1 {
        200.0
    } else {
        let from = |value: f64, count: u64| exact(count) * (value - points).powi(2);
        let squares =
            from(100.0, promoters) + from(0.0, n - promoters - detractors) + from(-100.0, detractors);
        Z * (squares / exact(n - 1) / exact(n)).sqrt()
    };
    let interval = ((points - half).max(-100.0), (points + half).min(100.0));
    Some(Recommendation { n, promoters, detractors, points, interval })
}
