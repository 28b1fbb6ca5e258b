use crate::app::{App, JSON};
use crate::file::{closed, import, put};
use crate::tablet::{BATCHES, Tablet, completed};
use chrono::TimeDelta;
use handover_domain::hash::Hash;
use handover_domain::record::Record;
use handover_domain::wire::{Batch, Reason, Status, Tip};

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

/// Puts the tablet back to an earlier end of its journal.
fn cut(tablet: &mut Tablet, records: &[Record], seq: usize) {
    (tablet.seq, tablet.prev) = (seq as u64, records[seq - 1].hash());
}

fn audit(app: &App) -> String {
    app.cli(&["audit"]).out
}

#[test]
fn an_end_that_was_announced_and_cut_off_is_found_when_the_tablet_speaks_again() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 15);
    tablet.send_with(&app, &records[..10], tablet.tip());
    let said = audit(&app);
    assert!(said.contains("note: 11–15 announced on ") && said.contains(", not here yet"), "{said}");
    assert_eq!(app.audit(), "audit: 1 tablet, 10 records, chain whole", "what is on its way is no finding");
    let announced = tablet.tip().hash.to_string();

    cut(&mut tablet, &records, 12);
    tablet.send_with(&app, &records[10..12], tablet.tip());
    let said = audit(&app);
    let found = format!(
        "tablet 1: the tablet once announced 15 (hash {}…) and now ends at 12: its end was cut off",
        &announced[..12]
    );
    assert!(said.contains(&found), "{said}");
    assert_eq!(app.audit(), "audit: 1 finding");

    let anew = write(&mut tablet, 5);
    tablet.send_with(&app, &anew, tablet.tip());
    let said = audit(&app);
    assert!(said.contains("tablet 1: 15 is another record than the tablet once announced there"), "{said}");
    assert_eq!(app.audit(), "audit: 1 finding", "it is longer than ever, and still not what it was");
}

#[test]
fn two_ends_at_one_place_are_a_fork() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 4);
    tablet.send_with(&app, &records[..2], tablet.tip());
    let other = Tip { hash: Hash::of(b"clone"), ..tablet.tip() };
    tablet.send_with(&app, &[], other);
    let said = audit(&app);
    assert!(said.contains("tablet 1: the tablet announced two records at 4, "), "{said}");
    assert_eq!(app.audit(), "audit: 1 finding");
    tablet.send_with(&app, &records[2..], tablet.tip());
    let said = audit(&app);
    assert!(said.contains("4 is another record than the tablet once announced there"), "{said}");
}

#[test]
fn late_and_repeated_batches_cut_nothing_off() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 5);
    let early = tablet.announcing(&records[..5], tablet.tip());
    let on_a_stick = closed(&[tablet.announcing(&records[..2], tablet.tip())], &tablet.key);
    let more = write(&mut tablet, 5);
    std::thread::sleep(std::time::Duration::from_millis(5));
    tablet.send_with(&app, &[records, more].concat(), tablet.tip());
    for _ in 0..2 {
        app.post(BATCHES, &early, &[JSON]);
        import(&app, &put(&app, "a.handover", &on_a_stick)).success();
    }
    assert_eq!(app.audit(), "audit: 1 tablet, 10 records, chain whole");
}

#[test]
fn a_clock_that_jumped_cuts_nothing_off() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 9);
    let tips: Vec<Tip> = (1..)
        .zip(&records)
        .map(|(seq, record)| Tip { epoch: tablet.epoch, seq, hash: record.hash() })
        .collect();
    let sent = |at: usize, years: i64| {
        let mut batch = Batch { head: Some(tips[at - 1]), ..tablet.batch(&records[at - 1..at]) };
        batch.sent_at += TimeDelta::days(365 * years);
        assert_eq!(app.post(BATCHES, &tablet.signed(&batch), &[JSON]).status, 200);
        app.audit()
    };
    for (at, years) in [(1, 0), (2, 10), (3, 10), (4, -10), (5, 0), (6, 0), (7, 20), (8, 0), (9, 0)] {
        let said = sent(at, years);
        assert!(said.ends_with(", chain whole"), "{at}: {said}");
    }
}

#[test]
fn what_was_announced_and_never_came_is_a_finding_once_another_journal_has_begun() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 9);
    tablet.send_with(&app, &records[..6], tablet.tip());
    assert!(app.audit().ends_with("chain whole"));
    tablet.begin_anew();
    let anew = write(&mut tablet, 1);
    tablet.send_with(&app, &anew, tablet.tip());
    let said = audit(&app);
    assert!(said.contains("tablet 1: 7–9 announced on "), "{said}");
    assert!(
        said.contains("not here, and the tablet has begun another journal since without a word of them"),
        "{said}"
    );
    assert_eq!(app.audit(), "audit: 1 finding");
}

#[test]
fn a_journal_of_which_nothing_came_is_listed_all_the_same() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    write(&mut tablet, 3);
    assert_eq!(tablet.send_with(&app, &[], tablet.tip()).contiguous_through, []);
    let said = audit(&app);
    assert!(said.contains("0 records, highest 0: ok") && said.contains("note: 1–3 announced on "), "{said}");
    tablet.begin_anew();
    let record = write(&mut tablet, 1);
    tablet.send_with(&app, &record, tablet.tip());
    assert!(audit(&app).contains("tablet 1: 1–3 announced on "));
}

#[test]
fn words_that_have_served_are_not_kept() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    for _ in 0..20 {
        let record = write(&mut tablet, 1);
        tablet.send_with(&app, &record, tablet.tip());
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM announced"), 1);
    app.sql("DELETE FROM records WHERE seq = 20; UPDATE epochs SET highest = 19, held = 19");
    assert!(audit(&app).contains("note: 20 announced on "));
}

#[test]
fn the_end_of_an_empty_journal_says_nothing_and_one_beyond_counting_is_passed_over() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let empty = tablet.tip();
    let record = write(&mut tablet, 1);
    for tip in [empty, Tip { seq: u64::MAX, ..tablet.tip() }] {
        let status = tablet.send_with(&app, &record, tip).results[0].status;
        assert!(matches!(status, Status::Stored | Status::Duplicate));
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM announced"), 0);
    let nonsense = String::from_utf8(
        serde_json::to_vec(&Batch { head: Some(tablet.tip()), ..tablet.batch(&[]) }).unwrap(),
    );
    let nonsense = nonsense.unwrap().replace(&tablet.tip().hash.to_string(), "no hash");
    let body = tablet.key.sign(handover_domain::wire::Type::Batch, nonsense.as_bytes()).to_json();
    app.post(BATCHES, body.as_bytes(), &[JSON]).refused(Reason::Unreadable);
}
