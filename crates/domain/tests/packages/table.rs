//! How a row of the table is held against what was found.

use super::edits::flaws;
use handover_domain::questionnaire::Flaw;
use serde_json::Value;

/// What was spoilt, at which path that must be told, and words of the mend.
pub type Row = (&'static str, Value, &'static str, &'static str);

/// One flaw and no other, at this path, with these words in the mend.
#[track_caller]
pub fn refused(rows: Vec<Row>) {
    for row in rows {
        let found = told(&row);
        assert_eq!(found.len(), 1, "{}: {found:#?}", row.0);
    }
}

/// A flaw at this path, with these words in the mend; all that were found.
#[track_caller]
pub fn told((what, package, path, mend): &Row) -> Vec<Flaw> {
    let found = flaws(package);
    let flaw = found.iter().find(|flaw| flaw.path == *path);
    let flaw = flaw.unwrap_or_else(|| panic!("{what}: nothing at {path}: {found:#?}"));
    assert!(flaw.mend.contains(mend), "{what}: {flaw}");
    assert!(!flaw.problem.is_empty(), "{what}");
    assert_eq!(flaw.to_string(), format!("{path}: {}. {}.", flaw.problem, flaw.mend));
    found
}
