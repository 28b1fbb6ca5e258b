use crate::app::App;
use crate::complaint::{app as with_complaints, complaint, number};
use crate::tablet::{Tablet, completed, through};
use handover_domain::record::Record;
use handover_domain::wire::{Receipt, Status};

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

fn held(receipt: &Receipt, tablet: &Tablet) -> u64 {
    receipt.held.iter().find(|(epoch, _)| *epoch == tablet.epoch).unwrap().1
}

/// Whether head office has less of the journal than it said before, as docs/protocol.md has tablets see it.
fn went_back(before: &Receipt, now: &Receipt, tablet: &Tablet) -> bool {
    let new = now.results.iter().filter(|entry| entry.status == Status::Stored).count() as u64;
    through(now, tablet.epoch) < through(before, tablet.epoch)
        || held(now, tablet) - new < held(before, tablet)
}

/// A copy of the folder, taken while nothing is written.
fn backup(app: &mut App) -> App {
    app.kill();
    let copy = app.copy();
    app.serve(&[]);
    copy
}

#[test]
fn after_an_old_backup_was_put_back_everything_is_offered_again_and_taken_once() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 30);
    let first = tablet.send(&app, &records[..10]);
    let old = backup(&mut app);
    let second = tablet.send(&app, &records[10..]);
    assert_eq!((held(&second, &tablet), went_back(&first, &second, &tablet)), (30, false));

    app.restore(&old);
    let next = write(&mut tablet, 1);
    let restored = tablet.send(&app, &next);
    assert_eq!((held(&restored, &tablet), through(&restored, tablet.epoch)), (11, 10));
    assert!(went_back(&second, &restored, &tablet), "the tablet sees that it has to offer them again");
    assert!(app.cli(&["audit"]).out.contains("tablet 1: 11–30 missing"));

    let again = tablet.send(&app, &records[10..]);
    assert!(again.results.iter().all(|entry| entry.status == Status::Stored));
    assert_eq!((held(&again, &tablet), went_back(&restored, &again, &tablet)), (31, false));
    let twice = tablet.send(&app, &records);
    assert!(twice.results.iter().all(|entry| entry.status == Status::Duplicate));
    assert_eq!(app.audit(), "audit: 1 tablet, 31 records, chain whole");
    assert_eq!(app.report(&[])["packages"][0]["completed"], 31);
}

#[test]
fn a_hole_that_a_backup_left_within_a_journal_shows_in_what_is_held() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 9);
    tablet.send(&app, &records[4..6]);
    let old = backup(&mut app);
    let before = tablet.send(&app, &records[7..]);
    app.restore(&old);
    let receipt = tablet.send(&app, &[]);
    assert_eq!((held(&receipt, &tablet), through(&receipt, tablet.epoch)), (2, 0));
    assert!(went_back(&before, &receipt, &tablet));
    tablet.send(&app, &records);
    assert_eq!(app.audit(), "audit: 1 tablet, 9 records, chain whole");
}

#[test]
fn what_was_erased_before_the_backup_stays_erased() {
    let mut app = with_complaints();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().wrote("漏油").call("王先生", "+8613800138000"));
    tablet.send(&app, std::slice::from_ref(&record));
    let before = held(&tablet.send(&app, &[]), &tablet);
    app.cli(&["erase", &number(&record), "--everything"]).success();
    assert_eq!(held(&tablet.send(&app, &[]), &tablet), before, "an erasure takes no record away");
    let old = backup(&mut app);
    let later = tablet.complain(&complaint());
    tablet.send(&app, std::slice::from_ref(&later));

    app.restore(&old);
    let receipt = tablet.send(&app, &[record, later]);
    assert_eq!(receipt.results[0].status, Status::Duplicate);
    assert_eq!(receipt.results[1].status, Status::Stored);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts WHERE name = 'contact'"), 0);
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
}
