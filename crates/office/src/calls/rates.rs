//! How many of those due were reached, and how many of those answered in full (`F2`).

use super::due::{first_until, second_on};
use super::{Call, Kind, Survey, Visited};
use chrono::NaiveDate;

/// The share of those due that is to be reached at least, in percent.
pub const REACHED: u64 = 50;
/// The share of those reached that is to answer in full at least, in percent.
pub const SURVEYED: u64 = 60;

/// What became of the calls whose last day lies in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// How many were due.
    pub due: u64,
    /// In how many of them the customer was reached, on whatever day.
    pub reached: u64,
    /// In how many of these a full survey was made.
    pub surveyed: u64,
}

impl Rate {
    /// Adds what a visit was owed from one day to another, by the entries that stand.
    pub fn add(&mut self, visited: &Visited, standing: &[&Call], (from, to): (NaiveDate, NaiveDate)) {
        let first = Some(first_until(visited));
        for (last, is_second) in [(first, false), (second_on(standing), true)] {
            if last.is_none_or(|last| last < from || last > to) {
                continue;
            }
            let of_it = |call: &&&Call| call.kind.follows_up() && (call.kind == Kind::Second) == is_second;
            let mut made = standing.iter().filter(of_it);
            self.due += 1;
            self.reached += u64::from(made.clone().any(|call| call.outcome.reaches()));
            self.surveyed += u64::from(made.any(|call| call.survey == Survey::Full));
        }
    }

    /// Adds those of another shop.
    pub fn join(&mut self, other: Self) {
        self.due += other.due;
        self.reached += other.reached;
        self.surveyed += other.surveyed;
    }
}
