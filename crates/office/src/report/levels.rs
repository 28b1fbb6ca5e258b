//! How many chose each option, as shares.

use super::load::Tallies;
use super::rows::english;
use handover_domain::questionnaire::{Choice, Package, Question, QuestionType};
use handover_domain::scoring::{self, Tally};
use serde::Serialize;

/// How many chose one option.
#[derive(Debug, Clone, Serialize)]
pub struct Level {
    /// The option.
    pub id: String,
    /// Its label in English, else in the first language.
    pub label: String,
    /// How many chose it.
    pub n: u64,
    /// Of how many answers.
    pub of: u64,
    /// The share, 0 to 1.
    pub share: f64,
    /// Wilson's 95 % interval of the share.
    pub interval: (f64, f64),
}

/// The level shares of the rating questions that are meant, all together.
pub fn levels_of(package: &Package, tallies: &Tallies, is_meant: impl Fn(&Question) -> bool) -> Vec<Level> {
    let rated = || package.questions.iter().filter(|q| q.kind == QuestionType::Rating && is_meant(q));
    let mut sum = Tally::new();
    for (option, n) in rated().filter_map(|question| tallies.get(&question.id)).flatten() {
        *sum.entry(option.clone()).or_default() += n;
    }
    rated().next().map(|question| levels(&question.options, &sum)).unwrap_or_default()
}

/// The shares of a question's own options.
pub fn levels(options: &[Choice], tally: &Tally) -> Vec<Level> {
    let of: u64 = tally.values().sum();
    let level = |option: &Choice| {
        let n = tally.get(&option.id).copied().unwrap_or(0);
        Level {
            id: option.id.to_string(),
            label: english(&option.label),
            n,
            of,
            share: share(n, of),
            interval: scoring::wilson(n, of),
        }
    };
    options.iter().map(level).collect()
}

/// A share of a whole, 0 to 1; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2⁵³")]
pub fn share(n: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}
