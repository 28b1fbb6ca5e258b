//! What staff see of their tablet: counts, and complaints merged from the journal and head office's feed.

use crate::support;
use chrono::{NaiveDate, TimeDelta};
use handover_domain::complaint::{
    Category, Complaint, Course, Department, Done, Number, Severity, Step, StepKind,
};
use handover_domain::ids::{Epoch, OrderRef, PersonId, RecordId};
use handover_domain::moment;
use handover_domain::record::{Glance, Kind, Mode, Outcome};
use handover_domain::shop::{Books, Counts, week};
use handover_domain::wire::Feed;
use uuid::Uuid;

fn glance(id: u128, kind: Kind, at: &str) -> Glance {
    Glance {
        id: RecordId(Uuid::from_u128(id)),
        kind,
        outcome: None,
        mode: Mode::Live,
        captured_at: moment::parse(at).unwrap().into(),
        complaint: None,
        step: None,
        handover: None,
    }
}

fn order(name: &str) -> Option<OrderRef> {
    OrderRef::new(name).ok()
}

fn complaint(seq: u64) -> Complaint {
    Complaint {
        number: Number::issue(42, Epoch(Uuid::from_u128(7)), seq),
        category: Category::Other,
        department: Department::Service,
        severity: Severity::Ordinary,
        contact: true,
    }
}

fn feed(complaints: Vec<Course>) -> Feed {
    let shop = support::config(&[], 1).shop;
    Feed { protocol: 1, shop, version: 1, complaints, visits: Vec::new() }
}

fn done(record: u128, kind: StepKind, at: &str) -> Done {
    let by = PersonId::new("p9").unwrap();
    Done {
        record: RecordId(Uuid::from_u128(record)),
        kind,
        remedy: None,
        by,
        at: moment::parse(at).unwrap().into(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn counts_are_of_these_days_of_this_mode_and_a_rate_is_of_handovers() {
    let mut books = Books::default();
    let response = |id, outcome, at, handover| Glance {
        outcome: Some(outcome),
        handover,
        ..glance(id, Kind::Response, at)
    };
    let handover = |id, at, name| Glance { handover: order(name), ..glance(id, Kind::Handover, at) };
    for one in [
        handover(1, "2026-11-24T09:00:00+08:00", "RO-1"),
        response(2, Outcome::Completed, "2026-11-24T09:05:00+08:00", order("RO-1")),
        handover(3, "2026-11-26T09:00:00+08:00", "RO-2"),
        response(4, Outcome::Partial, "2026-11-26T09:05:00+08:00", order("RO-2")),
        handover(5, "2026-11-26T10:00:00+08:00", "RO-3"),
        response(6, Outcome::Completed, "2026-11-26T10:05:00+08:00", order("RO-3")),
        response(7, Outcome::Completed, "2026-11-26T11:00:00+08:00", None),
        Glance { mode: Mode::Training, ..response(8, Outcome::Completed, "2026-11-26T11:00:00+08:00", None) },
        Glance { complaint: Some(complaint(9)), ..glance(9, Kind::Complaint, "2026-11-26T12:00:00+08:00") },
        glance(10, Kind::DeviceEvent, "2026-11-26T12:00:00+08:00"),
    ] {
        books.add(one);
    }
    let today = books.counts(Mode::Live, day("2026-11-26"));
    assert_eq!(today, Counts { handovers: 2, answered: 1, surveys: 2, complaints: 1 });
    assert_eq!(today.response_rate(), Some(50));
    let week = books.counts(Mode::Live, day("2026-11-23"));
    assert_eq!((week.handovers, week.answered, week.response_rate()), (3, 2, Some(67)));
    assert_eq!(books.counts(Mode::Live, day("2026-11-27")).response_rate(), None, "no handover, no rate");
    assert_eq!(books.counts(Mode::Training, day("2026-11-23")).surveys, 1);
    let (one, two) = (order("RO-1").unwrap(), order("RO-2").unwrap());
    assert!(books.is_answered(&one) && !books.is_answered(&two));
    assert_eq!(books.handed_over(&two).unwrap().as_str(), "2026-11-26T09:00:00+08:00");
    assert_eq!(books.handed_over(&order("RO-9").unwrap()), None);
}

#[test]
fn a_week_begins_on_monday() {
    for at in ["2026-11-23T00:00:00+08:00", "2026-11-26T10:00:00+08:00", "2026-11-29T23:59:59+08:00"] {
        assert_eq!(week(moment::parse(at).unwrap()), day("2026-11-23"), "{at}");
    }
}

#[test]
fn complaints_of_the_journal_and_of_the_feed_are_one_list_with_all_steps() {
    let mut books = Books::default();
    let at = "2026-11-26T10:00:00+08:00";
    let own = complaint(1);
    books.add(Glance { complaint: Some(own.clone()), ..glance(1, Kind::Complaint, at) });
    let step = |id, number: &Number, kind, at| Glance {
        step: Some(Step { number: number.clone(), kind, remedy: None, by: PersonId::new("p1").unwrap() }),
        ..glance(id, Kind::ComplaintStep, at)
    };
    books.add(step(2, &own.number, StepKind::PassedOn, "2026-11-26T10:20:00+08:00"));
    let elsewhere = complaint(77);
    books.add(step(3, &elsewhere.number, StepKind::Contacted, "2026-11-26T10:30:00+08:00"));
    books.add(step(4, &complaint(99).number, StepKind::Contacted, at));

    let alone = books.complaints(Mode::Live, None, TimeDelta::zero());
    assert_eq!(alone.len(), 1, "of what is not known of here yet, nothing can be shown");

    // Head office has the step of record 2 already, and one that was taken elsewhere before it.
    let mut known = Course::new(own.clone(), moment::parse(at).unwrap().into());
    known.add([
        done(2, StepKind::PassedOn, "2026-11-26T10:20:00+08:00"),
        done(8, StepKind::PassedOn, "2026-11-26T10:10:00+08:00"),
    ]);
    let other = Course::new(elsewhere.clone(), moment::parse("2026-11-26T09:00:00+08:00").unwrap().into());
    let feed = feed(vec![known, other]);
    let all = books.complaints(Mode::Live, Some(&feed), TimeDelta::zero());
    let seen: Vec<_> =
        all.iter().map(|course| (course.complaint.number.clone(), course.steps.len())).collect();
    // The other one's customer was spoken with, so that its next clock runs until tomorrow.
    assert_eq!(seen, [(own.number.clone(), 2), (elsewhere.number, 1)]);
    let clock = all[0].clocks()[0];
    assert_eq!(clock.met, moment::parse("2026-11-26T10:10:00+08:00"), "the earliest counts");
    assert_eq!(books.place_of(&own), Some(0));

    // The tablet's clock is an hour behind: what only it knows of is moved, what head office tells is not.
    let late = books.complaints(Mode::Live, None, TimeDelta::hours(1));
    assert_eq!(late[0].captured_at.as_str(), "2026-11-26T11:00:00+08:00");
    assert_eq!(late[0].steps[0].at.as_str(), "2026-11-26T11:20:00+08:00");
}

#[test]
fn what_is_due_first_stands_first_and_closed_ones_last() {
    let mut books = Books::default();
    for (seq, at) in
        [(1, "2026-11-26T09:00:00+08:00"), (2, "2026-11-26T08:00:00+08:00"), (3, "2026-11-26T07:00:00+08:00")]
    {
        books.add(Glance { complaint: Some(complaint(seq)), ..glance(seq.into(), Kind::Complaint, at) });
    }
    let mut closed = Course::new(complaint(3), moment::parse("2026-11-26T07:00:00+08:00").unwrap().into());
    closed.add([done(30, StepKind::Satisfied, "2026-11-26T07:30:00+08:00")]);
    let all = books.complaints(Mode::Live, Some(&feed(vec![closed])), TimeDelta::zero());
    let seen: Vec<_> = all.iter().map(|course| course.complaint.number.clone()).collect();
    assert_eq!(seen, [complaint(2), complaint(1), complaint(3)].map(|complaint| complaint.number));
}
