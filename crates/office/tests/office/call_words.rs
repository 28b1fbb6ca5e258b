//! What was said in calls, how many were reached, and what leaves the house of it.

use crate::app::App;
use crate::calls::{id, import, note, noted, visited};
use crate::complaint::{complaint, number};
use crate::tablet::{Tablet, completed};
use calamine::{Data, Reader, Xlsx, open_workbook};
use handover_domain::ids::KeyId;
use handover_domain::record::Record;
use handover_domain::slip::Slip;
use handover_domain::wire::Use;
use std::fs;

const SAID: &str = "waits for a part";

/// A call about this with words in it; its id.
fn spoken(app: &App, what: &str, about: &str, at: &str) -> String {
    let words = ["--note", SAID, "--next", "ring 13800138000\n\u{1b}[2J"];
    id(&noted(app, &[&[what, about, "--outcome", "reached", "--at", at], &words[..]].concat()))
}

fn open(app: &App, what: &str) -> String {
    let said = app.cli(&["calls", "open", what]);
    assert!(said.success, "{}", said.err);
    said.out
}

fn log(app: &App) -> String {
    app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out
}

fn on_disk(app: &App, words: &str) -> bool {
    let files = fs::read_dir(app.data()).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.is_file())
        .any(|path| fs::read(path).unwrap().windows(words.len()).any(|bytes| bytes == words.as_bytes()))
}

#[test]
fn words_of_a_call_are_sealed_and_opened_only_with_a_line_in_the_log() {
    let app = visited();
    let call = spoken(&app, "--order", "RO-1", "2024-02-29T10:00:00+08:00");
    noted(&app, &["--order", "RO-1", "--outcome", "not_reached", "--at", "2024-03-07T10:00:00+08:00"]);
    assert!(!on_disk(&app, SAID) && !on_disk(&app, "13800138000"));
    assert_eq!(app.number("SELECT COUNT(*) FROM calls WHERE words IS NOT NULL"), 1);
    let list = app.cli(&["calls", "list"]).out;
    assert!(list.contains("with words") && !list.contains(SAID), "{list}");
    let before = log(&app);
    assert!(before.contains(&format!("call noted: 3dc, reached, call {call} of shop demo")), "{before}");
    assert!(!before.contains("opened"), "{before}");

    let said = open(&app, "RO-1");
    let first =
        format!("2024-02-29 10:00 +08:00  3DC  order RO-1  shop demo  reached  by care.1  call {call}\n");
    assert!(said.starts_with(&first), "{said}");
    assert!(said.contains("  said: waits for a part\n  next: ring 13800138000\n    [2J\n"), "{said}");
    assert!(said.contains("not_reached  by care.1") && said.ends_with("  words: none\n"), "{said}");
    let opened = format!("opened: note of record {call} of shop demo");
    assert_eq!(log(&app).matches(&opened).count(), 1, "{}", log(&app));
    assert!(open(&app, &call).contains(SAID));
    assert_eq!(log(&app).matches(&opened).count(), 2);
    for what in ["RO-2", "RO-404", "0197c9c6-0000-7000-8000-000000000000"] {
        let said = app.cli(&["calls", "open", what]);
        assert!(!said.success && said.err.contains("so nothing was opened"), "{what}: {}", said.err);
    }
}

#[test]
fn words_still_open_after_the_care_key_was_rotated_and_keep_the_old_one_here() {
    let app = visited();
    let tablet = Tablet::enrolled(&app);
    let old = tablet.config.readers.iter().find(|reader| reader.purpose == Use::Care).unwrap();
    let old = KeyId::of(&old.public_key).to_string();
    app.cli(&["device", "revoke", "1"]).success();
    spoken(&app, "--order", "RO-1", "2024-02-29T10:00:00+08:00");
    app.cli(&["keys", "rotate", "care"]).success();
    spoken(&app, "--order", "RO-1", "2024-03-01T10:00:00+08:00");
    assert_eq!(open(&app, "RO-1").matches(SAID).count(), 2);
    let said = app.cli(&["keys", "retire", &old]);
    assert!(
        !said.success && said.err.contains("parts in the database are sealed for it (1)"),
        "{}",
        said.err
    );
}

/// The receipt code on a record's slip.
fn slip(record: &Record) -> String {
    Slip::of(record.check().unwrap().core.seq, &record.hash()).to_string()
}

#[test]
fn what_was_said_on_the_phone_is_erased_with_what_was_said_in_writing() {
    let app = visited();
    let mut tablet = Tablet::enrolled(&app);
    let at = "2024-02-27T10:00:00+08:00";
    let complained = tablet.complain(&complaint().at(at).wrote("漏油").call("王先生", "+8613800138000"));
    let survey = tablet.write(&completed().order("RO-1").answer("overall", "fair").wrote("words"));
    let training =
        tablet.write(&completed().training().order("SO-1").answer("overall", "fair").wrote("words"));
    tablet.send(&app, &[complained.clone(), survey.clone(), training.clone()]);
    let number = number(&complained);
    let later = "2024-02-29T10:00:00+08:00";
    let calls = [("--complaint", &*number), ("--order", "RO-1"), ("--order", "SO-1")];
    let [about_it, about_order, other] = calls.map(|(what, about)| spoken(&app, what, about, later));
    let left = || app.texts("SELECT id FROM calls WHERE words IS NOT NULL");
    let sorted = |mut ids: Vec<&String>| {
        ids.sort();
        ids.into_iter().cloned().collect::<Vec<_>>()
    };

    app.cli(&["erase", &number]).success();
    assert_eq!(left().len(), 3, "what was said stays with what was written");
    let said = app.cli(&["erase", &number, "--everything"]);
    assert!(said.success && said.out.contains("what staff wrote about it is erased"), "{}", said.out);
    assert_eq!(left(), sorted(vec![&about_order, &other]));
    assert!(open(&app, &about_it).contains("  words: erased\n"));
    assert!(app.cli(&["erase", &slip(&training)]).success);
    assert_eq!(left(), sorted(vec![&about_order, &other]), "a training has nobody's orders");
    let said = app.cli(&["erase", &slip(&survey)]);
    assert!(said.success && said.out.contains("what staff wrote about it is erased"), "{}", said.out);
    assert_eq!(left(), [other]);
    assert!(
        log(&app).contains(&format!("erased: note of record {about_order} of shop demo")),
        "{}",
        log(&app)
    );

    let mut same = vec!["--order", "RO-1", "--outcome", "reached", "--at", later, "--note", SAID];
    same.extend(["--next", "ring 13800138000\n[2J", "--id", &about_order]);
    assert!(noted(&app, &same).contains("nothing changed"), "nor does it come back");
    assert_eq!(left().len(), 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM calls"), 3, "that somebody called stays");
    assert!(app.cli(&["erase", &slip(&survey)]).out.contains("nothing was left to erase"));
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}

#[test]
fn whoever_has_all_of_a_complaint_erased_is_forgotten_in_the_calls_about_its_visit_too() {
    let app = visited();
    let mut tablet = Tablet::enrolled(&app);
    let case = complaint().at("2024-02-27T10:00:00+08:00").order("RO-1").wrote("漏油");
    let record = tablet.complain(&case);
    tablet.send(&app, std::slice::from_ref(&record));
    let later = "2024-02-29T10:00:00+08:00";
    for order in ["RO-1", "SO-1"] {
        spoken(&app, "--order", order, later);
    }
    app.cli(&["erase", &number(&record), "--everything"]).success();
    assert_eq!(app.texts("SELECT order_ref FROM calls WHERE words IS NOT NULL"), ["SO-1"]);
    assert_eq!(app.texts("SELECT order_ref FROM calls"), ["RO-1", "SO-1"]);
}

#[test]
fn words_open_in_a_head_office_that_was_restored_with_its_keys() {
    let app = visited();
    spoken(&app, "--order", "RO-1", "2024-02-29T10:00:00+08:00");
    let file = app.folder.path().join("all.backup");
    app.cli(&["backup", file.to_str().unwrap()]).success();
    let again = App::unused();
    again.cli(&["restore", file.to_str().unwrap()]).success();
    let keys = again.data().join("keys");
    fs::create_dir(&keys).unwrap();
    for key in fs::read_dir(app.data().join("keys")).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(key.path(), keys.join(key.file_name())).unwrap();
    }
    assert_eq!(open(&again, "RO-1"), open(&app, "RO-1"));
    assert_eq!(again.cli(&["calls", "list"]).out, app.cli(&["calls", "list"]).out);
}

#[test]
fn rates_are_of_those_due_and_of_those_reached_by_shop_and_in_all() {
    let app = visited();
    app.shop("south");
    import(&app, "south", "order,visit,day\nX-1,service,2024-02-27\nX-2,service,2024-02-27\n");
    let call = |order: &str, outcome: &str, at: &str, more: &[&str]| {
        noted(&app, &[&["--order", order, "--outcome", outcome, "--at", at], more].concat());
    };
    call("RO-1", "reached", "2024-02-28T10:00:00Z", &["--survey", "full"]);
    call("SO-1", "reached", "2024-02-21T10:00:00Z", &["--survey", "partial"]);
    call("RO-2", "not_reached", "2024-02-29T10:00:00Z", &[]);
    call("X-1", "declined", "2024-02-29T10:00:00Z", &[]);
    let rates = |more: &[&str]| {
        let out = app.cli(&[&["calls", "list"], more].concat()).out;
        let rows = out.lines().skip_while(|line| !line.starts_with("shop ")).skip(1);
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.filter(|line| !line.starts_with("Due ")).map(words).collect::<Vec<_>>()
    };
    // 3DC of RO-1, RO-2 and 7DC of SO-1; the second of SO-1 is due on the 28th, that of RO-1 on 6 March.
    let span = ["--from", "2024-02-27", "--to", "2024-03-02"];
    assert_eq!(
        rates(&span),
        ["demo 4 2 50.0 % 1 50.0 %", "south 2 1 50.0 % 0 0.0 %", "all 6 3 50.0 % 1 33.3 %"]
    );
    assert_eq!(
        rates(&["--from", "2024-03-06", "--to", "2024-03-06", "--shop", "demo"]),
        ["demo 1 0 0.0 % 0 –"]
    );
    assert_eq!(
        rates(&["--from", "2024-01-01", "--to", "2024-01-31", "--shop", "south"]),
        ["south 0 0 – 0 –"]
    );
    let said = app.cli(&[&["calls", "list"], &span[..]].concat()).out;
    assert!(said.starts_with("3 calls\n") && said.contains("share (target 50 %)"), "{said}");
    assert!(!app.cli(&["calls", "list", "--shop", "nowhere"]).success);
}

#[test]
fn calls_go_out_in_every_format_without_what_was_said() {
    let app = visited();
    let first = spoken(&app, "--order", "RO-1", "2024-02-29T00:30:00+08:00");
    let later = ["later", "--at", "2024-03-01T10:00:00Z", "--again-at", "2024-03-02T10:00:00+08:00"];
    let second = id(&noted(&app, &[&["--order", "SO-1", "--outcome"], &later[..]].concat()));
    let export = |format: &str, more: &[&str]| {
        let said = app.cli(&[&["export", "--what", "calls", "--format", format], more].concat());
        assert!(said.success, "{}", said.err);
        assert!(!said.out.contains(SAID) && !said.out.contains("13800138000"));
        said.out
    };
    let lines = export("ndjson", &[]);
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        rows[0],
        serde_json::json!({
            "record": first, "shop": "demo", "shop_name": "店", "day": "2024-02-29",
            "called_at": "2024-02-29T00:30:00+08:00", "order": "RO-1", "number": null, "call": "3dc",
            "person": "care.1", "outcome": "reached", "survey": "none", "again_at": null, "supervisor": false,
            "corrects": null
        })
    );
    assert_eq!(
        (&rows[1]["record"], &rows[1]["again_at"]),
        (&second.into(), &"2024-03-02T10:00:00+08:00".into())
    );
    assert_eq!(rows.len(), 2);
    let csv = export("csv", &["--from", "2024-03-01", "--to", "2024-03-01"]);
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains(",SO-1,,7dc,care.1,later,none,2024-03-02T10:00:00+08:00,false,"), "{csv}");
    let path = app.folder.path().join("calls.xlsx");
    export("xlsx", &["--out", path.to_str().unwrap()]);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("calls").unwrap();
    assert_eq!(sheet.get_value((1, 5)), Some(&Data::String("RO-1".into())));
    assert_eq!(sheet.get_value((1, 12)), Some(&Data::Bool(false)));
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE what = 'calls' AND row_count > 0"), 3);
    assert!(!note(&app, &["--order", "RO-1"]).success, "an outcome is needed");
}
