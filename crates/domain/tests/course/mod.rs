//! A complaint's course: steps as a set, and the clocks of `C4`.

use handover_domain::complaint::{
    Category, Complaint, Course, Deadline, Department, Done, HOUR_MS, NotNow, Number, Severity, StepKind,
};
use handover_domain::ids::{Epoch, PersonId, RecordId};
use handover_domain::moment;
use proptest::prelude::*;
use uuid::Uuid;

const CAPTURED: &str = "2026-11-21T10:00:00+08:00";

fn course(severity: Severity, contact: bool) -> Course {
    let complaint = Complaint {
        number: Number::issue(42, Epoch(Uuid::from_u128(7)), 12),
        category: Category::Fitting,
        department: Department::Service,
        severity,
        contact,
    };
    Course::new(complaint, moment::parse(CAPTURED).unwrap().into())
}

fn step(record: u128, kind: StepKind, minutes: i64) -> Done {
    let at = moment::parse(CAPTURED).unwrap() + chrono::TimeDelta::minutes(minutes);
    Done {
        record: RecordId(Uuid::from_u128(record)),
        kind,
        remedy: None,
        by: PersonId::new("p1").unwrap(),
        at: at.into(),
    }
}

fn at(minutes: i64) -> chrono::DateTime<chrono::FixedOffset> {
    moment::parse(CAPTURED).unwrap() + chrono::TimeDelta::minutes(minutes)
}

#[test]
fn each_severity_has_its_clocks_and_who_left_no_contact_has_one() {
    let hours = |severity, contact| {
        let clocks = course(severity, contact).clocks();
        clocks.iter().map(|clock| clock.left_ms(at(0)) * 10 / HOUR_MS).collect::<Vec<_>>()
    };
    assert_eq!(hours(Severity::Grievance, true), [5, 20, 240, 480]);
    assert_eq!(hours(Severity::Ordinary, true), [5, 20, 240, 480]);
    assert_eq!(hours(Severity::Major, true), [5, 240, 480, 720]);
    assert_eq!(hours(Severity::Major, false), [5]);
}

#[test]
fn the_next_clock_is_the_first_that_was_not_stopped() {
    let mut course = course(Severity::Ordinary, true);
    assert_eq!(course.next().unwrap().deadline, Deadline::ToDepartment);
    course.add([step(1, StepKind::PassedOn, 20)]);
    let next = course.next().unwrap();
    assert_eq!((next.deadline, next.left_ms(at(130)) / 60_000), (Deadline::FirstContact, -10), "overdue");
    // Who agreed was spoken with.
    course.add([step(2, StepKind::Agreed, 200)]);
    assert_eq!(course.next().unwrap().deadline, Deadline::Revisit);
    let contact = course.clocks()[1];
    assert_eq!(contact.left_ms(at(9999)) / 60_000, -80, "it stopped late, and stays so");
    course.add([step(3, StepKind::Satisfied, 300)]);
    assert_eq!(course.next(), None);
    assert!(course.is_closed());
}

#[test]
fn steps_are_refused_with_a_reason() {
    let mut open = course(Severity::Ordinary, true);
    assert_eq!(open.may(StepKind::RemedyApproved, true), Err(NotNow::NoRemedy));
    assert_eq!(open.may(StepKind::CarriedOut, true), Err(NotNow::NoRemedy));
    open.add([step(1, StepKind::RemedyChosen, 1)]);
    assert_eq!(open.may(StepKind::RemedyChosen, true), Err(NotNow::Before));
    assert_eq!(open.may(StepKind::CarriedOut, true), Err(NotNow::NotApproved));
    assert_eq!(open.may(StepKind::RemedyApproved, false), Err(NotNow::ManagerOnly));
    assert_eq!(open.may(StepKind::RemedyApproved, true), Ok(()));
    open.add([step(2, StepKind::RemedyApproved, 2)]);
    assert_eq!(open.may(StepKind::CarriedOut, false), Ok(()));
    open.add([step(3, StepKind::NotSatisfied, 3)]);
    assert_eq!(open.may(StepKind::CarriedOut, true), Err(NotNow::Closed));

    let mut silent = course(Severity::Major, false);
    assert_eq!(silent.may(StepKind::Contacted, true), Err(NotNow::NoContact));
    assert!(!silent.is_closed());
    silent.add([step(4, StepKind::CarriedOut, 4)]);
    assert!(silent.is_closed(), "nobody can be asked whether that satisfied");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two tablets and head office, whatever came from where, and however often.
    #[test]
    fn in_whatever_order_steps_arrive_the_same_course_comes_of_them(
        taken in prop::collection::vec((0_u128..12, 0_usize..10, 0_i64..5000), 0..12),
        order in prop::collection::vec(0_usize..12, 0..40),
    ) {
        let mut steps: Vec<Done> = Vec::new();
        for (record, kind, minutes) in taken {
            if !steps.iter().any(|known| known.record.0.as_u128() == record) {
                steps.push(step(record, StepKind::ALL[kind], minutes));
            }
        }
        let mut whole = course(Severity::Ordinary, true);
        whole.add(steps.clone());
        let mut piecemeal = course(Severity::Ordinary, true);
        for at in order {
            piecemeal.add(steps.get(at).cloned());
        }
        piecemeal.add(steps.into_iter().rev());
        prop_assert_eq!(&piecemeal, &whole);
        for clock in whole.clocks() {
            let earliest = whole.steps.iter().filter_map(|step| step.at.moment()).min();
            prop_assert!(clock.met.is_none() || clock.met >= earliest);
        }
    }
}
