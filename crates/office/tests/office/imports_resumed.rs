//! Imports that are cut off and run again, and files that were taken before.

use crate::app::App;
use crate::file::{file, import, put, read_back, stick};
use crate::tablet::{Tablet, completed};
use handover_domain::record::Record;
use std::fs;
use std::time::Duration;

/// Everything that follows from what came, without the moments at which it came.
const FACTS: [&str; 7] = [
    "SELECT shop || id || device || epoch || seq || hash || header || day || ahead FROM records",
    "SELECT shop || record || name || reader || length(data) FROM parts",
    "SELECT shop || record || package || advisor || order_ref || outcome || day || counted FROM responses",
    "SELECT shop || record || question || option || kind || coalesce(CAST(number AS TEXT), '') || ms FROM answers",
    "SELECT shop || facet || span || member || cell || '.' || n1 || '.' || n2 || '.' || n3 || '.' || n4 || '.' || n5 FROM rollup",
    "SELECT shop || device || epoch || contiguous || highest || held FROM epochs",
    "SELECT shop || id || hash FROM conflicts",
];

/// The facts of a head office, sorted.
fn facts(app: &App) -> Vec<Vec<String>> {
    FACTS.iter().map(|query| app.texts(query)).collect()
}

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    let survey = |i: usize| completed().order(&format!("RO-{}", i % 7)).answer("overall", "fair").wrote("好");
    (0..n).map(|i| tablet.write(&survey(i))).collect()
}

/// Files of three tablets, four of each, in folders of their own.
fn fill(app: &App) -> Vec<Tablet> {
    let mut tablets: Vec<Tablet> = (0..3).map(|_| Tablet::enrolled(app)).collect();
    for (n, tablet) in tablets.iter_mut().enumerate() {
        fs::create_dir_all(stick(app).join(format!("shop {n}/week"))).unwrap();
        for part in 0..4 {
            let records = write(tablet, 160);
            let batches: Vec<&[Record]> = records.chunks(8).collect();
            put(app, &format!("shop {n}/week/{part}.handover"), &file(tablet, &batches));
        }
    }
    tablets
}

#[test]
fn an_import_that_is_killed_again_and_again_comes_to_what_one_that_is_not_comes_to() {
    let mut app = App::start();
    let tablets = fill(&app);
    app.kill();
    let other = app.copy();
    let (folder, back) = (stick(&app), other.folder.path().join("back"));
    let folder = folder.to_str().unwrap();
    fs::create_dir(&back).unwrap();
    other.cli(&["import", folder, "--receipts", back.to_str().unwrap()]).success();

    let mut within = 0;
    for delay in (0..).map(|n| 60 + 17 * n) {
        let before = app.number("SELECT COUNT(*) FROM records");
        let mut running = app.spawn(&["import", folder]);
        std::thread::sleep(Duration::from_millis(delay));
        running.kill().unwrap();
        let ended = running.wait().unwrap();
        let here = app.number("SELECT COUNT(*) FROM records");
        assert_eq!(here % 8, 0, "only whole batches");
        within += usize::from(here > before && here < 12 * 160);
        if ended.success() || here == 12 * 160 {
            break;
        }
    }
    assert!(within > 0, "it was never killed while it was under way");
    let said = app.cli(&["import", folder]);
    assert!(said.success && said.out.ends_with("12 of 12 files imported.\n"), "{}{}", said.out, said.err);
    assert_eq!(facts(&app), facts(&other));
    assert_eq!(app.audit(), "audit: 3 tablets, 1920 records, chain whole");
    for (n, tablet) in tablets.iter().enumerate() {
        for part in 0..4 {
            let name = format!("shop {n}/week/{part}.receipts");
            for path in [stick(&app).join(&name), back.join(&name)] {
                let (receipts, _) = read_back(tablet, &path);
                assert_eq!(receipts.iter().map(|receipt| receipt.results.len()).sum::<usize>(), 160);
            }
        }
        let left = fs::read_dir(stick(&app).join(format!("shop {n}/week"))).unwrap();
        let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        // Who is killed between the last byte and the renaming leaves a hidden file.
        assert_eq!(left.filter(|name| !name.starts_with('.')).count(), 8, "files and their receipts");
    }
}

#[test]
fn a_file_that_was_taken_is_not_read_again_unless_its_receipts_are_gone_or_other_ones() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 6);
    let path = put(&app, "a.handover", &file(&tablet, &[&records[..3], &records[3..]]));
    let back = path.with_extension("receipts");
    import(&app, &path).success();
    let receipts = fs::read(&back).unwrap();
    let again = import(&app, &path);
    again.success();
    assert!(again.out.contains("a.handover: taken before; its receipts are in "), "{}", again.out);
    assert_eq!(fs::read(&back).unwrap(), receipts);

    // Receipts of another file under this name are none of it.
    let more = write(&mut tablet, 2);
    let other = put(&app, "b.handover", &file(&tablet, &[&more]));
    import(&app, &other).success();
    fs::copy(other.with_extension("receipts"), &back).unwrap();
    let again = import(&app, &path);
    assert!(again.out.contains("6 records: 0 stored, 6 here before"), "{}", again.out);
    assert_eq!(read_back(&tablet, &back).0.len(), 2);
    fs::remove_file(&back).unwrap();
    assert!(import(&app, &path).out.contains("6 here before"));
    assert_eq!(read_back(&tablet, &back).0.len(), 2);
    // And another file under this name is another file.
    fs::copy(&other, &path).unwrap();
    assert!(import(&app, &path).out.contains("2 records: 0 stored, 2 here before"));
    assert_eq!(app.audit(), "audit: 1 tablet, 8 records, chain whole");
}

#[test]
fn after_an_old_backup_was_put_back_a_file_is_taken_once_more() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    app.kill();
    let backup = app.copy();
    app.serve(&[]);
    let records = write(&mut tablet, 3);
    let path = put(&app, "a.handover", &file(&tablet, &[&records]));
    import(&app, &path).success();
    app.restore(&backup);
    let said = import(&app, &path);
    assert!(said.out.contains("3 records: 3 stored"), "{}", said.out);
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}

#[test]
fn a_folder_is_looked_through_to_its_depths_and_what_is_not_ours_is_named_and_left_alone() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let folder = stick(&app);
    fs::create_dir_all(folder.join("north/may")).unwrap();
    for name in ["c.handover", "north/b.HANDOVER", "north/may/a.handover"] {
        let records = write(&mut tablet, 2);
        put(&app, name, &file(&tablet, &[&records]));
    }
    put(&app, "north/notes.txt", b"not ours");
    put(&app, "north/may/old.receipts", b"not ours to read");
    put(&app, "north/may/._a.handover", b"what another system keeps beside a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("north/round")).unwrap();
    let said = import(&app, &folder);
    said.success();
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[0].starts_with("Left alone, as no tablet calls a file so: "), "{}", said.out);
    assert!(lines[0].contains("north/notes.txt") && !lines[0].contains("north/may"), "{}", said.out);
    assert!(said.out.ends_with("3 of 3 files imported.\n"), "{}", said.out);
    for name in ["c", "north/b", "north/may/a"] {
        assert_eq!(read_back(&tablet, &folder.join(name).with_extension("receipts")).0.len(), 1);
    }
    assert!(said.err.is_empty(), "no bar where there is no terminal: {}", said.err);
}
