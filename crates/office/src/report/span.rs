//! Days, and the whole years and months within them.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a span of days is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// ISO weeks, from Monday to Sunday.
    Week,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Years.
    Year,
}

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(NaiveDate::MAX)
}

fn less(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

fn less_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

fn month_end(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(Months::new(1)).map_or(NaiveDate::MAX, |next| less(next, 1))
}

fn year_end(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(NaiveDate::MAX)
}

impl Window {
    /// Whether it begins and ends with a month.
    pub fn is_whole_months(self) -> bool {
        self.from.day() == 1 && self.to == month_end(self.to)
    }

    fn is_whole_weeks(self) -> bool {
        self.from.weekday().num_days_from_monday() == 0 && self.to.weekday().num_days_from_monday() == 6
    }

    /// The whole years, months and days that it is made of, as sums are filed under; none where days are needed and
    /// there are none.
    pub fn spans(self, has_days: bool) -> Option<Vec<String>> {
        let mut spans = Vec::new();
        let mut day = self.from;
        while day <= self.to {
            let (month, year) = (month_end(day), year_end(day));
            let end = if day.ordinal() == 1 && year <= self.to {
                spans.push(day.format("%Y").to_string());
                year
            } else if day.day() == 1 && month <= self.to {
                spans.push(day.format("%Y-%m").to_string());
                month
            } else if has_days {
                spans.push(day.to_string());
                day
            } else {
                return None;
            };
            day = next(end);
        }
        Some(spans)
    }

    /// The span of the same length just before it: whole months before whole months, days before days.
    #[must_use]
    pub fn before(self) -> Self {
        let to = less(self.from, 1);
        if self.is_whole_months() {
            let after = next(self.to);
            let months = (after.year() - self.from.year()) * 12 + month(after) - month(self.from);
            return Self { from: less_months(self.from, months.unsigned_abs()), to };
        }
        let days = self.to.signed_duration_since(self.from).num_days().unsigned_abs();
        Self { from: less(to, days), to }
    }

    /// The same days of the year before; of whole weeks, 52 weeks before.
    #[must_use]
    pub fn year_ago(self) -> Self {
        if self.is_whole_months() {
            let from = less_months(self.from, 12);
            Self { from, to: month_end(less_months(self.to, 12)) }
        } else if self.is_whole_weeks() {
            Self { from: less(self.from, 364), to: less(self.to, 364) }
        } else {
            Self { from: less_months(self.from, 12), to: less_months(self.to, 12) }
        }
    }

    /// The periods that it touches, each with its name and cut to what is within.
    pub fn divided(self, period: Period) -> Vec<(String, Self)> {
        let mut periods = Vec::new();
        let mut day = self.from;
        while day <= self.to {
            let quarter = day.month0() / 3;
            let (name, end) = match period {
                Period::Week => {
                    let week = day.iso_week();
                    let left = 6 - day.weekday().num_days_from_monday();
                    let end = day.checked_add_days(Days::new(left.into())).unwrap_or(NaiveDate::MAX);
                    (format!("{}-W{:02}", week.year(), week.week()), end)
                }
                Period::Month => (day.format("%Y-%m").to_string(), month_end(day)),
                Period::Quarter => {
                    let last = NaiveDate::from_ymd_opt(day.year(), quarter * 3 + 3, 1).unwrap_or(day);
                    (format!("{}-Q{}", day.year(), quarter + 1), month_end(last))
                }
                Period::Year => (day.format("%Y").to_string(), year_end(day)),
            };
            let to = end.min(self.to);
            periods.push((name, Self { from: day, to }));
            day = next(to);
        }
        periods
    }

    /// The weeks within it that were over before this day; none where there is none.
    pub fn closed_weeks(self, today: NaiveDate) -> Option<Self> {
        let late = (7 - self.from.weekday().num_days_from_monday()) % 7;
        let from = self.from.checked_add_days(Days::new(late.into()))?;
        let last = self.to.min(less(today, 1));
        let to = less(last, u64::from((last.weekday().num_days_from_monday() + 1) % 7));
        (from <= to).then_some(Self { from, to })
    }
}

fn month(day: NaiveDate) -> i32 {
    i32::try_from(day.month()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: &str, to: &str) -> Window {
        Window { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn days_are_gathered_into_months_and_years() {
        let spans = |from, to, has_days| window(from, to).spans(has_days).map(|spans| spans.join(" "));
        assert_eq!(spans("2026-01-01", "2026-12-31", true).unwrap(), "2026");
        assert_eq!(
            spans("2025-11-29", "2027-02-01", true).unwrap(),
            "2025-11-29 2025-11-30 2025-12 2026 2027-01 2027-02-01"
        );
        assert_eq!(spans("2024-02-01", "2024-03-30", false), None);
        assert_eq!(spans("2024-02-01", "2024-02-29", false).unwrap(), "2024-02");
    }

    #[test]
    fn what_came_before_is_as_long_and_a_year_ago_is_the_same_season() {
        for (now, before, year_ago) in [
            (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31")),
            (("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28"), ("2025-03-01", "2025-03-31")),
            (("2025-02-01", "2025-02-28"), ("2025-01-01", "2025-01-31"), ("2024-02-01", "2024-02-29")),
            (("2026-11-16", "2026-11-22"), ("2026-11-09", "2026-11-15"), ("2025-11-17", "2025-11-23")),
            (("2026-11-20", "2026-11-21"), ("2026-11-18", "2026-11-19"), ("2025-11-20", "2025-11-21")),
        ] {
            let of = |(from, to)| window(from, to);
            assert_eq!(of(now).before(), of(before));
            assert_eq!(of(now).year_ago(), of(year_ago));
        }
    }

    #[test]
    fn periods_are_cut_to_the_days_that_were_asked_for() {
        let names = |period| {
            let periods = window("2026-12-30", "2027-01-04").divided(period);
            periods.into_iter().map(|(name, w)| format!("{name} {} {}", w.from, w.to)).collect::<Vec<_>>()
        };
        assert_eq!(names(Period::Week), ["2026-W53 2026-12-30 2027-01-03", "2027-W01 2027-01-04 2027-01-04"]);
        assert_eq!(names(Period::Quarter)[1], "2027-Q1 2027-01-01 2027-01-04");
        assert_eq!(names(Period::Month).len(), 2);
        assert_eq!(names(Period::Year)[0], "2026 2026-12-30 2026-12-31");
    }

    #[test]
    fn only_weeks_that_are_over_are_closed() {
        let closed = |from, to, today: &str| window(from, to).closed_weeks(today.parse().unwrap());
        let week = Some(window("2026-11-16", "2026-11-22"));
        assert_eq!(closed("2026-11-10", "2026-11-30", "2026-11-25"), week);
        assert_eq!(closed("2026-11-16", "2026-11-22", "2026-11-23"), week);
        assert_eq!(closed("2026-11-16", "2026-11-22", "2026-11-22"), None, "Sunday is not over");
        assert_eq!(closed("2026-11-17", "2026-11-28", "2027-01-01"), None);
    }
}
