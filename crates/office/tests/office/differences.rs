//! What differs between two questionnaires, and which were published.

use crate::app::{App, SERVICE};
use crate::tablet::{Tablet, completed, partial};
use std::fs;
use std::path::PathBuf;

fn file(app: &App, name: &str, change: impl Fn(String) -> String) -> String {
    let path = app.folder.path().join(name);
    fs::write(&path, change(fs::read_to_string(SERVICE).unwrap())).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The code and all that was said.
fn diff(app: &App, before: &str, after: &str) -> (i32, String) {
    let output = app.command(&["questionnaire", "diff", before, after]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout) + &text(output.stderr))
}

#[test]
fn two_packages_are_compared_whether_they_lie_in_files_or_were_published() {
    let app = App::start();
    let second = file(&app, "second.json", |json| {
        json.replace("\"version\": 1", "\"version\": 2").replace("\"points\": 60", "\"points\": 50")
    });
    app.cli(&["questionnaire", "publish", &second]).success();
    let expected = "\
the questionnaire: it has version 2 instead of 1.
question `appointment_rating`, `cleanliness`, `overall`: its option `fair` gives 50 points instead of 60.
Scores of question `appointment_rating` are not comparable: it has other options, or with other points.
";
    for (before, after) in [(SERVICE, &*second), ("service@1", "service@2"), (SERVICE, "service@2")] {
        let (code, said) = diff(&app, before, after);
        assert_eq!(code, 1, "{said}");
        assert!(said.starts_with(expected), "{said}");
        assert!(
            said.contains("Scores of the index are not comparable: stage `appointment` is not"),
            "{said}"
        );
    }
    for (before, after) in [(SERVICE, "service@1"), ("service@2", &*second)] {
        let (code, said) = diff(&app, before, after);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("the same, to the byte"), "{said}");
    }
    let layout = file(&app, "layout.json", |json| json + "\n");
    let (code, said) = diff(&app, SERVICE, &layout);
    assert_eq!(
        (code, said.contains("Only the layout"), said.contains("Scores remain comparable")),
        (1, true, true)
    );
}

#[test]
fn what_cannot_be_compared_is_told_apart_from_what_differs() {
    let app = App::start();
    let broken = file(&app, "broken.json", |json| json.replace("\"cleanliness\"", "\"clean liness\""));
    let nowhere = PathBuf::from("/nowhere.json").display().to_string();
    for (other, why) in [
        (&*broken, "$.questions[2].id"),
        (&*nowhere, "/nowhere.json cannot be read"),
        ("service@9", "service@9 was never published here"),
        ("service@first", "service@first was never published here"),
        ("other@1", "other@1 was never published here"),
    ] {
        for (before, after) in [(SERVICE, other), (other, SERVICE)] {
            let (code, said) = diff(&app, before, after);
            assert!(code == 2 && said.contains(why), "{code}: {said}");
        }
    }
}

#[test]
fn the_shipped_questionnaires_are_not_comparable_with_each_other() {
    let app = App::empty();
    let shipped = |name: &str| format!("{}/../../questionnaires/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let (code, said) = diff(&app, &shipped("service"), &shipped("delivery"));
    assert_eq!(code, 1);
    assert!(
        said.starts_with("the questionnaire: it is another one, `delivery` instead of `service`.\n"),
        "{said}"
    );
    assert!(said.contains("Scores of the index are not comparable: it is another questionnaire"), "{said}");
}

#[test]
fn every_published_version_is_listed_with_what_came_of_it() {
    let app = App::empty();
    let none = app.cli(&["questionnaire", "list"]);
    assert!(none.success && none.out.starts_with("No questionnaire is published"), "{}", none.out);
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records: Vec<_> = [
        completed().order("RO-1").answer("overall", "fair"),
        completed().order("RO-1").answer("overall", "fair"),
        partial().answer("overall", "fair"),
        completed().training().answer("overall", "fair"),
    ]
    .iter()
    .map(|survey| tablet.write(survey))
    .collect();
    tablet.send(&app, &records);
    for version in [10, 9] {
        let next = file(&app, "next.json", |json| {
            json.replace("\"version\": 1", &format!("\"version\": {version}"))
        });
        app.cli(&["questionnaire", "publish", &next]).success();
    }
    let said = app.cli(&["questionnaire", "list"]);
    said.success();
    let rows: Vec<Vec<&str>> = said.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 4, "{}", said.out);
    let told: Vec<_> = rows[1..].iter().map(|row| (row[0], row[2], row[3])).collect();
    assert_eq!(told, [("service@1", "no", "3"), ("service@9", "no", "0"), ("service@10", "yes", "0")]);
}
