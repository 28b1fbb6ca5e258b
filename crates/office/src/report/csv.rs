//! The report as lines for a spreadsheet: one a row, columns by fixed names.

use super::levels::Level;
use super::numbers::Then;
use super::{Report, Row, Section};
use anyhow::Result;

const HEAD: [&str; 32] = [
    "from",
    "to",
    "package",
    "version",
    "id",
    "name",
    "shop",
    "n",
    "points",
    "low",
    "high",
    "target",
    "top_box",
    "top_box_low",
    "top_box_high",
    "recommendation",
    "recommendation_low",
    "recommendation_high",
    "recommendation_n",
    "response_rate",
    "response_rate_n",
    "before_n",
    "before_points",
    "before_difference",
    "year_ago_n",
    "year_ago_points",
    "year_ago_difference",
    "region_average",
    "network_average",
    "below",
    "levels_n",
    "levels",
];

/// All rows of all sections. Numbers are written whole, with a point; what is not known or hidden is empty.
pub fn csv(report: &Report) -> Result<String> {
    let mut out = ::csv::Writer::from_writer(Vec::new());
    out.write_record(HEAD)?;
    for section in &report.packages {
        for row in &section.rows {
            out.write_record(line(report, section, row))?;
        }
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

fn line(report: &Report, section: &Section, row: &Row) -> [String; 32] {
    let (score, numbers) = (row.score, &row.numbers);
    let (top, found, beside) = (numbers.top_box, numbers.recommendation, numbers.beside.as_ref());
    let rate = row.response_rate.as_ref();
    let [before_n, before, before_by] = then(numbers.before.as_ref());
    let [year_n, year, year_by] = then(numbers.year_ago.as_ref());
    [
        report.from.clone(),
        report.to.clone(),
        section.id.clone(),
        section.version.to_string(),
        row.id.clone(),
        plain(&row.name),
        row.shop.clone().unwrap_or_default(),
        number(row.n),
        number(score.map(|score| score.points)),
        number(score.map(|score| score.interval.0)),
        number(score.map(|score| score.interval.1)),
        number(score.map(|score| score.target.word())),
        number(top.map(|top| top.share)),
        number(top.map(|top| top.interval.0)),
        number(top.map(|top| top.interval.1)),
        number(found.map(|found| found.points)),
        number(found.map(|found| found.interval.0)),
        number(found.map(|found| found.interval.1)),
        number(found.map(|found| found.n)),
        number(rate.map(|rate| rate.share)),
        number(rate.map(|rate| rate.n)),
        before_n,
        before,
        before_by,
        year_n,
        year,
        year_by,
        number(beside.and_then(|beside| beside.region)),
        number(beside.and_then(|beside| beside.network)),
        beside.map_or_else(String::new, |beside| beside.below.join(" ")),
        number(numbers.levels.first().map(|level| level.of)),
        numbers.levels.iter().map(level).collect::<Vec<_>>().join(" "),
    ]
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn then(then: Option<&Then>) -> [String; 3] {
    let Some(Then { n, points, difference, .. }) = then else { return Default::default() };
    [n.to_string(), number(*points), number(*difference)]
}

fn level(level: &Level) -> String {
    format!("{}={}", level.id, level.n)
}

/// A name that a spreadsheet would take for a formula begins with an apostrophe, which it does not show.
fn plain(name: &str) -> String {
    let is_formula = name.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_never_a_formula() {
        for (name, written) in [("=1+1", "'=1+1"), ("@a", "'@a"), ("王敏", "王敏"), ("a=b", "a=b"), ("", "")]
        {
            assert_eq!(super::plain(name), written);
        }
    }
}
