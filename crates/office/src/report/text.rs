//! The report as a table for a terminal.

use super::levels::Level;
use super::numbers::{Numbers, Score, Then};
use super::rates::together;
use super::{By, Report, Row, Section};
use handover_domain::scoring::Target;
use std::fmt::Write;

/// The whole report.
pub fn text(report: &Report) -> String {
    let mut out = format!("{} to {}\n", report.from, report.to);
    for note in &report.notes {
        writing(writeln!(out, "{note}"));
    }
    if let Some(all) = together(&report.response_rates) {
        writing(writeln!(out, "response rate: {all}"));
    }
    if report.by == By::Shop && report.response_rates.len() > 1 {
        for rate in &report.response_rates {
            writing(writeln!(out, "  {}: {rate}", rate.shop));
        }
    }
    if report.packages.is_empty() {
        out.push_str("\nThere are no answers in this span.\n");
    }
    for section in &report.packages {
        out.push('\n');
        out.push_str(&self::section(section, report.by));
    }
    out
}

fn section(section: &Section, by: By) -> String {
    let hash = section.hash.get(..8).unwrap_or(&section.hash);
    let mut out = format!("{} ({} version {}, {hash})\n", section.title, section.id, section.version);
    match (section.n, section.completed, section.partial, section.repeated) {
        (Some(n), Some(completed), Some(partial), repeated) => {
            let repeats = repeated.filter(|repeated| *repeated > 0);
            let repeats = repeats.map_or_else(String::new, |n| format!(", {n} repeated and not counted"));
            writing(writeln!(out, "{n} responses: {completed} completed, {partial} partial{repeats}"));
        }
        _ => writing(writeln!(out, "how many responses is hidden")),
    }
    if by != By::None {
        let index = section.index.map_or_else(
            || "none".into(),
            |index| {
                let target = word(index.target);
                format!("{:.1} (n {}, {}), {target}", index.points, index.n, points(index.interval))
            },
        );
        writing(writeln!(out, "index: {index}"));
        for (name, then) in
            [("period before", &section.numbers.before), ("year ago", &section.numbers.year_ago)]
        {
            if let Some(then) = then {
                writing(writeln!(out, "{name} ({} to {}): {}", then.from, then.to, change(Some(then))));
            }
        }
    }
    out.push('\n');
    out.push_str(&table(&section.rows, by));
    out
}

/// One column: its head, whether it stands to the right, and what it says of a row.
struct Column(&'static str, bool, Box<dyn Fn(&Row) -> String>);

const NONE: &str = "–";

fn table(rows: &[Row], by: By) -> String {
    let score = if matches!(by, By::Stage | By::Question) { "score" } else { "index" };
    let mut columns = vec![
        Column(head(by), false, Box::new(move |row| name(row, by))),
        Column(score, true, Box::new(|row| or_none(row.score, |score| format!("{:.1}", score.points)))),
        Column("n", true, Box::new(|row| row.n.map_or_else(|| "hidden".into(), |n| n.to_string()))),
        Column("95 % interval", true, Box::new(|row| or_none(row.score, |score| points(score.interval)))),
        Column("target", false, Box::new(|row| or_none(row.score, |score: Score| word(score.target).into()))),
        Column(
            "top box",
            true,
            Box::new(|row| or_none(row.numbers.top_box, |top| format!("{:.1} %", top.share * 100.0))),
        ),
        Column(
            "recommend",
            true,
            Box::new(|row| {
                or_none(row.numbers.recommendation, |found| {
                    format!("{:+.1} ({})", found.points, signed(found.interval))
                })
            }),
        ),
        Column("before", true, Box::new(|row| change(row.numbers.before.as_ref()))),
        Column("year ago", true, Box::new(|row| change(row.numbers.year_ago.as_ref()))),
        Column("region", true, Box::new(|row| average(&row.numbers, true))),
        Column("network", true, Box::new(|row| average(&row.numbers, false))),
        Column(
            "response rate",
            false,
            Box::new(|row| row.response_rate.as_ref().map_or_else(|| NONE.into(), ToString::to_string)),
        ),
        Column("shares (95 % interval)", false, Box::new(|row| shares(&row.numbers.levels))),
    ];
    // What is said of no row is no column.
    columns.retain(|Column(head, _, cell)| {
        ["", score, "n"].contains(head) || rows.iter().any(|row| !matches!(cell(row).as_str(), NONE | ""))
    });
    let mut lines = vec![String::new(); rows.len() + 1];
    for Column(head, is_right, cell) in &columns {
        let cells: Vec<String> = std::iter::once((*head).to_owned()).chain(rows.iter().map(cell)).collect();
        let width = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0);
        for (line, cell) in lines.iter_mut().zip(&cells) {
            let gap = " ".repeat(width - cell.chars().count());
            let (before, after) = if *is_right { (gap, String::new()) } else { (String::new(), gap) };
            line.push_str(&[&before, cell, &after, "  "].concat());
        }
    }
    lines.iter().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}

fn head(by: By) -> &'static str {
    match by {
        By::None => "",
        By::Shop => "shop",
        By::Region => "region",
        By::Stage => "stage",
        By::Question => "question",
        By::Advisor => "advisor",
        By::Visit => "visit",
        By::Channel => "channel",
        By::Version => "version",
        By::Period => "period",
        By::Group => "group",
    }
}

fn name(row: &Row, by: By) -> String {
    match &row.shop {
        Some(shop) => format!("{shop}/{}", row.name),
        None if by == By::Question => row.id.clone(),
        None => row.name.clone(),
    }
}

fn or_none<T>(value: Option<T>, write: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| NONE.to_owned(), write)
}

/// How far a score has come, in words.
pub fn word(target: Target) -> &'static str {
    match target {
        Target::Failed => "below 80",
        Target::Passed => "pass",
        Target::Excellent => "excellent",
        Target::Department => "95 reached",
    }
}

fn change(then: Option<&Then>) -> String {
    match then {
        None => NONE.into(),
        Some(Then { n: 0, .. }) => "nothing then".into(),
        Some(Then { points: Some(points), difference: Some(difference), .. }) => {
            format!("{points:.1} ({difference:+.1})")
        }
        Some(Then { points: Some(points), .. }) => format!("{points:.1}"),
        Some(_) => "no score then".into(),
    }
}

fn average(numbers: &Numbers, of_region: bool) -> String {
    let Some(beside) = &numbers.beside else { return NONE.into() };
    let (value, name) = if of_region { (beside.region, "region") } else { (beside.network, "network") };
    or_none(value, |value| {
        let mark = if beside.below.contains(&name) { " below" } else { "" };
        format!("{value:.1}{mark}")
    })
}

fn shares(levels: &[Level]) -> String {
    let Some(first) = levels.first() else { return String::new() };
    let each: Vec<String> = levels.iter().map(level).collect();
    format!("of {}: {}", first.of, each.join(", "))
}

fn level(level: &Level) -> String {
    let (low, high) = level.interval;
    let label = level.label.to_lowercase();
    format!("{label} {:.1} % ({:.0}–{:.0})", level.share * 100.0, low * 100.0, high * 100.0)
}

fn points((low, high): (f64, f64)) -> String {
    format!("{low:.1}–{high:.1}")
}

fn signed((low, high): (f64, f64)) -> String {
    format!("{low:+.0} to {high:+.0}")
}

fn writing(result: std::fmt::Result) {
    result.expect("a string takes everything that is written to it");
}
