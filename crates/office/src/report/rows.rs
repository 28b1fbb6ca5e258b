//! One kind of row after another.

use super::{By, Level, Row, Score};
use crate::db::sums::Whose;
use handover_domain::ids::QuestionId;
use handover_domain::language::{Language, Text};
use handover_domain::questionnaire::{Choice, Package, Question, QuestionType, Stage};
use handover_domain::scoring::{self, Scores, Tally};
use std::collections::BTreeMap;

/// How often each option of each question was chosen.
pub type Tallies = BTreeMap<QuestionId, Tally>;

/// What people are called.
pub struct Names {
    /// Shops by id.
    pub shops: BTreeMap<String, Text>,
    /// Advisors by shop and id.
    pub advisors: BTreeMap<(String, String), String>,
}

/// The English text, else the first one there is.
pub fn english(text: &Text) -> String {
    text.get(Language::En).to_owned()
}

/// A row a stage.
pub fn stages(package: &Package, total: &Tallies, scores: &Scores) -> Vec<Row> {
    let row = |stage: &Stage| {
        let mean = scores.stages.iter().find(|(scored, _)| scored.id == stage.id).map(|(_, mean)| mean)?;
        Some(Row {
            id: stage.id.to_string(),
            name: english(&stage.name),
            shop: None,
            n: mean.n,
            score: Some(Score::of(mean, mean.n)),
            levels: ratings(package, total, |question| question.stage == stage.id),
        })
    };
    package.stages.iter().filter_map(row).collect()
}

/// A row a question.
pub fn questions(package: &Package, total: &Tallies, scores: &Scores) -> Vec<Row> {
    let row = |question: &Question| {
        let tally = total.get(&question.id)?;
        let mean = scores.questions.iter().find(|(scored, _)| scored.id == question.id).map(|(_, mean)| mean);
        Some(Row {
            id: question.id.to_string(),
            name: english(&question.text),
            shop: None,
            n: mean.map_or_else(|| tally.values().sum(), |mean| mean.n),
            score: mean.map(|mean| Score::of(mean, mean.n)),
            levels: levels(&question.options, tally),
        })
    };
    package.questions.iter().filter_map(|question| row(question)).collect()
}

/// The row of a shop or an advisor.
pub fn whose(
    package: &Package,
    (shop, advisor): &Whose,
    tallies: Option<&Tallies>,
    counts: &BTreeMap<String, u64>,
    by: By,
    names: &Names,
) -> Row {
    let none = Tallies::new();
    let tallies = tallies.unwrap_or(&none);
    let n = ["completed", "partial"].iter().filter_map(|state| counts.get(*state)).sum();
    let (id, name, within) = if by == By::Shop {
        (shop.clone(), names.shops.get(shop).map(english), None)
    } else {
        let key = (shop.clone(), advisor.clone());
        let name =
            if advisor.is_empty() { Some("(no advisor)".into()) } else { names.advisors.get(&key).cloned() };
        (advisor.clone(), name, Some(shop.clone()))
    };
    Row {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        shop: within,
        n,
        score: scoring::package(package, tallies).index.map(|mean| Score::of(&mean, n)),
        levels: ratings(package, tallies, |_| true),
    }
}

/// The level shares of the rating questions, all together.
pub fn ratings(package: &Package, tallies: &Tallies, which: impl Fn(&Question) -> bool) -> Vec<Level> {
    let rated = || package.questions.iter().filter(|q| q.kind == QuestionType::Rating && which(q));
    let mut sum = Tally::new();
    for (option, n) in rated().filter_map(|question| tallies.get(&question.id)).flatten() {
        *sum.entry(option.clone()).or_default() += n;
    }
    rated().next().map(|question| levels(&question.options, &sum)).unwrap_or_default()
}

fn levels(options: &[Choice], tally: &Tally) -> Vec<Level> {
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
