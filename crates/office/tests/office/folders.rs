use crate::app::{App, program};
use crate::tablet::{Tablet, completed};
use std::fs;

#[test]
fn a_missing_or_other_key_is_never_replaced() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, std::slice::from_ref(&record));
    app.kill();
    let key = app.data().join("keys").join("records.key");
    let held = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let said = app.cli(&["audit"]);
    assert!(!said.success && said.err.contains("records.key is missing"), "{}", said.err);
    assert!(!key.exists());
    fs::copy(app.data().join("keys").join("care.key"), &key).unwrap();
    let said = app.cli(&["audit"]);
    assert!(!said.success && said.err.contains("not readable as a records key"), "{}", said.err);
    let other = String::from_utf8(fs::read(app.data().join("keys").join("care.key")).unwrap()).unwrap();
    fs::write(&key, other.replace("care", "records")).unwrap();
    let said = app.cli(&["audit"]);
    assert!(!said.success && said.err.contains("holds another key"), "{}", said.err);
    fs::write(&key, held).unwrap();
    app.serve(&[]);
    assert_eq!(tablet.send(&app, &[record]).results.len(), 1);
}

#[cfg(unix)]
#[test]
fn only_their_owner_can_read_the_keys() {
    use std::os::unix::fs::PermissionsExt;
    let app = App::start();
    for entry in fs::read_dir(app.data().join("keys")).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_folder_of_someone_else_or_of_a_later_version_is_left_alone() {
    let app = App::start();
    let other = app.folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("letter.txt"), "dear").unwrap();
    let run = |folder: &std::path::Path| {
        let mut command = std::process::Command::new(program());
        let output = command.args(["demo", "--url", "http://x", "--data"]).arg(folder).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let refused = run(&other);
    assert!(refused.contains("left alone"), "{refused}");
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
    fs::remove_file(other.join("letter.txt")).unwrap();
    let later = r#"{"product":"handover-office","version":"9.0.0","format":9}"#;
    fs::write(other.join("handover-office.json"), later).unwrap();
    let refused = run(&other);
    assert!(refused.contains("9.0.0"), "{refused}");
}

#[test]
fn reading_a_folder_that_is_not_there_makes_nothing() {
    let app = App::start();
    let nowhere = app.folder.path().join("nowhere");
    let mut command = std::process::Command::new(program());
    let output = command.args(["audit", "--data"]).arg(&nowhere).output().unwrap();
    assert!(!output.status.success());
    assert!(!nowhere.exists());
}
