//! Guessing passwords: from the fifth wrong one on, each makes the next try wait longer.

use chrono::TimeDelta;

/// Wrong ones that cost nothing: fingers slip, and the keyboard was in another language.
const FREE: i64 = 4;
/// The last one stays. Nobody is kept out for ever, so that nobody can keep another out for long.
const WAITS: [TimeDelta; 4] =
    [TimeDelta::seconds(30), TimeDelta::minutes(1), TimeDelta::minutes(5), TimeDelta::minutes(15)];

/// How long to wait after so many wrong ones in a row.
pub fn after_wrong(times: i64) -> TimeDelta {
    let beyond = usize::try_from(times - FREE - 1).ok();
    beyond.map_or(TimeDelta::zero(), |beyond| WAITS[beyond.min(WAITS.len() - 1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_from_the_fifth_wrong_password_on() {
        let waits: Vec<i64> = (1..=10).map(|times| after_wrong(times).num_seconds()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 300, 900, 900, 900]);
    }
}
