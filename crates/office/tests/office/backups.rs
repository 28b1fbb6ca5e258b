use crate::app::App;
use crate::tablet::{Tablet, completed};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use handover_domain::wire::Status;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Head office with something of everything, and where its backup is.
fn backed_up() -> (App, Tablet, PathBuf) {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let survey =
        |order| completed().order(order).advisor("a1").answer("overall", "fair").wrote("=1+1, \"好\"\n");
    let records = ["R-1", "R-1", "R-2"].map(|order| tablet.write(&survey(order)));
    tablet.send(&app, &records);
    let file = app.folder.path().join("all.backup");
    let said = app.cli(&["backup", file.to_str().unwrap()]);
    assert!(said.success && said.out.contains("3 records, "), "{}{}", said.out, said.err);
    (app, tablet, file)
}

/// A head office of its own that was filled from the file and given the keys of another.
fn restored(file: &Path, keys_of: &App, mut app: App) -> App {
    let said = app.cli(&["restore", file.to_str().unwrap()]);
    assert!(said.success && said.out.contains("Now put the key files into"), "{}{}", said.out, said.err);
    fs::create_dir(app.data().join("keys")).unwrap();
    for key in fs::read_dir(keys_of.data().join("keys")).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(key.path(), app.data().join("keys").join(key.file_name())).unwrap();
    }
    app.serve(&[]);
    app
}

fn everything(app: &App) -> Vec<String> {
    let commands: [&[&str]; 4] = [
        &["report", "--from", "2000-01-01", "--to", "2099-12-31", "--by", "advisor", "--format", "json"],
        &["comments", "--from", "2000-01-01", "--to", "2099-12-31"],
        &["device", "list"],
        &["audit"],
    ];
    commands.iter().map(|command| app.cli(command).out).collect()
}

#[test]
fn a_backup_of_a_running_head_office_is_restored_with_all_that_was_in_it() {
    let (app, mut tablet, file) = backed_up();
    let before = everything(&app);
    let again = restored(&file, &app, App::unused());
    assert_eq!(everything(&again), before);
    let fresh = tablet.write(&completed().answer("overall", "satisfied"));
    assert_eq!(tablet.send(&again, &[fresh]).results[0].status, Status::Stored);
    assert_eq!(again.audit(), "audit: 1 tablet, 4 records, chain whole");
}

#[test]
fn it_is_restored_into_the_other_kind_of_database_too() {
    let (app, _, file) = backed_up();
    let before = everything(&app);
    let elsewhere = restored(&file, &app, App::unused_file());
    assert_eq!(everything(&elsewhere), before);
    let moved = app.folder.path().join("moved.backup");
    elsewhere.cli(&["backup", moved.to_str().unwrap()]).success();
    let back = restored(&moved, &app, App::unused());
    assert_eq!(everything(&back), before);
}

#[test]
fn a_backup_that_is_not_whole_changes_nothing() {
    let (app, _, file) = backed_up();
    let mut text = String::new();
    GzDecoder::new(fs::File::open(&file).unwrap()).read_to_string(&mut text).unwrap();
    let written = |name: &str, text: &str| {
        let path = app.folder.path().join(name);
        let mut gzip = GzEncoder::new(fs::File::create(&path).unwrap(), Compression::fast());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap();
        path
    };
    let bytes = fs::read(&file).unwrap();
    let cut = app.folder.path().join("cut");
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let foreign = app.folder.path().join("foreign");
    fs::write(&foreign, "id;name\n1;Li\n").unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let target = App::unused();
    for (path, said) in [
        (cut, "ends too early or was altered"),
        (foreign, "is no backup that head office made"),
        (written("edited", &text.replace("\"R-2\"", "\"R-3\"")), "was altered"),
        (written("without-end", &lines[..lines.len() - 1].concat()), "ends too early"),
        (written("row-less", &text.replacen(lines[2], "", 1)), "was altered"),
        (written("more", &format!("{text}[]\n")), "was altered"),
        (written("later", &text.replacen(":1,", ":2,", 1)), "a later one"),
        (written("nonsense", &text.replacen("\n[", "\n[{},", 1)), "is not one that head office wrote"),
        (app.folder.path().join("nowhere"), "cannot be used"),
    ] {
        let told = target.cli(&["restore", path.to_str().unwrap()]);
        assert!(!told.success && told.err.contains(said), "{}: {}", path.display(), told.err);
        assert!(told.err.contains("nothing was changed"), "{}", told.err);
    }
    // Nothing came of it: the whole one still finds an empty database.
    target.cli(&["restore", file.to_str().unwrap()]).success();
}

#[test]
fn nothing_is_restored_over_what_is_there_and_no_file_is_written_over() {
    let (app, _, file) = backed_up();
    let said = app.cli(&["restore", file.to_str().unwrap()]);
    assert!(!said.success && said.err.contains("the database is not empty"), "{}", said.err);
    let said = app.cli(&["backup", file.to_str().unwrap()]);
    assert!(!said.success && said.err.contains("is there already"), "{}", said.err);
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}
