//! The arithmetic of one number, line by line: whoever doubts it can do it again.

use super::{Mean, Tally, Z, question, recommendation, top_box, weighted, wilson};
use crate::ids::QuestionId;
use crate::questionnaire::{Package, Question, Stage};
use std::collections::BTreeMap;

type Tallies = BTreeMap<QuestionId, Tally>;

/// The arithmetic of what is named: `index`, `stage:ID`, `question:ID`, `recommendation` or `top_box`. Numbers are
/// written whole, and the last line is the number itself; the error says what can be named.
pub fn explain(package: &Package, tallies: &Tallies, what: &str) -> Result<Vec<String>, String> {
    let mut lines = Lines(Vec::new());
    let points = match what.split_once(':') {
        None if what == "index" => lines.index(package, tallies),
        None if what == "recommendation" => lines.recommendation(package, tallies),
        None if what == "top_box" => lines.top_box(package, tallies),
        Some(("stage", id)) => {
            let stage = package.stages.iter().find(|stage| stage.id.as_str() == id);
            let stage = stage.ok_or_else(|| unknown(package, what))?;
            lines.stage(package, tallies, stage).map(|mean| mean.points)
        }
        Some(("question", id)) => {
            let asked = package.questions.iter().find(|question| question.id.as_str() == id);
            let asked = asked.ok_or_else(|| unknown(package, what))?;
            lines.question(asked, tallies).map(|mean| mean.points)
        }
        _ => return Err(unknown(package, what)),
    };
    lines.0.push(points.map_or_else(
        || format!("{what}: none, nothing that counts for it was answered"),
        |points| format!("{what} = {points}"),
    ));
    Ok(lines.0)
}

fn unknown(package: &Package, what: &str) -> String {
    let stages: Vec<String> = package.stages.iter().map(|stage| format!("stage:{}", stage.id)).collect();
    let scored = package.questions.iter().filter(|question| question.scored());
    let questions: Vec<String> = scored.map(|question| format!("question:{}", question.id)).collect();
    format!(
        "`{what}` is no number of {} version {}; name index, recommendation, top_box, {}, {}",
        package.id(),
        package.reference.version,
        stages.join(", "),
        questions.join(", ")
    )
}

struct Lines(Vec<String>);

impl Lines {
    fn say(&mut self, line: String) {
        self.0.push(line);
    }

    fn question(&mut self, asked: &Question, tallies: &Tallies) -> Option<Mean> {
        let none = Tally::new();
        let tally = tallies.get(&asked.id).unwrap_or(&none);
        let mean = question(asked, tally);
        self.say(format!("question {}: points × how often", asked.id));
        let (mut products, mut squares) = (Vec::new(), Vec::new());
        for option in &asked.options {
            let n = tally.get(&option.id).copied().unwrap_or(0);
            let Some(points) = option.points else {
                self.say(format!("  {}: no points, {n} stay outside", option.id));
                continue;
            };
            self.say(format!("  {}: {points} × {n} = {}", option.id, u64::from(points) * n));
            products.push(u64::from(points) * n);
            if let Some(mean) = mean {
                squares.push(format!("{n} × ({points} − {})²", mean.points));
            }
        }
        let mean = mean?;
        let sum: u64 = products.iter().sum();
        self.say(format!("  sum = {sum}, n = {}", mean.n));
        self.say(format!("  mean = {sum} ÷ {} = {}", mean.n, mean.points));
        match mean.variance {
            Some(variance) => self.say(format!(
                "  variance of the mean = ({}) ÷ {} ÷ {} = {variance}",
                squares.join(" + "),
                mean.n - 1,
                mean.n
            )),
            None => self.say("  variance: none, a single answer gives no idea of the spread".into()),
        }
        self.interval(&mean);
        Some(mean)
    }

    fn interval(&mut self, mean: &Mean) {
        let (low, high) = mean.interval();
        if let Some(variance) = mean.variance {
            let error = variance.sqrt();
            self.say(format!("  standard error = √{variance} = {error}"));
            self.say(format!(
                "  95 % interval = {} ± {Z} × {error}, within 0 and 100 = {low} to {high}",
                mean.points
            ));
        } else {
            self.say(format!("  95 % interval = {low} to {high}"));
        }
    }

    fn stage(&mut self, package: &Package, tallies: &Tallies, stage: &Stage) -> Option<Mean> {
        let mut means = Vec::new();
        for asked in package.questions.iter().filter(|asked| asked.stage == stage.id && asked.scored()) {
            if let Some(mean) = self.question(asked, tallies) {
                means.push((asked.id.to_string(), asked.score_weight, mean));
            }
        }
        self.weighted(&format!("stage {}", stage.id), &means)
    }

    fn index(&mut self, package: &Package, tallies: &Tallies) -> Option<f64> {
        let mut means = Vec::new();
        for stage in &package.stages {
            if let Some(mean) = self.stage(package, tallies, stage) {
                means.push((stage.id.to_string(), stage.score_weight, mean));
            }
        }
        self.weighted("index", &means).map(|mean| mean.points)
    }

    fn weighted(&mut self, name: &str, means: &[(String, u32, Mean)]) -> Option<Mean> {
        let whole = weighted(&means.iter().map(|(_, weight, mean)| (*weight, *mean)).collect::<Vec<_>>())?;
        self.say(format!("{name}: weight × mean"));
        for (id, weight, mean) in means {
            self.say(format!("  {id}: {weight} × {}", mean.points));
        }
        let total: u64 = means.iter().map(|(_, weight, _)| u64::from(*weight)).sum();
        let products: Vec<String> =
            means.iter().map(|(_, weight, mean)| format!("{weight} ÷ {total} × {}", mean.points)).collect();
        self.say(format!("  mean = {} = {}", products.join(" + "), whole.points));
        match whole.variance {
            Some(variance) => {
                let counting = means.iter().filter(|(_, weight, _)| *weight > 0);
                let parts: Vec<String> = counting
                    .filter_map(|(_, weight, mean)| {
                        Some(format!("({weight} ÷ {total})² × {}", mean.variance?))
                    })
                    .collect();
                self.say(format!("  variance of the mean = {} = {variance}", parts.join(" + ")));
            }
            None => self.say("  variance: none, one of them rests on a single answer".into()),
        }
        self.interval(&whole);
        Some(whole)
    }

    fn recommendation(&mut self, package: &Package, tallies: &Tallies) -> Option<f64> {
        let found = recommendation(&super::recommending(package, tallies, |_| true))?;
        let passive = found.n - found.promoters - found.detractors;
        self.say(format!(
            "recommendation: {} promoters (9, 10), {passive} passive (7, 8), {} detractors (0 to 6), n = {}",
            found.promoters, found.detractors, found.n
        ));
        self.say(format!(
            "  points = 100 × ({} − {}) ÷ {} = {}",
            found.promoters, found.detractors, found.n, found.points
        ));
        self.say(format!("  95 % interval = {} to {}", found.interval.0, found.interval.1));
        Some(found.points)
    }

    fn top_box(&mut self, package: &Package, tallies: &Tallies) -> Option<f64> {
        let (top, of) = top_box(package, tallies, |_| true)?;
        let share = super::exact(top) / super::exact(of);
        let (low, high) = wilson(top, of);
        self.say("top_box: answers with the most points, of all ratings".to_owned());
        self.say(format!("  share = {top} ÷ {of} = {share}"));
        self.say(format!("  95 % interval (Wilson) = {low} to {high}"));
        Some(share)
    }
}
