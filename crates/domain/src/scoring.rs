//! Scores, recomputed from answers and package (`S1`): never stored in a record.
//!
//! Question = mean of points. Stage = mean of its questions by `score_weight`. Index = mean of stages likewise.
//! "Does not apply" and questions without points stay outside the denominator.

mod explain;
mod pool;
mod recommend;
mod target;

pub use explain::explain;
pub use pool::{Pooled, pool};
pub use recommend::{Recommendation, recommendation};
pub use target::Target;

use crate::ids::{OptionId, QuestionId};
use crate::questionnaire::{Package, Question, QuestionType};
use std::collections::BTreeMap;

/// The quantile of the normal distribution for intervals of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// How often each option of one question was chosen.
pub type Tally = BTreeMap<OptionId, u64>;

/// A mean of points (0–100) with what is needed to judge it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// How many answers it rests on.
    pub n: u64,
    /// Points, 0 to 100.
    pub points: f64,
    /// The variance of the mean itself; none where a single answer gives no idea of it.
    pub variance: Option<f64>,
}

impl Mean {
    /// The 95 % interval in points, kept within 0–100; the whole range where the variance is unknown.
    pub fn interval(&self) -> (f64, f64) {
        self.variance.map_or((0.0, 100.0), |variance| {
            let half = Z * variance.sqrt();
            ((self.points - half).max(0.0), (self.points + half).min(100.0))
        })
    }
}

/// The score of one question; none where nobody gave a scored answer.
pub fn question(question: &Question, tally: &Tally) -> Option<Mean> {
    let scored: Vec<(f64, f64)> = question
        .options
        .iter()
        .filter_map(|option| Some((f64::from(option.points?), exact(*tally.get(&option.id)?))))
        .collect();
    let n: f64 = scored.iter().map(|(_, count)| count).sum();
    if n == 0.0 {
        return None;
    }
    let points = scored.iter().map(|(points, count)| points * count).sum::<f64>() / n;
    let squares: f64 = scored.iter().map(|(value, count)| count * (value - points).powi(2)).sum();
    let count = question.options.iter().filter(|o| o.points.is_some()).filter_map(|o| tally.get(&o.id)).sum();
    Some(Mean { n: count, points, variance: (count > 1).then(|| squares / (n - 1.0) / n) })
}

/// A weighted mean of means; its variance takes them as independent.
pub fn weighted(means: &[(u32, Mean)]) -> Option<Mean> {
    let total: f64 = means.iter().map(|(weight, _)| f64::from(*weight)).sum();
    if total == 0.0 {
        return None;
    }
    let share = |weight: u32| f64::from(weight) / total;
    Some(Mean {
        n: means.iter().filter(|(weight, _)| *weight > 0).map(|(_, mean)| mean.n).max()?,
        points: means.iter().map(|(weight, mean)| share(*weight) * mean.points).sum(),
        variance: means
            .iter()
            .filter(|(weight, _)| *weight > 0)
            .map(|(weight, mean)| Some(share(*weight).powi(2) * mean.variance?))
            .sum(),
    })
}

/// The scores of one package: by question, by stage, and the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores<'a> {
    /// Scored questions with at least one scored answer, in the package's order.
    pub questions: Vec<(&'a Question, Mean)>,
    /// Stages with at least one such question, in the package's order.
    pub stages: Vec<(&'a crate::questionnaire::Stage, Mean)>,
    /// The index over all stages.
    pub index: Option<Mean>,
}

/// Scores everything from the tallies of each question.
pub fn package<'a>(package: &'a Package, tallies: &BTreeMap<QuestionId, Tally>) -> Scores<'a> {
    let questions: Vec<(&Question, Mean)> =
        package.questions.iter().filter_map(|q| Some((&**q, question(q, tallies.get(&q.id)?)?))).collect();
    let stages: Vec<_> = package
        .stages
        .iter()
        .filter_map(|stage| {
            let within: Vec<(u32, Mean)> = questions
                .iter()
                .filter(|(question, _)| question.stage == stage.id)
                .map(|(question, mean)| (question.score_weight, *mean))
                .collect();
            Some((stage, weighted(&within)?))
        })
        .collect();
    let index = weighted(&stages.iter().map(|(stage, mean)| (stage.score_weight, *mean)).collect::<Vec<_>>());
    Scores { questions, stages, index }
}

/// How many chose the level with the most points, of how many who chose any: all rating questions together that are
/// meant; none where nobody did.
pub fn top_box(
    package: &Package,
    tallies: &BTreeMap<QuestionId, Tally>,
    is_meant: impl Fn(&Question) -> bool,
) -> Option<(u64, u64)> {
    let (mut top, mut of) = (0, 0);
    for question in package.questions.iter().filter(|q| q.kind == QuestionType::Rating && is_meant(q)) {
        let Some(tally) = tallies.get(&question.id) else { continue };
        let most = question.options.iter().filter_map(|option| option.points).max();
        for option in &question.options {
            let n = tally.get(&option.id).copied().unwrap_or(0);
            of += n;
            top += if option.points.is_some() && option.points == most { n } else { 0 };
        }
    }
    (of > 0).then_some((top, of))
}

/// How often each number from 0 to 10 was said to whether somebody would recommend us, by the questions that are meant.
pub fn recommending(
    package: &Package,
    tallies: &BTreeMap<QuestionId, Tally>,
    is_meant: impl Fn(&Question) -> bool,
) -> Tally {
    let mut sum = Tally::new();
    let asked = package.questions.iter().filter(|q| q.kind == QuestionType::Nps && is_meant(q));
    for (option, n) in asked.filter_map(|question| tallies.get(&question.id)).flatten() {
        *sum.entry(option.clone()).or_default() += n;
    }
    sum
}

/// Wilson's 95 % interval of a share, 0 to 1; the whole range where nothing was counted.
pub fn wilson(count: u64, of: u64) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, p) = (exact(of), exact(count) / exact(of));
    let centre = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2⁵³")]
fn exact(count: u64) -> f64 {
    count as f64
}
