//! What synthetic tablets have in their journals.

use chrono::{DateTime, FixedOffset, TimeDelta};
use handover_domain::complaint::{Course, Done, Severity};
use handover_domain::hash::Hash;
use handover_domain::moment::Written as Moment;
use handover_domain::record::{Core, Kind, Outcome};
use handover_domain::session::Kiosk;
use handover_domain::wire::{Advisor, Config, PublishedPackage};
use handover_synthetic::{Place, Span, Tablet};
use std::collections::BTreeSet;
use std::sync::Arc;

const CONFIG: &str = include_str!("../../domain/tests/golden/config.json");
const PACKAGES: [&str; 2] = [
    include_str!("../../../questionnaires/service.json"),
    include_str!("../../../questionnaires/delivery.json"),
];

fn kiosk() -> Arc<Kiosk> {
    let mut config = Config::parse(CONFIG.as_bytes()).unwrap();
    config.packages = PACKAGES.map(|text| PublishedPackage(text.into())).to_vec();
    let other = Advisor { id: "a2".to_owned().try_into().unwrap(), name: "Li Qiang".into() };
    config.advisors.push(other);
    Arc::new(Kiosk::new(config).unwrap())
}

fn span(seed: u64, days: u32) -> Span {
    let now = DateTime::parse_from_rfc3339("2026-11-26T18:30:00+08:00").unwrap();
    Span { seed, shops: 6, days, now }
}

/// The open heads of a shop's only tablet, whose chain is checked on the way.
fn heads(span: Span, shop: usize) -> Vec<Core> {
    let (mut prev, mut heads) = (Hash::NONE, Vec::new());
    for (seq, written) in (1..).zip(Tablet::new(span, Place { shop, tablet: 0, of: 1 }, kiosk())) {
        let written = written.unwrap();
        let core = written.record.check().unwrap().core;
        assert_eq!((core.seq, core.prev, written.tip.hash), (seq, prev, written.record.hash()));
        prev = written.tip.hash;
        heads.push(core);
    }
    heads
}

fn times(heads: &[Core]) -> Vec<DateTime<FixedOffset>> {
    heads.iter().map(|core| core.captured_at).collect()
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_seed_another() {
    let once = heads(span(7, 4), 0);
    assert!(once.len() > 20, "{}", once.len());
    assert_eq!(once, heads(span(7, 4), 0));
    assert_ne!(times(&once), times(&heads(span(8, 4), 0)));
}

#[test]
fn everything_happens_in_its_order_within_the_span() {
    let span = span(1, 10);
    let times = times(&heads(span, 3));
    assert!(times.is_sorted());
    assert!(times[0] > span.now - TimeDelta::days(10), "{}", times[0]);
    assert!(*times.last().unwrap() <= span.now);
    assert!(span.now - *times.last().unwrap() < TimeDelta::days(1));
}

#[test]
fn a_clock_that_is_wrong_is_wrong_all_along() {
    let span = span(1, 10);
    let place = Place { shop: 4, tablet: 0, of: 1 };
    let off = span.clock_off(place);
    let heads = heads(span, 4);
    assert_ne!(off, TimeDelta::zero());
    assert!(heads[0].clock_suspect && !heads[1].clock_suspect);
    assert!(span.now + off - heads.last().unwrap().captured_at < TimeDelta::days(1));
    assert_eq!(span.clock_off(Place { shop: 3, ..place }), TimeDelta::zero());
}

#[test]
fn most_customers_answer_some_leave_midway_and_some_do_not_begin() {
    for shop in 0..6 {
        let heads = heads(span(1, 60), shop);
        let count = |of: &dyn Fn(&Core) -> bool| heads.iter().filter(|core| of(core)).count();
        let handovers = count(&|core| core.kind == Kind::Handover);
        let completed = count(&|core| core.outcome == Some(Outcome::Completed));
        let partial = count(&|core| core.outcome == Some(Outcome::Partial));
        let nothing = count(&|core| core.kind == Kind::DeviceEvent);
        assert_eq!(handovers, completed + partial + nothing);
        assert!(partial > 0 && nothing > partial, "{partial} {nothing}");
        let rate = completed * 100 / handovers;
        assert!((52..=92).contains(&rate), "shop {shop}: {rate} % of {handovers}");
    }
}

#[test]
fn complaints_are_of_every_severity_and_their_clocks_are_met_or_missed() {
    let (mut severities, mut met, mut missed) = (BTreeSet::new(), 0, 0);
    for shop in 0..4 {
        let heads = heads(span(1, 90), shop);
        for head in &heads {
            let Some(complaint) = &head.complaint else { continue };
            severities.insert(complaint.severity.to_string());
            let mut course = Course::new(complaint.clone(), Moment::from(head.captured_at));
            for step in &heads {
                if let Some(told) = step.step.as_ref().filter(|told| told.number == complaint.number) {
                    assert_eq!(course.may(told.kind, true), Ok(()), "{} of {}", told.kind, told.number);
                    course.add([Done {
                        record: step.id,
                        kind: told.kind,
                        remedy: told.remedy,
                        by: told.by.clone(),
                        at: Moment::from(step.captured_at),
                    }]);
                }
            }
            for clock in course.clocks() {
                if clock.met.is_some_and(|met| met <= clock.due) { met += 1 } else { missed += 1 }
            }
        }
    }
    let all = [Severity::Grievance, Severity::Ordinary, Severity::Major];
    assert_eq!(severities, all.map(|severity| severity.to_string()).into());
    assert!(met > missed && missed > 20, "{met} met, {missed} missed");
}

#[test]
fn in_one_shop_surveys_come_in_bursts() {
    let quickest = |shop| {
        let heads = heads(span(1, 30), shop);
        let surveys = heads.iter().filter(|core| core.kind == Kind::Response).cloned();
        let times = times(&surveys.collect::<Vec<_>>());
        times.windows(5).map(|five| five[4] - five[0]).min().unwrap()
    };
    assert!(quickest(2) < TimeDelta::minutes(5), "{}", quickest(2));
    assert!(quickest(3) > TimeDelta::minutes(10), "{}", quickest(3));
}
