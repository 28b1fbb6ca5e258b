//! What a row is held against: the days before, the year before (`S3`), its region and the network (`S6`).

use super::By;
use super::gather::Material;
use super::load::{self, Answers, Key, Known, Sums};
use super::numbers::{Beside, Numbers, Score, Then};
use super::span::Window;
use handover_domain::questionnaire::Package;
use handover_domain::scoring;

impl<'a> Material<'a> {
    /// Every version of the same package, which comparisons take together.
    pub fn versions(&self, of: &Known) -> Vec<&'a Known> {
        self.known.iter().filter(|known| known.package.id() == of.package.id()).collect()
    }

    /// What is said of a section beside its index.
    pub fn head(&self, onto: &Known, answers: &Answers, index: Option<Score>) -> Numbers {
        let key = Key::default();
        let points = index.map(|score| score.points);
        let [before, year_ago] = [Window::before, Window::year_ago].map(|of| of(self.whole.window));
        let index_then = |sums: &Sums| {
            let answers = onto.pooled(&self.versions(onto), &load::total(sums));
            (answers.n(), scoring::package(&onto.package, &answers.tallies).index.map(|mean| mean.points))
        };
        // By period the rows of before overlap; then each row has its own comparison, and the head has none.
        let compares = self.query.by != By::Period;
        Numbers {
            before: compares.then(|| then(before, points, index_then(&self.whole.before))),
            year_ago: compares.then(|| then(year_ago, points, index_then(&self.whole.year_ago))),
            beside: self.beside(&key, points, |region| self.index_around(onto, region)),
            ..Numbers::of(&onto.package, &answers.tallies, |_| true)
        }
    }

    /// What a stage or a question is compared with and held against.
    pub fn part(
        &self,
        onto: &Known,
        points: f64,
        find: impl Fn(&Package, &Answers) -> Option<(u64, f64)>,
    ) -> Numbers {
        let over = |sums: &Sums| {
            let answers = onto.pooled(&self.versions(onto), &load::total(sums));
            let found = find(&onto.package, &answers);
            (found.map_or(0, |(n, _)| n), found.map(|(_, points)| points))
        };
        let window = self.whole.window;
        Numbers {
            before: Some(then(window.before(), Some(points), over(&self.whole.before))),
            year_ago: Some(then(window.year_ago(), Some(points), over(&self.whole.year_ago))),
            beside: self.beside(&Key::default(), Some(points), |region| {
                let (_, points) = find(&onto.package, &onto.answers(self.around.get(region)?))?;
                Some(points)
            }),
            ..Numbers::default()
        }
    }

    /// The index of this very version in a region; `""` is the network.
    pub fn index_around(&self, onto: &Known, region: &str) -> Option<f64> {
        index_of(&onto.package, &onto.answers(self.around.get(region)?))
    }

    /// The averages of the region and of the network beside a row.
    pub fn beside(
        &self,
        (place, _): &Key,
        points: Option<f64>,
        average: impl Fn(&str) -> Option<f64>,
    ) -> Option<Beside> {
        let region = match self.query.by {
            By::Shop | By::Advisor if !place.is_empty() => self.regions.get(place),
            // Several shops stand beside their region only where it is one.
            By::None | By::Stage | By::Question => {
                let mut of = self.query.shops.iter().filter_map(|shop| self.regions.get(shop));
                let first = of.next();
                first.filter(|first| of.all(|other| other == *first))
            }
            _ => None,
        };
        let region = region.filter(|region| !region.is_empty()).and_then(|region| average(region));
        let network = average("");
        let is_below =
            |average: Option<f64>| points.zip(average).is_some_and(|(points, average)| points < average);
        let below = [("region", region), ("network", network)];
        let below =
            below.into_iter().filter(|(_, average)| is_below(*average)).map(|(name, _)| name).collect();
        (region.is_some() || network.is_some()).then_some(Beside { region, network, below })
    }
}

/// The index of these answers.
pub fn index_of(package: &Package, answers: &Answers) -> Option<f64> {
    scoring::package(package, &answers.tallies).index.map(|mean| mean.points)
}

/// A number over other days, beside what it is now.
pub fn then(window: Window, now: Option<f64>, (n, points): (u64, Option<f64>)) -> Then {
    let difference = now.zip(points).map(|(now, then)| now - then);
    Then { from: window.from.to_string(), to: window.to.to_string(), n, points, difference }
}
