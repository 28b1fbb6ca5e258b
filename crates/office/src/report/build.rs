//! From sums to a report.

use super::compare::{index_of, then};
use super::gather::{Material, gather};
use super::levels;
use super::load::{self, Answers, Cells, Known, Sums};
use super::numbers::{Numbers, Score};
use super::rows::{self, english};
use super::span::Window;
use super::{By, Query, Rate, Report, ReportError, Row, Section, rates};
use crate::db::cells::HANDOVERS;
use crate::db::{Conn, rollups};
use handover_domain::questionnaire::{Question, Stage};
use handover_domain::scoring::{self, Scores};
use std::collections::BTreeMap;

/// A report.
pub async fn build(conn: &mut Conn, query: &Query) -> Result<Report, ReportError> {
    let known = load::known(conn).await?;
    query.check(known.iter().map(|known| &known.layout))?;
    let material = gather(conn, query, &known).await?;
    let mut packages = Vec::new();
    for (onto, versions) in material.sections() {
        packages.extend(material.section(onto, &versions));
    }
    let spans = query.window.spans(rollups::has_days("")).unwrap_or_default();
    let mut response_rates = rates::summed(conn, &spans).await?;
    response_rates.retain(|rate| {
        let is_in = |region| material.regions.get(&rate.shop) == Some(region);
        (query.shops.is_empty() || query.shops.contains(&rate.shop))
            && query.region.as_ref().is_none_or(is_in)
    });
    let Window { from, to } = query.window;
    let (from, to, by) = (from.to_string(), to.to_string(), query.by);
    Ok(Report { from, to, by, notes: Vec::new(), response_rates, packages })
}

impl<'a> Material<'a> {
    /// One section a version; by visit and by version, one a package onto its newest version.
    fn sections(&self) -> Vec<(&'a Known, Vec<&'a Known>)> {
        let taken: Vec<&Known> = self.known.iter().filter(|known| self.query.takes(&known.package)).collect();
        if !matches!(self.query.by, By::Visit | By::Version) {
            return taken.into_iter().map(|known| (known, vec![known])).collect();
        }
        let same = |a: &&Known, b: &&Known| a.package.id() == b.package.id();
        taken.chunk_by(same).filter_map(|versions| Some((*versions.last()?, versions.to_vec()))).collect()
    }

    fn section(&self, onto: &Known, versions: &[&Known]) -> Option<Section> {
        let package = &*onto.package;
        let answers = onto.pooled(versions, &load::total(&self.whole.now));
        if answers.n() + answers.repeated == 0 {
            return None;
        }
        let scores = scoring::package(package, &answers.tallies);
        let index = scores.index.map(|mean| Score::of(&mean, answers.n()));
        let head = self.head(onto, &answers, index);
        Some(Section {
            id: package.id().to_string(),
            version: package.reference.version,
            hash: package.hash().to_string(),
            title: english(&package.title),
            n: Some(answers.n()),
            completed: Some(answers.completed),
            partial: Some(answers.partial),
            repeated: Some(answers.repeated),
            index,
            numbers: head.clone(),
            rows: match self.query.by {
                By::None | By::Visit => {
                    let word = package.visit.word();
                    let id = if self.query.by == By::Visit { word } else { "all" };
                    let rate = self.whole.now.values().next().and_then(|cells| rate(id, cells));
                    let rate = rate.filter(|_| self.query.by == By::None);
                    vec![row((id.into(), id.into(), None), Some(answers.n()), index, rate, head)]
                }
                By::Stage => self.stages(onto, &answers, &scores),
                By::Question => self.questions(onto, &answers, &scores),
                By::Version => versions.iter().filter_map(|version| self.version(version)).collect(),
                _ => self.keys(onto, versions),
            },
        })
    }

    /// One row a key of the sums.
    fn keys(&self, onto: &Known, versions: &[&Known]) -> Vec<Row> {
        let package = &*onto.package;
        let group = rows::grouping(package, self.query.group.as_deref());
        // Once for all rows of a region.
        let averages: BTreeMap<&str, f64> = self
            .around
            .keys()
            .filter_map(|region| Some((region.as_str(), self.index_around(onto, region)?)))
            .collect();
        let mut rows = Vec::new();
        for (key, cells) in self.whole.now.iter() {
            let answers = onto.pooled(versions, cells);
            if answers.n() == 0 && self.query.by != By::Period {
                continue;
            }
            let window = self.windows.get(key).copied().unwrap_or(self.whole.window);
            let score = scoring::package(package, &answers.tallies).index.map(|m| Score::of(&m, answers.n()));
            let points = score.map(|score| score.points);
            let index_then = |sums: &Sums| {
                let none = Cells::new();
                let answers = onto.pooled(&self.versions(onto), sums.get(key).unwrap_or(&none));
                (answers.n(), index_of(package, &answers))
            };
            let before = then(window.before(), points, index_then(&self.whole.before));
            let is_same = window.before() == window.year_ago();
            let year_ago = if is_same {
                before.clone()
            } else {
                then(window.year_ago(), points, index_then(&self.whole.year_ago))
            };
            let numbers = Numbers {
                before: Some(before),
                year_ago: Some(year_ago),
                beside: self.beside(key, points, |region| averages.get(region).copied()),
                ..Numbers::of(package, &answers.tallies, |_| true)
            };
            let named = self.names.row(self.query.by, key, group);
            let rate = rate(&named.0, cells).filter(|_| !matches!(self.query.by, By::Channel | By::Group));
            rows.push(row(named, Some(answers.n()), score, rate, numbers));
        }
        rows
    }

    fn version(&self, version: &Known) -> Option<Row> {
        let package = &*version.package;
        let answers = version.answers(&load::total(&self.whole.now));
        let score =
            scoring::package(package, &answers.tallies).index.map(|mean| Score::of(&mean, answers.n()));
        let name = format!("version {}", package.reference.version);
        let numbers = Numbers::of(package, &answers.tallies, |_| true);
        let named = (package.reference.version.to_string(), name, None);
        (answers.n() > 0).then(|| row(named, Some(answers.n()), score, None, numbers))
    }

    fn stages(&self, onto: &Known, answers: &Answers, scores: &Scores) -> Vec<Row> {
        let package = &*onto.package;
        let one = |stage: &Stage| {
            let of =
                |scores: &Scores| scores.stages.iter().find(|(s, _)| s.id == stage.id).map(|(_, mean)| *mean);
            let mean = of(scores)?;
            let numbers = self.part(onto, mean.points, |package, answers| {
                of(&scoring::package(package, &answers.tallies)).map(|mean| (mean.n, mean.points))
            });
            let shown = Numbers::of(package, &answers.tallies, |question| question.stage == stage.id);
            let named = (stage.id.to_string(), english(&stage.name), None);
            Some(row(named, Some(mean.n), Some(Score::of(&mean, mean.n)), None, joined(shown, numbers)))
        };
        package.stages.iter().filter_map(one).collect()
    }

    fn questions(&self, onto: &Known, answers: &Answers, scores: &Scores) -> Vec<Row> {
        let one = |question: &Question| {
            let tally = answers.tallies.get(&question.id)?;
            let found = scores.questions.iter().find(|(q, _)| q.id == question.id).map(|(_, mean)| *mean);
            let shown = Numbers {
                levels: levels::levels(&question.options, tally),
                ..Numbers::of(&onto.package, &answers.tallies, |q| q.id == question.id)
            };
            let numbers = found.map_or_else(Numbers::default, |mean| {
                self.part(onto, mean.points, |_, answers| {
                    let tally = answers.tallies.get(&question.id)?;
                    scoring::question(question, tally).map(|mean| (mean.n, mean.points))
                })
            });
            let n = found.map_or_else(|| tally.values().sum(), |mean| mean.n);
            let named = (question.id.to_string(), english(&question.text), None);
            let score = found.map(|mean| Score::of(&mean, mean.n));
            Some(row(named, Some(n), score, None, joined(shown, numbers)))
        };
        onto.package.questions.iter().filter_map(|question| one(question)).collect()
    }
}

fn rate(of: &str, cells: &Cells) -> Option<Rate> {
    rates::rate(of, cells.get(&HANDOVERS))
}

/// What is shown of a row, and what it is compared with.
fn joined(shown: Numbers, compared: Numbers) -> Numbers {
    let Numbers { before, year_ago, beside, .. } = compared;
    Numbers { before, year_ago, beside, ..shown }
}

fn row(
    (id, name, shop): (String, String, Option<String>),
    n: Option<u64>,
    score: Option<Score>,
    response_rate: Option<Rate>,
    numbers: Numbers,
) -> Row {
    Row { id, name, shop, n, score, response_rate, numbers }
}
