//! What a tablet lost by its own account, and what of it is here all the same.

use super::found::{Found, short_id};
use handover_domain::chain::{Link, range};
use handover_domain::record::Loss;

/// A loss by the tablet's own account, which is none where everything is here.
pub(super) fn tell(links: &[Link], loss: &Loss, found: &mut Found) {
    let places = range(loss.from, loss.through);
    let sent = match loss.pending {
        0 => "all of it had been sent".to_owned(),
        1 => "1 of its records had not been sent".to_owned(),
        n => format!("{n} of its records had not been sent"),
    };
    let journal = loss.epoch.to_string();
    let account =
        format!("lost: {places} of journal {}, by the tablet's own account; {sent}", short_id(&journal));
    let here =
        ranges(links.iter().map(|link| link.seq).filter(|seq| (loss.from..=loss.through).contains(seq)));
    match here.as_slice() {
        [(from, through)] if (*from, *through) == (loss.from, loss.through) => {
            found.notes.push(format!("{account}; all of it is here"));
        }
        [] => found.findings.push(format!("{account}; none of it is here")),
        some => {
            let some: Vec<String> = some.iter().map(|(from, through)| range(*from, *through)).collect();
            found.findings.push(format!("{account}; only {} here", are(&some)));
        }
    }
}

/// The places of a range, first and last, that no loss speaks of.
pub(super) fn without((mut from, through): (u64, u64), losses: &[&Loss]) -> Vec<(u64, u64)> {
    let mut losses: Vec<(u64, u64)> = losses.iter().map(|loss| (loss.from, loss.through)).collect();
    losses.sort_unstable();
    let mut rest = Vec::new();
    for (first, last) in losses {
        if from < first.min(through + 1) {
            rest.push((from, through.min(first - 1)));
        }
        from = from.max(last + 1);
    }
    if from <= through {
        rest.push((from, through));
    }
    rest
}

fn are(ranges: &[String]) -> String {
    let verb = if ranges.len() == 1 && !ranges[0].contains('–') { "is" } else { "are" };
    format!("{} {verb}", ranges.join(", "))
}

/// Sorted numbers as ranges.
fn ranges(numbers: impl Iterator<Item = u64>) -> Vec<(u64, u64)> {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for n in numbers {
        match ranges.last_mut() {
            Some((_, last)) if n <= *last + 1 => *last = n,
            _ => ranges.push((n, n)),
        }
    }
    ranges
}
