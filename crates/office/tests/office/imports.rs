use crate::app::App;
use crate::file::{closed, file, import, put, read_back, stick};
use crate::tablet::{Tablet, completed, through};
use handover_domain::record::Record;
use handover_domain::slip::Slip;
use handover_domain::wire::Status;
use std::fs;

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

#[test]
fn a_file_is_taken_as_its_batches_would_be_over_the_network() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 120);
    let batches: Vec<&[Record]> = records.chunks(50).collect();
    let path = put(&app, "june.handover", &file(&tablet, &batches));
    let said = import(&app, &path);
    said.success();
    assert!(
        said.out.contains("june.handover: tablet 1 (shop demo), 3 batches, 120 records: 120 stored"),
        "{}",
        said.out
    );
    assert!(said.out.contains("june.receipts; take it back to the tablet"), "{}", said.out);
    assert_eq!(app.audit(), "audit: 1 tablet, 120 records, chain whole");
    assert_eq!(app.report(&[])["packages"][0]["completed"], 120);

    let (receipts, config) = read_back(&tablet, &path.with_extension("receipts"));
    let results: Vec<_> = receipts.iter().flat_map(|receipt| &receipt.results).collect();
    assert_eq!(results.len(), 120);
    for (record, entry) in records.iter().zip(results) {
        assert_eq!((record.hash(), Status::Stored), (entry.hash, entry.status));
    }
    assert_eq!(
        receipts.iter().map(|receipt| through(receipt, tablet.epoch)).collect::<Vec<_>>(),
        [50, 100, 120]
    );
    assert_eq!(receipts[2].held, [(tablet.epoch, 120)]);
    assert_eq!(config, tablet.config);
    assert_eq!(fs::read_dir(stick(&app)).unwrap().count(), 2, "nothing else is left beside them");
}

#[test]
fn a_file_imported_twice_changes_nothing_and_is_answered_again() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 7);
    let path = put(&app, "a.handover", &file(&tablet, &[&records[..4], &records[4..]]));
    import(&app, &path).success();
    fs::remove_file(path.with_extension("receipts")).unwrap();
    let before = app.report(&[]);
    let said = import(&app, &path);
    said.success();
    assert!(said.out.contains("2 batches, 7 records: 0 stored, 7 here before"), "{}", said.out);
    let (receipts, _) = read_back(&tablet, &path.with_extension("receipts"));
    assert!(
        receipts.iter().flat_map(|receipt| &receipt.results).all(|entry| entry.status == Status::Duplicate)
    );
    assert_eq!(app.report(&[]), before);
    assert_eq!(app.audit(), "audit: 1 tablet, 7 records, chain whole");
    assert!(tablet.send(&app, &records).results.iter().all(|entry| entry.status == Status::Duplicate));
}

#[test]
fn what_came_over_the_network_meanwhile_and_what_is_in_conflict_is_told_apart() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 3);
    let survey = completed().answer("overall", "fair");
    let core = tablet.core(&survey);
    let [kept, other] = [(); 2].map(|()| tablet.seal(&core, &survey));
    tablet.send(&app, &[&records[..2], &[kept]].concat());
    let path = put(&app, "a.handover", &file(&tablet, &[&[&records[..], &[other]].concat()]));
    let said = import(&app, &path);
    said.success();
    let told =
        "4 records: 1 stored, 2 here before, 1 in conflict with others of the same id, and kept beside them";
    assert!(said.out.contains(told), "{}", said.out);
}

#[test]
fn what_was_erased_is_not_brought_back_by_a_file() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let whole = tablet.write(&completed().answer("overall", "fair").wrote("forget me"));
    let words = tablet.write(&completed().answer("overall", "fair").wrote("forget my words"));
    tablet.send(&app, std::slice::from_ref(&words));
    let code = Slip::of(2, &words.hash()).to_string();
    app.cli(&["erase", &code]).success();
    let id = whole.check().unwrap().core.id;
    app.sql(&format!("INSERT INTO erased (shop, record, part, erased_at) VALUES ('demo', '{id}', '*', 0)"));
    let path = put(&app, "a.handover", &file(&tablet, &[&[whole, words]]));
    let said = import(&app, &path);
    said.success();
    let told = "2 records: 0 stored, 1 here before, 1 erased before, and not taken again";
    assert!(said.out.contains(told), "{}", said.out);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts WHERE name = 'text'"), 0);
}

#[test]
fn two_copies_of_one_tablet_are_found_out_by_their_files() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 4);
    let one = put(&app, "one.handover", &file(&tablet, &[&records]));
    (tablet.seq, tablet.prev) = (2, records[1].hash());
    let other = write(&mut tablet, 2);
    let other = put(&app, "two.handover", &file(&tablet, &[&other]));
    import(&app, &one).success();
    import(&app, &other).success();
    let audit = app.cli(&["audit"]);
    assert!(!audit.success, "{}", audit.out);
    for seq in [3, 4] {
        assert!(
            audit.out.contains(&format!("tablet 1: two records claim seq {seq} (fork)")),
            "{}",
            audit.out
        );
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 6, "both are kept");
}

#[test]
fn a_folder_is_taken_file_by_file_and_a_bad_one_stops_none_of_the_others() {
    let app = App::start();
    let mut tablets = [Tablet::enrolled(&app), Tablet::enrolled(&app)];
    let back = app.folder.path().join("back");
    fs::create_dir(&back).unwrap();
    for (tablet, name) in tablets.iter_mut().zip(["a.handover", "c.handover"]) {
        let records = write(tablet, 2);
        put(&app, name, &file(tablet, &[&records]));
    }
    put(&app, "b.handover", b"{}\n");
    put(&app, "notes.txt", b"not ours");
    let folder = stick(&app);
    let said = app.cli(&["import", folder.to_str().unwrap(), "--receipts", back.to_str().unwrap()]);
    assert!(!said.success);
    assert!(said.err.contains("b.handover: line 1 cannot be read"), "{}", said.err);
    assert!(said.err.contains("Nothing of it was stored."), "{}", said.err);
    assert!(said.out.ends_with("2 of 3 files imported.\n"), "{}", said.out);
    assert_eq!(app.audit(), "audit: 2 tablets, 4 records, chain whole");
    let mut names: Vec<_> = fs::read_dir(&back).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.receipts", "c.receipts"]);
    read_back(&tablets[1], &back.join("c.receipts"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 4);
}

#[test]
fn two_files_of_one_name_do_not_overwrite_each_others_receipts() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 2);
    let one = put(&app, "a.handover", &file(&tablet, &[&records[..1]]));
    let other = stick(&app).join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("a.handover"), file(&tablet, &[&records[1..]])).unwrap();
    let back = app.folder.path().to_str().unwrap().to_owned();
    let files = [one.to_str().unwrap(), other.to_str().unwrap(), "--receipts", &back];
    let said = app.cli(&[&["import"], &files[..]].concat());
    assert!(!said.success && said.err.contains("another file of this name"), "{}", said.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 1);
}

#[test]
fn the_age_of_a_file_moves_no_day_and_a_clock_that_is_fast_is_corrected() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let body = |tablet: &Tablet, record: &Record, days: i64| {
        let mut batch = tablet.batch(std::slice::from_ref(record));
        batch.sent_at += chrono::TimeDelta::days(days);
        tablet.signed(&batch)
    };
    let old = tablet.write(&completed().at("2026-10-20T10:00:00+08:00").answer("overall", "fair"));
    let fast = tablet.write(&completed().at("2126-01-01T10:00:00+08:00").answer("overall", "fair"));
    let bodies = [body(&tablet, &old, -30), body(&tablet, &fast, 36_525)];
    import(&app, &put(&app, "a.handover", &closed(&bodies, &tablet.key))).success();
    assert_eq!(app.number("SELECT COUNT(*) FROM records WHERE seq = 1 AND day = '2026-10-20'"), 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM records WHERE seq = 2 AND day < '2100-01-01'"), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_receipts_cannot_be_written_the_records_are_here_and_it_is_said() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 2);
    let path = put(&app, "a.handover", &file(&tablet, &[&records]));
    fs::create_dir(path.with_extension("receipts")).unwrap();
    let said = import(&app, &path);
    assert!(!said.success && said.err.contains("its records are safe here"), "{}", said.err);
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
    assert_eq!(fs::read_dir(stick(&app)).unwrap().count(), 2, "what was begun is taken away");
}

#[test]
fn a_configuration_travels_as_a_file_too() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    app.cli(&["advisor", "add", "demo", "a3", "赵云"]).success();
    let path = stick(&app).join("tablet-1.receipts");
    let said = app.cli(&["device", "config", "1", "--file", path.to_str().unwrap()]);
    said.success();
    assert!(said.out.contains("take it to the tablet"), "{}", said.out);
    let (receipts, config) = read_back(&tablet, &path);
    assert!(receipts.is_empty() && config.version > tablet.config.version);
    config.may_replace(&tablet.config).unwrap();
    let file = path.to_str().unwrap();
    assert!(!app.cli(&["device", "config", "9", "--file", file]).success);
    app.cli(&["device", "revoke", "1"]).success();
    let refused = app.cli(&["device", "config", "1", "--file", file]);
    assert!(!refused.success && refused.err.contains("was revoked"), "{}", refused.err);
}
