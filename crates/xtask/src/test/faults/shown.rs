//! What the tests that name rows came to.

use anyhow::{Context, Result};
use serde_json::Value;

use super::super::count::without_colours;
use super::rows::{Program, ROWS, RUST};

/// What a test came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// It failed, or was not there; in a few words.
    Failed(&'static str),
    /// It was skipped, and said why.
    Skipped(String),
}

/// A test and the rows it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Counted from 1; none in a test that names no row.
    pub rows: Vec<usize>,
    /// The file or the program it is in.
    pub place: String,
    /// Its name, without its rows.
    pub name: String,
    pub outcome: Outcome,
}

impl Shown {
    pub fn broken(place: &str, name: &str) -> Self {
        Self { rows: vec![], place: place.into(), name: name.into(), outcome: Outcome::Failed("FAILED") }
    }

    pub fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_))
    }

    /// Whether it names rows, and only such as there are.
    pub fn names_rows(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| (1..=ROWS.len()).contains(row))
    }
}

/// Reads the lines of `tests/e2e/reporter.mjs`.
pub fn of_node(said: &str) -> Result<Vec<Shown>> {
    said.lines()
        .map(|line| {
            let report: Value = serde_json::from_str(line).context("Node's report is not readable.")?;
            let text = |field: &str| report[field].as_str().unwrap_or_default().to_owned();
            let outcome = match (report["skipped"].as_str(), report["passed"].as_bool()) {
                (Some(why), _) => Outcome::Skipped(why.to_owned()),
                (None, Some(true)) => Outcome::Passed,
                _ => Outcome::Failed("FAILED"),
            };
            let full = text("name");
            let (rows, name) = named(&full).unwrap_or((vec![], &full));
            Ok(Shown { rows, place: text("file"), name: name.to_owned(), outcome })
        })
        .collect()
}

/// The rows in a test's name, as in `faults 22, 23 and 25: …`, and the rest of it.
fn named(name: &str) -> Option<(Vec<usize>, &str)> {
    let (rows, rest) = name.strip_prefix("fault")?.split_once(": ")?;
    let rows = rows.strip_prefix('s').unwrap_or(rows).replace("and", ",");
    let rows: Result<Vec<usize>, _> = rows.split(',').map(|row| row.trim().parse()).collect();
    Some((rows.ok()?, rest))
}

/// Looks for the Rust tests of these programs among the lines of cargo; one that is not there has failed.
pub fn of_cargo(said: &[String], of: impl Fn(Program) -> bool) -> Vec<Shown> {
    let wanted = RUST.iter().filter(|named| of(named.program));
    wanted
        .map(|wanted| Shown {
            rows: vec![wanted.row],
            place: wanted.program.target().into(),
            name: wanted.test.into(),
            outcome: said
                .iter()
                .find_map(|line| outcome(line, wanted.test))
                .unwrap_or(Outcome::Failed("not run")),
        })
        .collect()
}

/// What a line says of this test: `test a::b ... ok`.
fn outcome(line: &str, test: &str) -> Option<Outcome> {
    let line = without_colours(line);
    let (name, word) = line.strip_prefix("test ")?.split_once(" ... ")?;
    if name != test {
        return None;
    }
    Some(match word.trim() {
        "ok" => Outcome::Passed,
        "ignored" => Outcome::Skipped("ignored".into()),
        _ => Outcome::Failed("FAILED"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_read_from_a_tests_name() {
        assert_eq!(named("fault 4: it stays"), Some((vec![4], "it stays")));
        assert_eq!(named("faults 22 and 23: so: it is"), Some((vec![22, 23], "so: it is")));
        assert_eq!(named("faults 1, 2 and 30: it"), Some((vec![1, 2, 30], "it")));
        for none in ["faults of 3: it", "fault: it", "a fault 4: it", "fault 4, it"] {
            assert_eq!(named(none), None, "{none}");
        }
    }

    #[test]
    fn node_tells_what_each_test_came_to() {
        let said = concat!(
            r#"{"file":"a.test.mjs","name":"fault 3: one","passed":true}"#,
            "\n",
            r#"{"file":"a.test.mjs","name":"faults 4 and 5: two","passed":false}"#,
            "\n",
            r#"{"file":"a.test.mjs","name":"fault 6: three","passed":true,"skipped":"no strace here"}"#,
            "\n",
            r#"{"file":"b.test.mjs","name":"b.test.mjs","passed":false}"#,
            "\n",
        );
        let shown = of_node(said).unwrap();
        let told: Vec<_> = shown.iter().map(|one| (one.rows.clone(), one.outcome.clone())).collect();
        let failed = Outcome::Failed("FAILED");
        assert_eq!(
            told,
            [
                (vec![3], Outcome::Passed),
                (vec![4, 5], failed.clone()),
                (vec![6], Outcome::Skipped("no strace here".into())),
                (vec![], failed),
            ]
        );
    }

    #[test]
    fn cargo_tells_of_a_test_by_its_whole_name() {
        for (line, said) in [
            ("test a::b ... ok", Some(Outcome::Passed)),
            ("test a::b ... \u{1b}[32mok\u{1b}[0m", Some(Outcome::Passed)),
            ("test a::b ... FAILED", Some(Outcome::Failed("FAILED"))),
            ("test a::b ... ignored", Some(Outcome::Skipped("ignored".into()))),
            ("test other::a::b ... ok", None),
            ("test a::bc ... ok", None),
        ] {
            assert_eq!(outcome(line, "a::b"), said, "{line}");
        }
    }

    #[test]
    fn a_rust_test_that_was_not_run_has_failed() {
        let shown = of_cargo(&[], |program| program == Program::Web);
        assert!(!shown.is_empty());
        assert!(shown.iter().all(Shown::failed));
    }
}
