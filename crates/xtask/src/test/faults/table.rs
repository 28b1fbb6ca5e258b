//! The table as it is printed: one line a row, and how many were survived.

use super::super::Count;
use super::rows::ROWS;
use super::shown::{Outcome, Shown};

/// What a row came to.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Survived,
    Failed,
}

/// Prints the table. Every row counts, and so does a test that names none, or one that is not there.
pub fn print(shown: &[Shown]) -> Count {
    let mut count = Count::default();
    for (fault, number) in ROWS.iter().zip(1..) {
        let (verdict, line) = judge(fault, number, shown);
        println!("{line}");
        match verdict {
            Verdict::Survived => count.passed += 1,
            Verdict::Failed => count.failed += 1,
        }
    }
    println!("faults: {} of {} survived", count.passed, count.passed + count.failed);
    for Shown { place, name, .. } in shown.iter().filter(|one| !one.names_rows()) {
        println!("FAILED, and of no row (`fault 20: …`): {place}: {name}");
        count.failed += 1;
    }
    count
}

fn judge(fault: &str, number: usize, shown: &[Shown]) -> (Verdict, String) {
    let tests: Vec<_> = shown.iter().filter(|one| one.rows.contains(&number)).collect();
    let (verdict, said) = match tests.iter().find(|one| one.failed()) {
        Some(failed) => (Verdict::Failed, told(failed, &tests)),
        None => match tests.iter().find(|one| one.outcome == Outcome::Passed) {
            Some(passed) => (Verdict::Survived, told(passed, &tests)),
            None => {
                (Verdict::Failed, tests.first().map_or("no test shows it".into(), |one| told(one, &tests)))
            }
        },
    };
    let word = match verdict {
        Verdict::Survived => "survived",
        Verdict::Failed => "FAILED",
    };
    let line = format!("{number:>2}  {fault:<44}  {word:<8}  {said}");
    (verdict, line.trim_end().to_owned())
}

/// A test, and how many others show the same row.
fn told(one: &Shown, tests: &[&Shown]) -> String {
    let Shown { place, name, outcome, .. } = one;
    let more = match tests.len() {
        1 => String::new(),
        all => format!(" (and {} more)", all - 1),
    };
    match outcome {
        Outcome::Passed | Outcome::Failed("FAILED") => format!("{place}: {name}{more}"),
        Outcome::Failed(why) => format!("{place}: {name}{more}: {why}"),
        Outcome::Skipped(why) => format!("{place}: {name}{more}: skipped: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAULT: &str = "power cut";

    fn test(outcome: Outcome) -> Shown {
        Shown { rows: vec![3], place: "a.test.mjs".into(), name: "it stays".into(), outcome }
    }

    fn verdict(outcomes: &[Outcome]) -> (Verdict, String) {
        judge(FAULT, 3, &outcomes.iter().cloned().map(test).collect::<Vec<_>>())
    }

    #[test]
    fn a_row_is_survived_where_a_test_passed_and_none_failed() {
        let skipped = Outcome::Skipped("no strace here".into());
        let failed = Outcome::Failed("FAILED");
        for (outcomes, expected) in [
            (vec![Outcome::Passed], Verdict::Survived),
            (vec![skipped.clone(), Outcome::Passed], Verdict::Survived),
            (vec![Outcome::Passed, failed], Verdict::Failed),
            (vec![Outcome::Failed("not run")], Verdict::Failed),
            (vec![skipped], Verdict::Failed),
            (vec![], Verdict::Failed),
        ] {
            assert_eq!(verdict(&outcomes).0, expected, "{outcomes:?}");
        }
    }

    #[test]
    fn a_row_says_which_test_shows_it_or_why_none_does() {
        let (_, line) = verdict(&[Outcome::Passed, Outcome::Passed]);
        assert!(line.starts_with(" 3  power cut  "), "{line}");
        assert!(line.ends_with("  survived  a.test.mjs: it stays (and 1 more)"), "{line}");
        assert!(verdict(&[]).1.ends_with("FAILED    no test shows it"));
        let skipped = verdict(&[Outcome::Skipped("no strace here".into())]).1;
        assert!(skipped.ends_with("a.test.mjs: it stays: skipped: no strace here"), "{skipped}");
    }

    #[test]
    fn a_test_names_rows_that_are_there() {
        for (rows, right) in
            [(vec![3], true), (vec![1, 48], true), (vec![], false), (vec![3, 49], false), (vec![0], false)]
        {
            assert_eq!(Shown { rows, ..test(Outcome::Passed) }.names_rows(), right);
        }
    }
}
