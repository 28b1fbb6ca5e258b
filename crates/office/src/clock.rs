//! Head office's clock, and what it says about a tablet's.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

/// A batch on a slow network is this late without any clock being wrong.
const TOLERATED: TimeDelta = TimeDelta::minutes(2);

/// Now.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// How far head office's clock is ahead of the tablet's; zero where the way alone explains it.
pub fn ahead(now: DateTime<Utc>, sent_at: DateTime<FixedOffset>) -> TimeDelta {
    let ahead = now.signed_duration_since(sent_at);
    if ahead.abs() <= TOLERATED { TimeDelta::zero() } else { ahead }
}

/// The day a record belongs to in reports: the tablet's time, corrected, in the tablet's own time zone.
pub fn day(captured_at: DateTime<FixedOffset>, ahead: TimeDelta) -> String {
    let corrected = captured_at.checked_add_signed(ahead).unwrap_or(captured_at);
    corrected.date_naive().to_string()
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
}
