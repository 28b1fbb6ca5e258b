use crate::app::{App, Said};
use crate::tablet::{Tablet, completed};
use handover_domain::wire::Status;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The file that the keys of this head office were written to, and its six words.
fn escrow(app: &App, name: &str) -> (PathBuf, String) {
    let path = app.folder.path().join(name);
    let said = app.cli(&["keys", "escrow", "--out", path.to_str().unwrap()]);
    said.success();
    (path, said.out.lines().next().unwrap().to_owned())
}

fn restore(app: &App, path: &Path, words: &str) -> Said {
    let mut command = app.command(&["keys", "restore", path.to_str().unwrap()]);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // Where the file is refused, nobody reads the words.
    let _ = writeln!(child.stdin.take().unwrap(), "{words}");
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { success: output.status.success(), out: text(output.stdout), err: text(output.stderr) }
}

fn keys(app: &App) -> PathBuf {
    app.data().join("keys")
}

fn contents(app: &App) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(keys(app)) else { return Vec::new() };
    let read =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let mut contents: Vec<_> = entries.map(|entry| read(entry.unwrap())).collect();
    contents.sort();
    contents
}

#[test]
fn keys_that_were_lost_come_back_from_one_file_and_six_words() {
    let mut app = App::start();
    app.cli(&["keys", "rotate", "care"]).success();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair").wrote("words"));
    tablet.send(&app, &[record]);
    let before = contents(&app);
    assert_eq!(before.len(), 4);
    let (path, words) = escrow(&app, "keys.escrow");
    assert_eq!(words.split(' ').count(), 6, "{words}");
    let text = fs::read_to_string(&path).unwrap();
    for (_, bytes) in &before {
        let secret = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains(secret.trim().rsplit(' ').next().unwrap()));
    }
    assert!(!words.split(' ').all(|word| text.contains(word)));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    app.kill();
    fs::remove_dir_all(keys(&app)).unwrap();
    assert!(!app.cli(&["audit"]).success);
    let typed = format!("  {}  ", words.to_uppercase().replace(' ', "   "));
    let said = restore(&app, &path, &typed);
    said.success();
    assert_eq!(said.out.lines().filter(|line| line.ends_with(" is restored.")).count(), 4, "{}", said.out);
    assert_eq!(contents(&app), before);
    app.serve(&[]);
    let record = tablet.write(&completed().answer("overall", "fair"));
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    let comments = app.cli(&["comments", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert!(comments.contains("comment: words"), "{comments}");
    // What is there stays as it is.
    let again = restore(&app, &path, &words);
    assert!(again.success && again.out.matches("was there, and is the same").count() == 4, "{}", again.out);
    assert_eq!(contents(&app), before);
}

#[test]
fn a_restored_backup_gets_its_keys_back_in_another_folder() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let (keys_file, words) = escrow(&app, "keys.escrow");
    let backup = app.folder.path().join("all.backup");
    app.cli(&["backup", backup.to_str().unwrap()]).success();
    let mut other = App::unused();
    let said = other.cli(&["restore", backup.to_str().unwrap()]);
    assert!(said.success && said.out.contains("`keys restore`"), "{}{}", said.out, said.err);
    restore(&other, &keys_file, &words).success();
    assert_eq!(contents(&other), contents(&app));
    other.serve(&[]);
    let record = tablet.write(&completed().answer("overall", "fair"));
    assert_eq!(tablet.send(&other, &[record]).results[0].status, Status::Stored);
}

#[test]
fn an_escrow_that_is_older_or_newer_than_the_database_is_told_apart() {
    let mut app = App::start();
    let (old, old_words) = escrow(&app, "old");
    app.kill();
    let before = app.copy();
    app.serve(&[]);
    app.cli(&["keys", "rotate", "records"]).success();
    let (new, new_words) = escrow(&app, "new");
    app.kill();
    let whole = contents(&app);
    fs::remove_dir_all(keys(&app)).unwrap();
    let said = restore(&app, &old, &old_words);
    assert!(!said.success && said.out.contains("records-2.key was made after this escrow"), "{}", said.out);
    assert_eq!(contents(&app).len(), 3, "what is in it is back");
    restore(&app, &new, &new_words).success();
    assert_eq!(contents(&app), whole);

    fs::remove_dir_all(keys(&before)).unwrap();
    let said = restore(&before, &new, &new_words);
    assert!(said.success && said.out.contains("records-2.key is not known to this database"), "{}", said.out);
    let said = before.cli(&["keys", "rotate", "records"]);
    assert!(said.success && said.out.contains("lay there already"), "{}{}", said.out, said.err);
}

#[test]
fn an_escrow_of_before_another_signing_key_gives_back_what_opens() {
    let app = App::start();
    let (path, words) = escrow(&app, "before");
    app.cli(&["keys", "rotate", "signing", "--enrol-anew"]).success();
    fs::remove_dir_all(keys(&app)).unwrap();
    let said = restore(&app, &path, &words);
    assert!(!said.success && said.out.contains("signing-2.key was made after this escrow"), "{}", said.out);
    let names: Vec<String> = contents(&app).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["care.key", "records.key"]);
}

#[test]
fn what_was_retired_does_not_come_back() {
    let app = App::start();
    app.cli(&["keys", "rotate", "care"]).success();
    let (path, words) = escrow(&app, "before");
    let list = app.cli(&["keys", "list"]).out;
    let old = list.lines().find(|line| line.starts_with("care") && line.contains("  old  ")).unwrap();
    app.cli(&["keys", "retire", old.split_whitespace().nth(1).unwrap()]).success();
    restore(&app, &path, &words).success();
    assert!(!keys(&app).join("care.key").exists());
    let (path, _) = escrow(&app, "after");
    assert_eq!(fs::read_to_string(path).unwrap().matches("\"purpose\"").count(), 3);
}

#[test]
fn an_escrow_that_does_not_fit_changes_nothing() {
    let mut app = App::start();
    let (path, words) = escrow(&app, "keys.escrow");
    let other = App::start();
    let (foreign, foreign_words) = escrow(&other, "keys.escrow");
    let text = fs::read_to_string(&path).unwrap();
    app.kill();
    fs::remove_file(keys(&app).join("care.key")).unwrap();
    let here = contents(&app);
    let written = |name: &str, text: &str| {
        let path = app.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let mut mixed: Vec<&str> = words.split(' ').collect();
    mixed.rotate_left(1);
    let no_escrow = "it is no file that `keys escrow` wrote, or it was cut short";
    for (path, words, said) in [
        (path.clone(), mixed.join(" "), "these words do not open it"),
        (path.clone(), foreign_words.clone(), "these words do not open it"),
        (path.clone(), words[..words.len() - 1].to_owned(), "these words do not open it"),
        (path.clone(), String::new(), "there were none"),
        (foreign, foreign_words, "the keys of another head office"),
        (written("cut", &text[..text.len() / 2]), words.clone(), no_escrow),
        (written("empty", ""), words.clone(), no_escrow),
        (written("other", "{\"a\": 1}"), words.clone(), no_escrow),
        (keys(&app).join("records.key"), words.clone(), no_escrow),
        (
            written("altered", &text.replace("\"number\": 1", "\"number\": 2")),
            words.clone(),
            "it was altered",
        ),
        (
            written("later", &text.replace("\"handover_keys\": 1", "\"handover_keys\": 2")),
            words.clone(),
            "a later version",
        ),
        (app.folder.path().join("nowhere"), words.clone(), "No such file"),
    ] {
        let told = restore(&app, &path, &words);
        assert!(!told.success && told.err.contains(said), "{}: {}{}", path.display(), told.out, told.err);
        assert!(told.err.contains("nothing was changed"), "{}", told.err);
        assert_eq!(contents(&app), here, "{}", path.display());
    }
    // Another file in the place of a missing one is not written over, and the others wait with it.
    fs::remove_file(keys(&app).join("records.key")).unwrap();
    fs::copy(keys(&other).join("care.key"), keys(&app).join("care.key")).unwrap();
    let here = contents(&app);
    let told = restore(&app, &path, &words);
    assert!(!told.success && told.err.contains("another care.key already"), "{}", told.err);
    assert_eq!(contents(&app), here);
}

#[test]
fn no_escrow_is_written_over_a_file_and_none_is_restored_where_there_is_no_database() {
    let app = App::start();
    let (path, words) = escrow(&app, "keys.escrow");
    let before = fs::read(&path).unwrap();
    let said = app.cli(&["keys", "escrow", "--out", path.to_str().unwrap()]);
    assert!(!said.success && said.err.contains("is there already"), "{}", said.err);
    assert_eq!(fs::read(&path).unwrap(), before);
    let said = app.cli(&["keys", "escrow", "--out", app.folder.path().join("no/where").to_str().unwrap()]);
    assert!(!said.success && said.err.contains("No keys were written"), "{}", said.err);
    let nothing = App::unused();
    let said = restore(&nothing, &path, &words);
    assert!(!said.success && said.err.contains("nothing was changed"), "{}", said.err);
    assert!(!nothing.data().exists());
}

#[test]
fn the_keys_can_be_made_before_anything_else_and_only_once() {
    let app = App::unused();
    let said = app.cli(&["keys", "new"]);
    assert!(said.success && said.out.contains("`keys escrow`"), "{}{}", said.out, said.err);
    let made = contents(&app);
    assert_eq!(made.len(), 3);
    let said = app.cli(&["keys", "new"]);
    assert!(!said.success && said.err.contains("has its keys, so none were made"), "{}", said.err);
    assert_eq!(contents(&app), made);
    fs::remove_file(keys(&app).join("care.key")).unwrap();
    assert!(!app.cli(&["keys", "new"]).success);
    assert!(!keys(&app).join("care.key").exists());
}
