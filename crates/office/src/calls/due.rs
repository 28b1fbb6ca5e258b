//! When the next call is due (`F1`), by the visit and the calls so far, and by when a question is to be answered (`F2`).
//!
//! Days are those of the shop and of whoever called, as they wrote them, so that no time zone moves them.

use super::{Call, Kind, Outcome, Visited};
use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate};
use handover_domain::visit::Visit;

/// The first call comes within so many days after a service.
const AFTER_SERVICE: u64 = 3;
/// And within so many after a delivery.
const AFTER_DELIVERY: u64 = 7;
/// The second one comes so many days after the first that reached the customer.
const SECOND: u64 = 7;
/// What could not be answered at once is answered within so many days.
const ANSWER: u64 = 2;

/// A call that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Which one.
    pub kind: Kind,
    /// The first day for it.
    pub from: NaiveDate,
    /// The last; none where there is no such day.
    pub last: Option<NaiveDate>,
    /// The moment that the customer asked for.
    pub at: Option<DateTime<FixedOffset>>,
}

impl Due {
    /// How many days it is late on a day.
    pub fn late(&self, on: NaiveDate) -> i64 {
        self.last.map_or(0, |last| (on - last).num_days().max(0))
    }

    fn agreed(kind: Kind, at: DateTime<FixedOffset>) -> Self {
        Self { kind, from: at.date_naive(), last: Some(at.date_naive()), at: Some(at) }
    }
}

/// So many days later; the calendar's end comes after every call.
fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The last day for the first call after a visit.
pub fn first_until(visited: &Visited) -> NaiveDate {
    later(
        visited.day,
        match visited.visit {
            Visit::Service => AFTER_SERVICE,
            Visit::Delivery => AFTER_DELIVERY,
        },
    )
}

/// The day of the second call: a week after the first that reached the customer; none where none did.
pub fn second_on(standing: &[&Call]) -> Option<NaiveDate> {
    let first = |call: &&&Call| call.kind.follows_up() && call.kind != Kind::Second;
    let reached = standing.iter().filter(first).find(|call| call.outcome == Outcome::Reached)?;
    Some(later(reached.day(), SECOND))
}

/// The next call that a visit is owed, by the entries that stand; none where there is nothing more to call about.
pub fn after_visit(visited: &Visited, standing: &[&Call]) -> Option<Due> {
    let made: Vec<&Call> = standing.iter().copied().filter(|call| call.kind.follows_up()).collect();
    let second_on = second_on(&made);
    let first = Kind::first(visited.visit);
    let kind = if second_on.is_some() { Kind::Second } else { first };
    if let Some(last) = made.last() {
        if last.outcome.ends() {
            return None;
        }
        if let Some(at) = last.again {
            return Some(Due::agreed(kind, at));
        }
    }
    if made.iter().any(|call| call.kind == Kind::Second && call.outcome == Outcome::Reached) {
        return None;
    }
    Some(match second_on {
        Some(day) => Due { kind, from: day, last: Some(day), at: None },
        // On the day of the visit itself there is nothing to tell yet.
        None => Due { kind, from: later(visited.day, 1), last: Some(first_until(visited)), at: None },
    })
}

/// The call to a customer whose last visit was on this day, once that is longer ago than so many months; none where one
/// was made that reached somebody, or is to be made at a time that was asked for.
pub fn lapsed(last_visit: NaiveDate, months: u32, standing: &[&Call]) -> Option<Due> {
    let made = standing.iter().rfind(|call| call.kind == Kind::Lapsed);
    if made.is_some_and(|call| call.again.is_some() || call.outcome != Outcome::NotReached) {
        return None;
    }
    let gone = last_visit.checked_add_months(Months::new(months))?;
    Some(Due { kind: Kind::Lapsed, from: later(gone, 1), last: None, at: None })
}

/// The call at a time that was asked for, about a complaint or why a customer stopped coming.
pub fn again(kind: Kind, standing: &[&Call]) -> Option<Due> {
    let made = standing.iter().rfind(|call| call.kind == kind);
    Some(Due::agreed(kind, made?.again?))
}

/// Whether a customer still waits for what a call could not answer: nobody has reached them since with nothing left open.
pub fn waits(call: &Call, standing: &[&Call]) -> bool {
    let answered = |later: &&Call| {
        (later.at, later.id) > (call.at, call.id) && later.outcome == Outcome::Reached && !later.supervisor
    };
    call.supervisor && !standing.iter().any(answered)
}

/// The last day for the answer to what a call could not answer.
pub fn answer_until(call: &Call) -> NaiveDate {
    later(call.day(), ANSWER)
}
