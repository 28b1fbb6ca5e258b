//! Days as people name them.

use chrono::{Days, NaiveDate, NaiveTime};

/// A day as it is written everywhere, or what is wrong with it.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    // The calendar goes on for a quarter of a million years, which are written longer; its last day has no next one.
    let is_written_so = |day: &NaiveDate| text.len() == 10 && day.to_string() == text;
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(is_written_so);
    day.ok_or_else(|| format!("`{text}` is not a day; write it as YYYY-MM-DD, like 2026-11-30."))
}

/// The first day and the last.
pub fn between(from: &str, to: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let (from, to) = (day(from)?, day(to)?);
    if from > to {
        return Err(format!("{from} comes after {to}; name the earlier day first."));
    }
    Ok((from, to))
}

/// When such a span begins and when it is over, by head office's clock, in milliseconds since 1970; none beyond what
/// a clock shows.
pub fn moments((from, to): (NaiveDate, NaiveDate)) -> Option<(i64, i64)> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    Some((midnight(from), midnight(to.checked_add_days(Days::new(1))?)))
}
