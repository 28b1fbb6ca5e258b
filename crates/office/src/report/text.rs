//! The report as a table for a terminal.

use super::rates::together;
use super::{By, Level, Report, Row, Section};
use std::fmt::Write;

/// The whole report.
pub fn text(report: &Report) -> String {
    let mut out = format!("{} to {}\n", report.from, report.to);
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
    let Section { n, completed, partial, repeated, .. } = section;
    let repeats =
        if *repeated == 0 { String::new() } else { format!(", {repeated} repeated and not counted") };
    writing(writeln!(out, "{n} responses: {completed} completed, {partial} partial{repeats}"));
    if by != By::None {
        let index = section.index.map_or_else(
            || "none, nothing scored was answered".into(),
            |index| format!("{:.1} (n {}, {})", index.points, index.n, points(index.interval)),
        );
        writing(writeln!(out, "index: {index}"));
    }
    out.push('\n');
    out.push_str(&table(&section.rows, by));
    out
}

fn table(rows: &[Row], by: By) -> String {
    let head = match by {
        By::None => "",
        By::Shop => "shop",
        By::Stage => "stage",
        By::Question => "question",
        By::Advisor => "advisor",
    };
    let score = if matches!(by, By::Stage | By::Question) { "score" } else { "index" };
    let mut lines = vec![[head, score, "n", "95 % interval", "shares (95 % interval)"].map(String::from)];
    for row in rows {
        let name = match &row.shop {
            Some(shop) => format!("{shop}/{}", row.name),
            None if by == By::Question => row.id.clone(),
            None => row.name.clone(),
        };
        lines.push([
            name,
            row.score.map_or_else(|| "–".into(), |score| format!("{:.1}", score.points)),
            row.n.to_string(),
            row.score.map_or_else(|| "–".into(), |score| points(score.interval)),
            shares(&row.levels),
        ]);
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let (first, second, third, fourth) = (width(0), width(1), width(2), width(3));
    let mut out = String::new();
    for [name, score, n, interval, shares] in &lines {
        let line = format!("{name:first$}  {score:>second$}  {n:>third$}  {interval:>fourth$}  {shares}");
        writing(writeln!(out, "{}", line.trim_end()));
    }
    out
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

fn writing(result: std::fmt::Result) {
    result.expect("a string takes everything that is written to it");
}
