//! Scores over a span of days, from the sums; the arithmetic is the domain's.

mod asked;
mod build;
mod compare;
mod csv;
mod explain;
mod gather;
mod levels;
mod load;
mod numbers;
mod query;
mod rates;
mod rows;
mod span;
mod text;
mod veil;

pub use asked::Asked;
pub use build::build;
pub use csv::csv;
pub use explain::explain;
pub use levels::share;
pub use query::{Query, Unanswerable};
pub use rates::{Rate, rates};
pub use span::{Period, Window};
pub use text::text;
pub use veil::{closed, veil};

use crate::db::StoreError;
use numbers::{Numbers, Score};
use serde::{Deserialize, Serialize};

/// What the rows of a report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// One row for everything.
    None,
    /// One row a shop.
    Shop,
    /// One row a region.
    Region,
    /// One row a stage of the visit.
    Stage,
    /// One row a question.
    Question,
    /// One row an advisor.
    Advisor,
    /// One row a kind of visit, the versions of its questionnaire together.
    Visit,
    /// One row a channel.
    Channel,
    /// One row a version of a questionnaire.
    Version,
    /// One row a week, month, quarter or year.
    Period,
    /// One row an answer to a question about groups.
    Group,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The sums cannot answer it.
    #[error(transparent)]
    Unanswerable(#[from] Unanswerable),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A report.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// What the rows are.
    pub by: By,
    /// What has to be known to read it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How many handovers brought a survey, shop by shop; empty where there was none.
    pub response_rates: Vec<Rate>,
    /// One section a questionnaire, each version apart; by visit and by version, its versions together.
    pub packages: Vec<Section>,
}

/// What was answered to one version of one questionnaire, or to all of its versions.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// The package's id.
    pub id: String,
    /// Its version; of several the newest.
    pub version: u32,
    /// Its hash.
    pub hash: String,
    /// Its name in English, else in its first language.
    pub title: String,
    /// Responses that count: `completed + partial`; none where that is hidden.
    pub n: Option<u64>,
    /// Surveys sent by the customer.
    pub completed: Option<u64>,
    /// Surveys left before the end.
    pub partial: Option<u64>,
    /// Later complete surveys of an order that already had one; kept, not counted.
    pub repeated: Option<u64>,
    /// The index over all stages; `n` is the number of responses.
    pub index: Option<Score>,
    /// What else is said of all of it.
    #[serde(flatten)]
    pub numbers: Numbers,
    /// One row as asked for by `by`.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The id of what it is of; `all` without `by`.
    pub id: String,
    /// Its name in English, else in the first language.
    pub name: String,
    /// The shop; advisors only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop: Option<String>,
    /// Responses; answers for stages and questions; none where that is hidden.
    pub n: Option<u64>,
    /// The score; none where no answer carries points.
    pub score: Option<Score>,
    /// How many of its handovers brought a survey; shops, regions, advisors and periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_rate: Option<Rate>,
    /// What else is said of it.
    #[serde(flatten)]
    pub numbers: Numbers,
}
