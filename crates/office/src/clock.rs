//! Head office's clock, and what it says about a tablet's.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, SecondsFormat, TimeDelta, Utc};

/// A batch on a slow network is this late without any clock being wrong.
const TOLERATED: TimeDelta = TimeDelta::minutes(2);

/// Now.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The day that it is where head office is.
pub fn today() -> NaiveDate {
    now().with_timezone(&Local).date_naive()
}

/// How far head office's clock is ahead of the tablet's; zero where the way alone explains it.
pub fn ahead(now: DateTime<Utc>, sent_at: DateTime<FixedOffset>) -> TimeDelta {
    let ahead = now.signed_duration_since(sent_at);
    if ahead.abs() <= TOLERATED { TimeDelta::zero() } else { ahead }
}

/// The same of something that may have lain in a file: what is written in the future is written by a clock that is
/// fast, by that much at least; an old date may only be an old file.
pub fn ahead_at_least(now: DateTime<Utc>, sent_at: DateTime<FixedOffset>) -> TimeDelta {
    ahead(now, sent_at).min(TimeDelta::zero())
}

/// The day a record belongs to in reports: the tablet's time, corrected, in the tablet's own time zone.
pub fn day(captured_at: DateTime<FixedOffset>, ahead: TimeDelta) -> String {
    let corrected = captured_at.checked_add_signed(ahead).unwrap_or(captured_at);
    corrected.date_naive().to_string()
}

/// A moment that the database holds in milliseconds, as commands print it.
pub fn minute(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms).unwrap_or_default().format("%Y-%m-%d %H:%M UTC").to_string()
}

/// The same for other programs (RFC 3339).
pub fn iso(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Its day, by head office's clock.
pub fn date(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms).unwrap_or_default().format("%Y-%m-%d").to_string()
}

/// A moment that the database holds in milliseconds, in a time zone that it holds in seconds east of UTC.
pub fn local(ms: i64, utc_offset: i64) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(i32::try_from(utc_offset).ok()?)?;
    Some(DateTime::from_timestamp_millis(ms)?.with_timezone(&zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn a_wrong_clock_is_corrected_and_a_slow_network_is_not() {
        let now = at("2026-11-22T10:00:00+08:00").to_utc();
        let right = ahead(now, at("2026-11-22T09:59:01+08:00"));
        assert_eq!(day(at("2026-11-21T23:59:30+08:00"), right), "2026-11-21");
        let ten_years_off = ahead(now, at("2016-11-22T10:00:00+08:00"));
        assert_eq!(day(at("2016-11-20T12:00:00+08:00"), ten_years_off), "2026-11-20");
    }

    #[test]
    fn the_age_of_a_file_says_nothing_about_the_clock_it_was_written_by() {
        let now = at("2026-11-22T10:00:00+08:00").to_utc();
        let a_month_old = ahead_at_least(now, at("2026-10-22T10:00:00+08:00"));
        assert_eq!(day(at("2026-10-20T12:00:00+08:00"), a_month_old), "2026-10-20");
        let from_the_future = ahead_at_least(now, at("2036-11-22T10:00:00+08:00"));
        assert_eq!(day(at("2036-11-22T09:00:00+08:00"), from_the_future), "2026-11-22");
    }
}
