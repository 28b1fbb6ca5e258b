use crate::app::App;
use crate::tablet::{Tablet, completed, through as seq_through};
use handover_domain::wire::Status;

#[test]
fn the_same_batch_twice_changes_nothing() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records: Vec<_> = (0..3).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
    tablet.send(&app, &records);
    let before = app.report(&[]);
    let again = tablet.send(&app, &records);
    assert!(again.results.iter().all(|entry| entry.status == Status::Duplicate));
    let within = tablet.send(&app, &[&records[..], &records[..]].concat());
    assert_eq!(within.results.len(), 6);
    assert_eq!(app.report(&[]), before);
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}

#[test]
fn other_bytes_under_a_taken_id_are_kept_beside_it() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let first = completed().answer("overall", "very_satisfied");
    let core = tablet.core(&first);
    let kept = tablet.seal(&core, &first);
    let other = tablet.seal(&core, &first.clone().answer("cleanliness", "fair"));
    let receipt = tablet.send(&app, &[kept.clone(), other.clone()]);
    let statuses: Vec<_> = receipt.results.iter().map(|entry| entry.status).collect();
    assert_eq!(statuses, [Status::Stored, Status::Conflict]);
    assert!(receipt.results[1].reason.as_deref().unwrap().contains("both are kept"));
    assert_eq!(receipt.results[1].hash, other.hash());
    assert_eq!(tablet.send(&app, &[other]).results[0].status, Status::Conflict);
    assert_eq!(tablet.send(&app, &[kept]).results[0].status, Status::Duplicate);
    assert_eq!(app.number("SELECT COUNT(*) FROM conflicts"), 1);
    assert_eq!(app.report(&[])["packages"][0]["levels"][0]["n"], 1);
    let audit = app.cli(&["audit"]);
    assert!(!audit.success && audit.out.contains("both are kept"), "{}", audit.out);
    assert_eq!(app.audit(), "audit: 1 finding");
}

#[test]
fn a_cloned_profile_is_stored_and_reported_as_a_fork() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records: Vec<_> = (0..2).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
    tablet.send(&app, &records);
    let other = completed().answer("overall", "satisfied");
    let mut core = tablet.core(&other);
    (core.seq, core.prev) = (2, records[0].hash());
    let clone = tablet.seal(&core, &other);
    assert_eq!(tablet.send(&app, &[clone]).results[0].status, Status::Stored);
    let audit = app.cli(&["audit"]);
    assert!(audit.out.contains("tablet 1: two records claim seq 2 (fork)"), "{}", audit.out);
}

#[test]
fn a_gap_is_acknowledged_only_up_to_its_edge_and_closes_later() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records: Vec<_> = (0..9).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
    let through = |sent: &[_]| seq_through(&tablet.send(&app, sent), tablet.epoch);
    assert_eq!(through(&records[4..6]), 0);
    assert_eq!(through(&records[..2]), 2);
    assert_eq!(through(&records[8..]), 2);
    let audit = app.cli(&["audit"]);
    assert!(
        audit.out.contains("tablet 1: 3–4 missing") && audit.out.contains("7–8 missing"),
        "{}",
        audit.out
    );
    assert_eq!(through(&records[2..4]), 6);
    assert_eq!(through(&records[6..8]), 9);
    assert_eq!(app.audit(), "audit: 1 tablet, 9 records, chain whole");
}

#[test]
fn an_erased_record_is_not_resurrected() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair").wrote("please forget me"));
    let id = tablet.core(&completed()).shop;
    let record_id = record.check().unwrap().core.id;
    app.sql(&format!(
        "INSERT INTO erased (shop, record, part, erased_at) VALUES ('{id}', '{record_id}', '*', 0)"
    ));
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Erased);
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts"), 0);
}

#[test]
fn a_clock_ten_years_off_is_corrected_in_reports_and_never_refused() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().at("2016-11-22T10:00:00+08:00").answer("overall", "fair"));
    let mut batch = tablet.batch(&[record]);
    batch.sent_at -= chrono::TimeDelta::days(3653);
    let answer = app.post(crate::tablet::BATCHES, &tablet.signed(&batch), &[crate::app::JSON]);
    assert_eq!(tablet.receipt(&answer).results[0].status, Status::Stored);
    assert_eq!(app.number("SELECT COUNT(DISTINCT span) FROM rollup WHERE facet = '' AND length(span) = 10 AND span >= '2026-01-01'"), 1);
}
