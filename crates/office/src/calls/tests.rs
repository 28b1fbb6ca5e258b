//! The arithmetic of calls: on which days they are due, how late they are, and what counts as reached.

use super::due::{after_visit, again, answer_until, first_until, lapsed, second_on, waits};
use super::{About, Call, Due, Kind, Outcome, Rate, Survey, Visited, standing};
use chrono::{DateTime, FixedOffset, NaiveDate};
use handover_domain::ids::{OrderRef, PersonId, RecordId, ShopId};
use handover_domain::visit::Visit;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn visited(visit: Visit, on: &str) -> Visited {
    Visited { visit, day: day(on), advisor: None, model: None }
}

fn call(kind: Kind, outcome: Outcome, when: &str) -> Call {
    Call {
        shop: ShopId::new("demo").unwrap(),
        id: RecordId(Uuid::now_v7()),
        about: About::Order(OrderRef::new("RO-1").unwrap()),
        kind,
        at: at(when),
        by: PersonId::new("care.1").unwrap(),
        outcome,
        survey: Survey::None,
        again: None,
        supervisor: false,
        corrects: None,
        sealed: None,
    }
}

impl Call {
    fn again(mut self, when: &str) -> Self {
        self.again = Some(at(when));
        self
    }

    fn correcting(mut self, other: &Self) -> Self {
        self.corrects = Some(other.id);
        self
    }

    fn surveyed(mut self, survey: Survey) -> Self {
        self.survey = survey;
        self
    }

    fn supervised(mut self) -> Self {
        self.supervisor = true;
        self
    }
}

fn due(visited: &Visited, calls: &[Call]) -> Option<Due> {
    after_visit(visited, &standing(calls))
}

/// Which call, from which day to which.
fn days(visited: &Visited, calls: &[Call]) -> (Kind, String, String) {
    let due = due(visited, calls).unwrap();
    (due.kind, due.from.to_string(), due.last.unwrap().to_string())
}

fn expected(kind: Kind, from: &str, last: &str) -> (Kind, String, String) {
    (kind, from.into(), last.into())
}

#[test]
fn the_first_call_is_due_from_the_day_after_to_three_days_after_a_service_and_seven_after_a_delivery() {
    let service = visited(Visit::Service, "2026-11-20");
    assert_eq!(days(&service, &[]), expected(Kind::AfterService, "2026-11-21", "2026-11-23"));
    let due = due(&service, &[]).unwrap();
    let late = ["2026-11-20", "2026-11-23", "2026-11-24", "2026-12-01"].map(|on| due.late(day(on)));
    assert_eq!(late, [0, 0, 1, 8], "the last day is still in time");
    let delivery = visited(Visit::Delivery, "2026-11-20");
    assert_eq!(days(&delivery, &[]), expected(Kind::AfterDelivery, "2026-11-21", "2026-11-27"));
}

#[test]
fn days_are_counted_over_the_leap_day_and_over_the_end_of_a_year() {
    let first = |on| first_until(&visited(Visit::Service, on)).to_string();
    assert_eq!(first("2028-02-27"), "2028-03-01", "2028 has a 29 February");
    assert_eq!(first("2027-02-27"), "2027-03-02");
    assert_eq!(first("2026-12-30"), "2027-01-02");
    assert_eq!(first_until(&visited(Visit::Delivery, "2028-02-22")).to_string(), "2028-02-29");
    let reached = call(Kind::AfterService, Outcome::Reached, "2028-02-22T10:00:00+08:00");
    assert_eq!(second_on(&standing(&[reached])), Some(day("2028-02-29")));
}

#[test]
fn a_call_is_of_the_day_it_has_where_it_was_made_in_whatever_time_zone_that_is() {
    let visited = visited(Visit::Service, "2026-11-20");
    for (when, second) in [
        ("2026-11-21T00:30:00+08:00", "2026-11-28"), // the 20th in UTC
        ("2026-11-21T23:30:00-10:00", "2026-11-28"), // the 22nd in UTC
        ("2026-11-21T23:59:59Z", "2026-11-28"),
        ("2026-11-22T00:00:00Z", "2026-11-29"),
    ] {
        let made = call(Kind::AfterService, Outcome::Reached, when);
        assert_eq!(days(&visited, &[made]), expected(Kind::Second, second, second), "{when}");
    }
    let later = call(Kind::AfterService, Outcome::Later, "2026-11-21T10:00:00+08:00");
    let later = later.again("2026-11-23T00:10:00+08:00");
    assert_eq!(
        days(&visited, &[later]),
        expected(Kind::AfterService, "2026-11-23", "2026-11-23"),
        "the customer's 23rd, although it is the 22nd in UTC"
    );
}

#[test]
fn the_second_call_comes_a_week_after_the_first_that_reached_somebody_and_is_the_last() {
    let visited = visited(Visit::Service, "2026-11-01");
    let missed = call(Kind::AfterService, Outcome::NotReached, "2026-11-02T10:00:00Z");
    let mut calls = vec![missed];
    assert_eq!(
        days(&visited, &calls),
        expected(Kind::AfterService, "2026-11-02", "2026-11-04"),
        "still owed"
    );
    calls.push(call(Kind::AfterService, Outcome::Reached, "2026-11-10T10:00:00Z"));
    assert_eq!(
        days(&visited, &calls),
        expected(Kind::Second, "2026-11-17", "2026-11-17"),
        "late, and a week on"
    );
    calls.push(call(Kind::Second, Outcome::NotReached, "2026-11-17T10:00:00Z"));
    assert_eq!(days(&visited, &calls), expected(Kind::Second, "2026-11-17", "2026-11-17"));
    calls.push(call(Kind::Second, Outcome::Reached, "2026-11-18T10:00:00Z"));
    assert_eq!(due(&visited, &calls), None);
}

#[test]
fn whoever_asks_for_another_time_is_due_then_and_not_before() {
    let visited = visited(Visit::Delivery, "2026-11-01");
    let later =
        call(Kind::AfterDelivery, Outcome::Later, "2026-11-03T10:00:00Z").again("2026-11-20T15:00:00Z");
    let due_then = due(&visited, std::slice::from_ref(&later)).unwrap();
    assert_eq!((due_then.from, due_then.at), (day("2026-11-20"), Some(at("2026-11-20T15:00:00Z"))));
    assert_eq!([day("2026-11-20"), day("2026-11-22")].map(|on| due_then.late(on)), [0, 2]);
    let missed = call(Kind::AfterDelivery, Outcome::NotReached, "2026-11-20T15:01:00Z");
    let calls = [later, missed];
    assert_eq!(
        days(&visited, &calls),
        expected(Kind::AfterDelivery, "2026-11-02", "2026-11-08"),
        "as before"
    );
    let reached =
        call(Kind::AfterDelivery, Outcome::Reached, "2026-11-21T10:00:00Z").again("2026-12-24T09:00:00Z");
    let [later, missed] = calls;
    assert_eq!(days(&visited, &[later, missed, reached]), expected(Kind::Second, "2026-12-24", "2026-12-24"));
}

#[test]
fn nobody_is_called_who_wants_no_calls_or_whose_number_is_wrong_until_somebody_notes_otherwise() {
    let visited = visited(Visit::Service, "2026-11-01");
    for outcome in [Outcome::Declined, Outcome::WrongNumber] {
        let ended = call(Kind::AfterService, outcome, "2026-11-02T10:00:00Z");
        assert_eq!(due(&visited, std::slice::from_ref(&ended)), None, "{outcome:?}");
        let found = call(Kind::AfterService, Outcome::NotReached, "2026-11-03T10:00:00Z");
        assert!(due(&visited, &[ended, found]).is_some(), "{outcome:?}");
    }
}

#[test]
fn an_entry_that_was_corrected_counts_for_nothing() {
    let visited = visited(Visit::Service, "2026-11-01");
    let wrong = call(Kind::AfterService, Outcome::Reached, "2026-11-02T10:00:00Z").surveyed(Survey::Full);
    let right = call(Kind::AfterService, Outcome::NotReached, "2026-11-02T10:00:00Z").correcting(&wrong);
    let calls = [wrong, right];
    assert_eq!(days(&visited, &calls), expected(Kind::AfterService, "2026-11-02", "2026-11-04"));
    let mut rate = Rate::default();
    rate.add(&visited, &standing(&calls), (day("2026-11-01"), day("2026-11-30")));
    assert_eq!(rate, Rate { due: 1, reached: 0, surveyed: 0 });
}

#[test]
fn a_customer_has_lapsed_the_day_after_so_many_months_and_is_called_once() {
    let since = |last: &str, months| lapsed(day(last), months, &[]).unwrap().from.to_string();
    assert_eq!(since("2025-11-26", 12), "2026-11-27");
    assert_eq!(since("2028-02-29", 12), "2029-03-01", "there is no 29 February in 2029");
    assert_eq!(since("2026-08-31", 6), "2027-03-01");
    let missed = call(Kind::Lapsed, Outcome::NotReached, "2026-11-27T10:00:00Z");
    let calls = [missed];
    assert!(lapsed(day("2025-11-26"), 12, &standing(&calls)).is_some());
    let [missed] = calls;
    let later = call(Kind::Lapsed, Outcome::Later, "2026-11-28T10:00:00Z").again("2026-12-01T10:00:00Z");
    let calls = [missed, later];
    assert_eq!(lapsed(day("2025-11-26"), 12, &standing(&calls)), None);
    assert_eq!(again(Kind::Lapsed, &standing(&calls)).unwrap().from, day("2026-12-01"));
    let reached = [call(Kind::Lapsed, Outcome::Reached, "2026-12-01T10:00:00Z")];
    assert_eq!(lapsed(day("2025-11-26"), 12, &standing(&reached)), None);
    let visited = visited(Visit::Service, "2026-11-30");
    assert_eq!(
        days(&visited, &reached),
        expected(Kind::AfterService, "2026-12-01", "2026-12-03"),
        "why somebody stopped coming is no follow-up of a visit"
    );
}

#[test]
fn a_question_waits_for_two_days_until_a_call_that_leaves_nothing_open() {
    let asked = call(Kind::AfterService, Outcome::Reached, "2026-11-20T23:00:00+08:00").supervised();
    assert_eq!(answer_until(&asked), day("2026-11-22"));
    let missed = call(Kind::Second, Outcome::NotReached, "2026-11-21T10:00:00+08:00");
    let open = call(Kind::Second, Outcome::Reached, "2026-11-22T10:00:00+08:00").supervised();
    let calls = [asked.clone(), missed, open.clone()];
    assert!(waits(&asked, &standing(&calls)) && waits(&open, &standing(&calls)));
    let [asked, missed, open] = calls;
    let answered = call(Kind::Second, Outcome::Reached, "2026-11-23T10:00:00+08:00");
    let calls = [asked, missed, open, answered];
    assert!(!calls.iter().any(|call| waits(call, &standing(&calls))));
}

#[test]
fn calls_count_on_their_last_day_and_are_reached_whenever_that_was() {
    let visited = visited(Visit::Service, "2026-11-01");
    let rate = |calls: &[Call], from: &str, to: &str| {
        let mut rate = Rate::default();
        rate.add(&visited, &standing(calls), (day(from), day(to)));
        (rate.due, rate.reached, rate.surveyed)
    };
    assert_eq!(rate(&[], "2026-11-01", "2026-11-03"), (0, 0, 0), "its last day is the fourth");
    assert_eq!(rate(&[], "2026-11-04", "2026-11-04"), (1, 0, 0));
    assert_eq!(rate(&[], "2026-11-05", "2026-11-30"), (0, 0, 0));
    let later =
        call(Kind::AfterService, Outcome::Later, "2026-11-04T10:00:00Z").again("2026-11-05T10:00:00Z");
    assert_eq!(rate(std::slice::from_ref(&later), "2026-11-01", "2026-11-30"), (1, 0, 0), "not yet");
    let reached = call(Kind::AfterService, Outcome::Reached, "2026-11-05T10:00:00Z").surveyed(Survey::Full);
    let calls = [later, reached];
    assert_eq!(rate(&calls, "2026-11-04", "2026-11-04"), (1, 1, 1));
    assert_eq!(rate(&calls, "2026-11-01", "2026-11-30"), (2, 1, 1), "the second is due on the twelfth");
    let [later, reached] = calls;
    let declined = call(Kind::Second, Outcome::Declined, "2026-11-12T10:00:00Z");
    assert_eq!(rate(&[later, reached, declined], "2026-11-01", "2026-11-30"), (2, 2, 1));
}
