//! What may happen while a file is imported.

use crate::app::{App, JSON, peak};
use crate::file::{file, import, put, read_back};
use crate::tablet::{BATCHES, Tablet, completed};
use handover_domain::record::Record;
use std::fs;
use std::time::Duration;

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

#[test]
fn files_are_taken_while_the_service_takes_batches() {
    let app = App::start();
    let mut offline = Tablet::enrolled(&app);
    let mut online = Tablet::enrolled(&app);
    let records = write(&mut offline, 400);
    let batches: Vec<&[Record]> = records.chunks(50).collect();
    let path = put(&app, "a.handover", &file(&offline, &batches));
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| import(&app, &path));
        while !importing.is_finished() {
            let record = online.write(&completed().answer("overall", "fair"));
            let body = online.body(&[record]);
            // Whoever waits too long is told to come again, as a tablet does.
            while app.post(BATCHES, &body, &[JSON]).status != 200 {}
        }
        importing.join().unwrap().success();
    });
    assert!(online.seq > 1, "{}", online.seq);
    assert_eq!(app.audit(), format!("audit: 2 tablets, {} records, chain whole", 400 + online.seq));
}

#[test]
fn while_another_program_writes_an_import_waits_and_reading_does_not() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 2);
    let path = put(&app, "a.handover", &file(&tablet, &[&records]));
    let lock = app.lock();
    let mut waiting = app.spawn(&["import", path.to_str().unwrap()]);
    assert_eq!(app.audit(), "audit: 1 tablet, 0 records, chain whole");
    assert_eq!(waiting.try_wait().unwrap(), None);
    drop(lock);
    assert!(waiting.wait().unwrap().success());
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let mut peak = |n: usize| {
        let survey = || completed().answer("overall", "fair").wrote("好");
        let records: Vec<Record> = (0..n).map(|_| tablet.write(&survey())).collect();
        let batches: Vec<&[Record]> = records.chunks(25).collect();
        let path = put(&app, "a.handover", &file(&tablet, &batches));
        let mut import = app.spawn(&["import", path.to_str().unwrap()]);
        let highest = peak(&mut import);
        (highest, fs::metadata(path).unwrap().len() / 1024)
    };
    let (small, large) = (peak(50), peak(1500));
    assert!(large.1 > small.1 + 7 * 1024, "{small:?} {large:?}");
    assert!(large.0 < small.0 + 5 * 1024, "{small:?} {large:?}");
    assert_eq!(app.audit(), "audit: 1 tablet, 1550 records, chain whole");
}

#[test]
fn a_killed_import_leaves_batches_that_are_whole_and_receipts_only_of_a_whole_file() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 300);
    let batches: Vec<&[Record]> = records.chunks(50).collect();
    let path = put(&app, "a.handover", &file(&tablet, &batches));
    for delay in [20, 80, 150, 250, 400, 600, 900] {
        let mut import = app.spawn(&["import", path.to_str().unwrap()]);
        std::thread::sleep(Duration::from_millis(delay));
        import.kill().unwrap();
        import.wait().unwrap();
        let here = app.number("SELECT COUNT(*) FROM records");
        assert!(here % 50 == 0, "{here} after {delay} ms");
        if path.with_extension("receipts").exists() {
            read_back(&tablet, &path.with_extension("receipts"));
            assert_eq!(here, 300, "a receipt is a promise");
        }
    }
    import(&app, &path).success();
    assert_eq!(app.audit(), "audit: 1 tablet, 300 records, chain whole");
    assert_eq!(app.report(&[])["packages"][0]["completed"], 300);
}
