//! Counting what test runners report, and keeping what they say of failures.

use std::fmt;
use std::ops::AddAssign;

/// So many lines about failures are said again at the end of a run; the first failure's are the ones that matter.
const SAID_AGAIN: usize = 60;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    /// What the runners said of what failed, for the end of the run: it stands far above there.
    pub failures: Vec<String>,
    /// Whether the runner is telling of failures now.
    telling: bool,
}

impl Count {
    pub const FAILED: Self = Self { passed: 0, failed: 1, failures: Vec::new(), telling: false };

    /// One check, passed or failed.
    pub fn of(passed: bool) -> Self {
        Self { passed: u32::from(passed), failed: u32::from(!passed), ..Self::default() }
    }

    /// Keeps a line about a failure, as long as it is one of the first.
    fn keep(&mut self, line: String) {
        if self.failures.len() < SAID_AGAIN {
            self.failures.push(line);
        }
    }

    /// Reads a line of one of cargo's test programs: its failures, from `failures:` on, and its closing line.
    pub fn read_cargo(&mut self, line: &str) {
        let line = without_colours(line);
        let Some((_, result)) = line.split_once("test result: ") else {
            self.telling |= line == "failures:";
            if self.telling {
                self.keep(line);
            }
            return;
        };
        self.telling = false;
        for part in result.split([';', '.']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Reads a line of Node's test runner: its closing ones begin with `#` or `ℹ`, and its failures come after them.
    pub fn read_node(&mut self, line: &str) {
        let line = without_colours(line);
        self.telling |= line == "✖ failing tests:";
        if self.telling {
            return self.keep(line);
        }
        let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) else {
            return;
        };
        match rest.split_once(' ') {
            Some(("pass", number)) => self.passed += number.trim().parse().unwrap_or(0),
            // A cancelled test never came to an end, which is no success.
            Some(("fail" | "cancelled", number)) => {
                self.failed += number.trim().parse().unwrap_or(0);
            }
            _ => {}
        }
    }

    /// The count of a runner that has ended: one that failed without naming a test,
    /// or that ran no test at all, counts as a failure.
    pub fn finish(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            if success {
                eprintln!("No test was run, which counts as a failure.");
            }
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        for line in other.failures {
            self.keep(line);
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// A line as it would be without a terminal's colours.
pub fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or("").to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_add_up() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 2 passed; 1 failed; 0 ignored; 0 measured",
            "test result: ok. 1 passed; 0 failed; 0 ignored; 0 filtered out",
            "4 passed",
        ] {
            count.read_cargo(line);
        }
        assert_eq!(count, Count { passed: 6, failed: 1, ..Count::default() });
    }

    #[test]
    fn what_cargo_says_of_failures_is_kept_from_its_heading_to_the_result() {
        let mut count = Count::default();
        for line in [
            "test a::b ... FAILED",
            "failures:",
            "---- a::b stdout ----",
            "",
            "failures:",
            "    a::b",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured",
            "Running another",
        ] {
            count.read_cargo(line);
        }
        assert_eq!(count.failures, ["failures:", "---- a::b stdout ----", "", "failures:", "    a::b"]);
    }

    #[test]
    fn what_node_says_of_failures_is_kept_and_not_counted() {
        let mut count = Count::default();
        for line in
            ["✖ it (3 ms)", "ℹ fail 1", "\u{1b}[31m✖ failing tests:\u{1b}[39m", "ℹ fail 7", "  Error: no"]
        {
            count.read_node(line);
        }
        assert_eq!(count.failed, 1);
        assert_eq!(count.failures, ["✖ failing tests:", "ℹ fail 7", "  Error: no"]);
    }

    #[test]
    fn of_many_failures_the_first_are_kept() {
        let mut count = Count::default();
        count.read_node("✖ failing tests:");
        for number in 0..SAID_AGAIN {
            count.read_node(&number.to_string());
        }
        let mut sum = count.clone();
        sum += count;
        assert_eq!(sum.failures.len(), SAID_AGAIN);
        assert_eq!(sum.failures[1], "0");
    }

    #[test]
    fn node_results_are_read_from_both_reporters() {
        for lines in [
            ["# pass 3", "# fail 1", "# cancelled 1", "# skipped 4"],
            ["ℹ pass 3", "\u{1b}[34mℹ fail 1\u{1b}[39m", "ℹ cancelled 1", "✔ pass 9"],
        ] {
            let mut count = Count::default();
            for line in lines {
                count.read_node(line);
            }
            assert_eq!(count, Count { passed: 3, failed: 2, ..Count::default() });
        }
    }

    #[test]
    fn a_runner_without_tests_or_without_success_has_failed() {
        let passed = Count { passed: 2, ..Count::default() };
        assert_eq!(passed.clone().finish(true), passed);
        assert_eq!(passed.clone().finish(false), Count { failed: 1, ..passed });
        assert_eq!(Count::default().finish(true), Count::FAILED);
        assert_eq!(Count::FAILED.finish(false), Count::FAILED);
    }
}
