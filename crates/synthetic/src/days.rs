//! When customers come: by weekday, by hour, and in the bursts of who fills in surveys by themselves.

use crate::chance::Chance;
use crate::character::Character;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Weekday};

/// How busy each hour from eight o'clock on is.
const HOURS: [u32; 11] = [3, 8, 10, 8, 4, 3, 6, 8, 10, 7, 3];
const OPENS: i64 = 8;

/// Somebody comes.
pub struct Arrival {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// It is nobody but the staff.
    pub pushed: bool,
}

/// Who comes to a tablet on a day, where the shop has so many tablets.
pub fn arrivals(
    chance: &mut Chance,
    shop: &Character,
    tablets: usize,
    day: NaiveDate,
    zone: FixedOffset,
) -> Vec<Arrival> {
    let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest().unwrap_or_default();
    let mut all = Vec::new();
    // There are never so many tablets in a shop that this would be rounded.
    #[expect(clippy::cast_precision_loss, reason = "a few tablets")]
    let mean = shop.a_day * busy(day.weekday()) / tablets as f64;
    for _ in 0..draws(chance, mean) {
        let hours: Vec<(i64, u32)> = (OPENS..).zip(HOURS).collect();
        let hour = chance.weighed(&hours, |(_, weight)| *weight).map_or(OPENS, |(hour, _)| *hour);
        let at = midnight + TimeDelta::hours(hour) + TimeDelta::seconds(chance.between(0..=3599));
        all.push(Arrival { at, pushed: false });
    }
    if shop.influenced && matches!(day.weekday(), Weekday::Fri | Weekday::Sun) {
        let mut at = midnight + TimeDelta::hours(19) + TimeDelta::minutes(chance.between(5..=40));
        for _ in 0..chance.between(5..=8) {
            all.push(Arrival { at, pushed: true });
            at += TimeDelta::seconds(chance.between(25..=50));
        }
    }
    all
}

fn busy(day: Weekday) -> f64 {
    match day {
        Weekday::Mon => 0.8,
        Weekday::Tue | Weekday::Wed => 0.75,
        Weekday::Thu => 0.9,
        Weekday::Fri => 1.0,
        Weekday::Sat => 1.5,
        Weekday::Sun => 1.3,
    }
}

/// How many come where this many do on average: as many chances of one half each.
fn draws(chance: &mut Chance, mean: f64) -> usize {
    let mut left = mean * 2.0;
    let mut count = 0;
    while left > 0.0 {
        count += usize::from(chance.hits(left.min(1.0) / 2.0));
        left -= 1.0;
    }
    count
}
