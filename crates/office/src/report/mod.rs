//! Scores over a span of days, from the daily sums; the arithmetic is the domain's.

mod build;
mod rates;
mod rows;
mod text;

pub use build::build;
pub use rates::{Rate, rates};
pub use text::text;

use handover_domain::scoring::Mean;
use serde::Serialize;

/// What the rows of a report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// One row for everything.
    None,
    /// One row a shop.
    Shop,
    /// One row a stage of the visit.
    Stage,
    /// One row a question.
    Question,
    /// One row an advisor.
    Advisor,
}

/// A report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// What the rows are.
    pub by: By,
    /// How many handovers brought a survey, shop by shop; empty where there was none.
    pub response_rates: Vec<Rate>,
    /// One section a questionnaire, each version apart.
    pub packages: Vec<Section>,
}

/// What was answered to one version of one questionnaire.
#[derive(Debug, Serialize)]
pub struct Section {
    /// The package's id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its hash.
    pub hash: String,
    /// Its name in English, else in its first language.
    pub title: String,
    /// Responses that count: `completed + partial`.
    pub n: u64,
    /// Surveys sent by the customer.
    pub completed: u64,
    /// Surveys left before the end.
    pub partial: u64,
    /// Later complete surveys of an order that already had one; kept, not counted.
    pub repeated: u64,
    /// The index over all stages; `n` is the number of responses.
    pub index: Option<Score>,
    /// How the rating questions were answered, all together.
    pub levels: Vec<Level>,
    /// One row as asked for by `by`.
    pub rows: Vec<Row>,
}

/// A mean of points with its 95 % interval.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Score {
    /// What it rests on: responses for the index, answers for a stage or a question.
    pub n: u64,
    /// Points, 0 to 100.
    pub points: f64,
    /// Least and greatest; 0 and 100 where a single answer gives no idea of the spread.
    pub interval: (f64, f64),
}

impl Score {
    /// A mean, resting on so many.
    fn of(mean: &Mean, n: u64) -> Self {
        Self { n, points: mean.points, interval: mean.interval() }
    }
}

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

/// One row.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The id of the shop, stage, question or advisor; `all` without `by`.
    pub id: String,
    /// Its name in English, else in the first language.
    pub name: String,
    /// The shop; advisors only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop: Option<String>,
    /// Responses for shops and advisors, answers for stages and questions.
    pub n: u64,
    /// The score; none where no answer carries points.
    pub score: Option<Score>,
    /// How the rating questions in it were answered; a question's own options.
    pub levels: Vec<Level>,
}
