//! What people of a shop may see (`I3`): nothing that rests on fewer than five, and nothing that tells it by subtraction.

use super::levels::Level;
use super::numbers::{Numbers, Score, Then};
use super::{By, Period, Query, Report, Row, Section, Unanswerable};
use chrono::NaiveDate;

/// The least that a shown number rests on.
const LEAST: u64 = 5;

/// Cuts what is asked to the weeks that were over before this day.
pub fn closed(query: &mut Query, today: NaiveDate) -> Result<(), Unanswerable> {
    if query.by == By::Period && query.period != Period::Week {
        return Err(Unanswerable("People of a shop see whole weeks; let a row cover a week.".into()));
    }
    let Some(window) = query.window.closed_weeks(today) else {
        return Err(Unanswerable(format!(
            "No week from Monday to Sunday within these days is over; today is {today}. Name earlier days."
        )));
    };
    query.window = window;
    Ok(())
}

/// Hides in a report what rests on too few.
pub fn veil(report: &mut Report) {
    report.notes.push("closed weeks only, from Monday to Sunday".into());
    report.notes.push(format!("what rests on fewer than {LEAST} is hidden, and so is what would tell it"));
    report.response_rates.retain(|rate| rate.n >= LEAST);
    for section in &mut report.packages {
        cover(section);
    }
}

fn cover(section: &mut Section) {
    let ns: Vec<u64> = section.rows.iter().map(|row| row.n.unwrap_or(0)).collect();
    let Hidden { rows, total } = hidden(&ns);
    for (row, _) in section.rows.iter_mut().zip(&rows).filter(|(_, hides)| **hides) {
        let (id, name, shop) = (row.id.clone(), row.name.clone(), row.shop.clone());
        *row = Row { id, name, shop, n: None, score: None, response_rate: None, numbers: Numbers::default() };
    }
    if total || section.n.is_some_and(|n| n < LEAST) {
        (section.n, section.index, section.numbers) = (None, None, Numbers::default());
    }
    // How a few ended tells as much of them as how many they are.
    let few = |n: Option<u64>| n.is_some_and(|n| (1..LEAST).contains(&n));
    if section.n.is_none() || few(section.completed) || few(section.partial) || few(section.repeated) {
        (section.completed, section.partial, section.repeated) = (None, None, None);
    }
    let is_enough = |score: &Score| score.answers >= LEAST;
    section.index = section.index.filter(is_enough);
    thin(&mut section.numbers);
    for row in &mut section.rows {
        row.score = row.score.filter(is_enough);
        thin(&mut row.numbers);
        row.response_rate = row.response_rate.take().filter(|rate| rate.n >= LEAST);
    }
}

/// Takes away what rests on fewer answers than its row does on responses.
fn thin(numbers: &mut Numbers) {
    if numbers.levels.first().is_some_and(|Level { of, .. }| *of < LEAST) {
        numbers.levels.clear();
    }
    numbers.top_box = numbers.top_box.filter(|top| top.of >= LEAST);
    numbers.recommendation = numbers.recommendation.filter(|found| found.n >= LEAST);
    for then in [&mut numbers.before, &mut numbers.year_ago] {
        *then = then.take().filter(|Then { n, .. }| *n == 0 || *n >= LEAST);
    }
}

/// Which rows are hidden, and whether their total is.
#[derive(Debug, PartialEq, Eq)]
struct Hidden {
    rows: Vec<bool>,
    total: bool,
}

/// Hides rows below the least, and the smallest of the others with them until what is hidden is a group of its own: two
/// rows or more with the least between them, whose total leaves open how it is divided. Where nothing is left to hide,
/// the total goes too.
fn hidden(ns: &[u64]) -> Hidden {
    let mut rows: Vec<bool> = ns.iter().map(|n| *n < LEAST).collect();
    loop {
        let inside: Vec<u64> = ns.iter().zip(&rows).filter(|(_, hides)| **hides).map(|(n, _)| *n).collect();
        if inside.is_empty() || is_open(&inside) {
            return Hidden { rows, total: false };
        }
        let shown = ns.iter().enumerate().filter(|(at, _)| !rows[*at]);
        let Some((smallest, _)) = shown.min_by_key(|(_, n)| **n) else { return Hidden { rows, total: true } };
        rows[smallest] = true;
    }
}

fn is_open(inside: &[u64]) -> bool {
    let (sum, rows) = (inside.iter().sum::<u64>(), inside.len() as u64);
    let all_full = inside.iter().all(|n| *n == LEAST - 1);
    rows >= 2 && sum >= LEAST && sum > rows && !all_full
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    #[test]
    fn a_single_small_row_takes_the_next_smallest_with_it() {
        let of = |ns: &[u64]| {
            let hidden = hidden(ns);
            let seen = ns.iter().zip(hidden.rows).map(|(n, hides)| if hides { 0 } else { *n });
            (seen.collect::<Vec<_>>(), hidden.total)
        };
        assert_eq!(of(&[20, 7, 3, 9]), (vec![20, 0, 0, 9], false));
        assert_eq!(of(&[20, 7, 3, 4]), (vec![20, 7, 0, 0], false));
        assert_eq!(of(&[20, 7]), (vec![20, 7], false));
        assert_eq!(of(&[1, 1, 20, 7]), (vec![0, 0, 20, 0], false), "two of them are each one");
        assert_eq!(of(&[4, 4, 20, 7]), (vec![0, 0, 20, 0], false), "eight of two below five are four each");
        assert_eq!(of(&[3]), (vec![0], true));
        assert_eq!(of(&[6, 3]), (vec![0, 0], false));
        assert_eq!(of(&[2, 2]), (vec![0, 0], true));
    }

    /// All ways to divide a sum among so many rows of at least one.
    fn divisions(sum: u64, rows: usize) -> Vec<Vec<u64>> {
        match rows {
            0 => {
                if sum == 0 {
                    vec![Vec::new()]
                } else {
                    Vec::new()
                }
            }
            _ => (1..=sum)
                .flat_map(|first| {
                    divisions(sum - first, rows - 1)
                        .into_iter()
                        .map(move |rest| [&[first][..], &rest].concat())
                })
                .collect(),
        }
    }

    #[test]
    fn no_hidden_number_follows_from_the_total_and_what_is_shown() {
        let mut random = ChaCha20Rng::seed_from_u64(7);
        for round in 0..4_000 {
            let rows = 1 + (random.next_u32() % 6) as usize;
            let ns: Vec<u64> = (0..rows).map(|_| 1 + u64::from(random.next_u32() % 12)).collect();
            let Hidden { rows, total } = hidden(&ns);
            for (n, hides) in ns.iter().zip(&rows) {
                assert!(*hides || *n >= LEAST, "{ns:?} in round {round}");
            }
            let inside: Vec<u64> =
                ns.iter().zip(&rows).filter(|(_, hides)| **hides).map(|(n, _)| *n).collect();
            if total || inside.is_empty() {
                assert!(total <= !inside.is_empty());
                continue;
            }
            let sum: u64 = ns.iter().sum();
            let shown: u64 = ns.iter().zip(&rows).filter(|(_, hides)| !**hides).map(|(n, _)| *n).sum();
            assert!(sum - shown >= LEAST, "{ns:?}");
            // Whatever fits the total and would be hidden as well: each row can be another number in one of them.
            let fitting: Vec<Vec<u64>> = divisions(sum - shown, inside.len())
                .into_iter()
                .filter(|division| division.iter().any(|n| *n < LEAST))
                .collect();
            for at in 0..inside.len() {
                let first = fitting[0][at];
                assert!(fitting.iter().any(|division| division[at] != first), "{ns:?} tells {first}");
            }
        }
    }
}
