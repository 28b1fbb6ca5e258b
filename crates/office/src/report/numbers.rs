//! What is said of a row beside its score.

use super::levels::{Level, levels_of, share};
use handover_domain::questionnaire::{Package, Question};
use handover_domain::scoring::{self, Mean, Recommendation, Target};
use serde::Serialize;

/// A mean of points with its 95 % interval.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Score {
    /// What it rests on: responses for the index, answers for a stage or a question.
    pub n: u64,
    /// Points, 0 to 100.
    pub points: f64,
    /// Least and greatest; 0 and 100 where a single answer gives no idea of the spread.
    pub interval: (f64, f64),
    /// How far that is (`S2`).
    pub target: Target,
    /// How many answers the question has that was answered most.
    #[serde(skip)]
    pub answers: u64,
}

impl Score {
    /// A mean, resting on so many.
    pub fn of(mean: &Mean, n: u64) -> Self {
        Self {
            n,
            points: mean.points,
            interval: mean.interval(),
            target: Target::of(mean.points),
            answers: mean.n,
        }
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Part {
    /// How many.
    pub n: u64,
    /// Of how many.
    pub of: u64,
    /// The share, 0 to 1.
    pub share: f64,
    /// Wilson's 95 % interval of it.
    pub interval: (f64, f64),
}

impl Part {
    /// So many of so many.
    pub fn of(n: u64, of: u64) -> Self {
        Self { n, of, share: share(n, of), interval: scoring::wilson(n, of) }
    }
}

/// A recommendation score.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Recommended {
    /// How many answers it rests on.
    pub n: u64,
    /// How many said 9 or 10.
    pub promoters: u64,
    /// How many said 0 to 6.
    pub detractors: u64,
    /// Promoters less detractors, −100 to 100.
    pub points: f64,
    /// The 95 % interval.
    pub interval: (f64, f64),
}

impl From<Recommendation> for Recommended {
    fn from(found: Recommendation) -> Self {
        let Recommendation { n, promoters, detractors, points, interval } = found;
        Self { n, promoters, detractors, points, interval }
    }
}

/// The same number over other days (`S3`).
#[derive(Debug, Clone, Serialize)]
pub struct Then {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// What it rested on; 0 where nothing was answered.
    pub n: u64,
    /// Points then.
    pub points: Option<f64>,
    /// Points now less points then.
    pub difference: Option<f64>,
}

/// Averages of what is around a row (`S6`), each over all responses in it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Beside {
    /// The average of its region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<f64>,
    /// The average of the whole network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<f64>,
    /// Which of them the row is below.
    pub below: Vec<&'static str>,
}

/// What is said of a row beside its score.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Numbers {
    /// How the rating questions were answered, all together; a question's own options.
    pub levels: Vec<Level>,
    /// How many ratings were the best there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_box: Option<Part>,
    /// Whether customers would recommend us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommended>,
    /// The period before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Then>,
    /// The same period of the last year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_ago: Option<Then>,
    /// Averages around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

impl Numbers {
    /// What the answers to these questions say.
    pub fn of(
        package: &Package,
        tallies: &super::load::Tallies,
        is_meant: impl Fn(&Question) -> bool,
    ) -> Self {
        let said = scoring::recommending(package, tallies, &is_meant);
        Self {
            levels: levels_of(package, tallies, &is_meant),
            top_box: scoring::top_box(package, tallies, &is_meant).map(|(n, of)| Part::of(n, of)),
            recommendation: scoring::recommendation(&said).map(Into::into),
            ..Self::default()
        }
    }
}
