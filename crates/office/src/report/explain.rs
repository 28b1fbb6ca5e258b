//! The arithmetic of one number of a report.

use super::load::{self, Known};
use super::{By, Query, ReportError, Unanswerable};
use crate::db::Conn;
use handover_domain::scoring;
use std::fmt::Write;

/// The arithmetic of what is named, for each version that was answered, over everything that the query means.
pub async fn explain(conn: &mut Conn, query: &Query, what: &str) -> Result<String, ReportError> {
    let known = load::known(conn).await?;
    let query = Query { by: By::None, group: None, ..query.clone() };
    query.check(known.iter().map(|known| &known.layout))?;
    let none = std::collections::BTreeMap::new();
    let cells = load::total(&load::rows(conn, &query, query.window, &none).await?);
    let mut out = String::new();
    let mut why_not = None;
    for known in known.iter().filter(|known| query.takes(&known.package)) {
        let answers = known.answers(&cells);
        if answers.n() == 0 {
            continue;
        }
        match scoring::explain(&known.package, &answers.tallies, what) {
            Ok(lines) => out.push_str(&block(known, answers.n(), &lines)),
            Err(unknown) => why_not = Some(unknown),
        }
    }
    match why_not {
        Some(why_not) if out.is_empty() => Err(Unanswerable(why_not).into()),
        _ if out.is_empty() => Ok("There are no answers in this span.\n".into()),
        _ => Ok(out),
    }
}

fn block(known: &Known, n: u64, lines: &[String]) -> String {
    let (id, version) = (known.package.id(), known.package.reference.version);
    let mut out = format!("{id} version {version}, {n} responses\n");
    for line in lines {
        writeln!(out, "{line}").expect("a string takes everything that is written to it");
    }
    out
}
