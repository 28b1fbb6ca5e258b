//! Rows of facts, as spreadsheets and other programs read them.

use crate::app::{App, Said, peak};
use crate::complaint::{self, complaint};
use crate::file::put;
use crate::showroom::{did, handover};
use crate::tablet::{Tablet, completed, partial};
use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::Utc;
use handover_domain::answer::Value;
use handover_domain::complaint::StepKind;
use handover_domain::ids::QuestionId;
use handover_domain::record::Mode;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const NAMES: [&str; 6] =
    ["=HYPERLINK(\"http://evil\",\"王敏\")", "+1+1", "-2+3", "@SUM(A1)", "  =1+1", "＝cmd|' /C calc'!A0"];

fn export(app: &App, what: &str, format: &str, more: &[&str]) -> Said {
    let said = app.cli(&[&["export", "--what", what, "--format", format], more].concat());
    assert!(said.success, "{}", said.err);
    said
}

/// The lines of an export for programs.
fn lines(app: &App, what: &str, more: &[&str]) -> Vec<serde_json::Value> {
    let out = export(app, what, "ndjson", more).out;
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The cells of a CSV file, its names first.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("the mark by which Excel knows UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn workbook(app: &App, what: &str) -> (PathBuf, Vec<Vec<Data>>) {
    let path = app.folder.path().join(format!("{what}.xlsx"));
    export(app, what, "xlsx", &["--out", path.to_str().unwrap()]);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), [what]);
    assert!(book.worksheet_formula(what).unwrap().is_empty(), "nothing is a formula");
    let rows = book.worksheet_range(what).unwrap().rows().map(<[Data]>::to_vec).collect();
    (path, rows)
}

/// A shop whose people, cars and orders are called like formulas.
fn hostile() -> App {
    let app = App::start();
    let today = Utc::now().date_naive();
    let mut list = vec![String::from("order,visit,day,advisor,model")];
    for (n, name) in NAMES.iter().enumerate() {
        let advisor = format!("h{n}");
        app.cli(&["advisor", "add", "demo", &advisor, "x"]).success();
        // Where it comes from is of no account: the command line would read some of these as options.
        app.sql(&format!("UPDATE advisors SET name = '{}' WHERE id = '{advisor}'", name.replace('\'', "''")));
        let model = name.replace('"', "\"\"");
        list.push(format!("-{n},service,{today},{advisor},\"{model}\""));
    }
    let path = put(&app, "visits.csv", list.join("\n").as_bytes());
    app.cli(&["import", "visits", "demo", path.to_str().unwrap()]).success();
    app
}

#[test]
fn formulas_in_names_orders_and_models_are_texts_in_every_spreadsheet() {
    let app = hostile();
    let said = export(&app, "visits", "csv", &[]).out;
    assert!(said.contains("\r\n") && !said.replace("\r\n", "").contains('\n'), "lines end as RFC 4180 says");
    let rows = cells(said.as_bytes());
    let column = |name: &str| rows[0].iter().position(|given| given == name).unwrap();
    let (order, advisor, model) = (column("order"), column("advisor_name"), column("model"));
    let (_, sheet) = workbook(&app, "visits");
    assert_eq!(rows.len(), NAMES.len() + 1);
    // What the importer has trimmed is no longer there to be shielded from.
    let plain = lines(&app, "visits", &[]);
    for (n, name) in NAMES.iter().enumerate() {
        let (row, line) = (&rows[n + 1], &plain[n]);
        assert_eq!(row[order], format!("'-{n}"));
        assert_eq!(row[advisor], format!("'{name}"));
        assert_eq!(row[model], format!("'{}", name.trim()));
        assert_eq!(line["advisor_name"], *name);
        assert_eq!(line["order"], format!("-{n}"));
        assert_eq!(sheet[n + 1][order], Data::String(format!("-{n}")));
        assert_eq!(sheet[n + 1][advisor], Data::String((*name).into()));
        assert_eq!(sheet[n + 1][model], Data::String(name.trim().into()));
    }
}

#[test]
fn a_shop_called_like_a_formula_is_a_text_beside_answers_that_stay_numbers() {
    let app = App::start();
    let name = "=HYPERLINK(\"http://evil\",\"店\")";
    let names = ["zh-cn", "zh-tw", "en"].map(|language| format!("--name-{language}={name}"));
    app.cli(&["shop", "add", "demo", &names[0], &names[1], &names[2]]).success();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().order("-1").answer("overall", "fair"));
    tablet.send(&app, &[record]);
    let (_, sheet) = workbook(&app, "answers");
    let column = |name: &str| sheet[0].iter().position(|cell| *cell == Data::String(name.into())).unwrap();
    assert_eq!(sheet[1][column("shop_name")], Data::String(name.into()));
    assert_eq!(sheet[1][column("points")], Data::Float(60.0));
    assert_eq!(sheet[1][column("ms")], Data::Float(1500.0));
    assert_eq!(sheet[1][column("counted")], Data::Bool(true));
    let rows = cells(export(&app, "answers", "csv", &[]).out.as_bytes());
    assert_eq!(rows[1][column("shop_name")], format!("'{name}"));
    assert_eq!((&*rows[1][column("points")], &*rows[1][column("counted")]), ("60", "true"));
}

#[test]
fn answers_go_out_question_by_question_with_what_they_are_worth_and_without_orders_or_words() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let mut first = completed()
        .order("RO-77")
        .advisor("a1")
        .at("2026-11-20T10:00:00+08:00")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .wrote("canary words");
    first.answers.push((QuestionId::new("comment").unwrap(), Value::Written));
    let again = completed().order("RO-77").at("2026-11-21T10:00:00+08:00").answer("overall", "fair");
    let left = partial().at("2026-11-22T10:00:00+08:00");
    let training = completed().training().answer("overall", "dissatisfied");
    let records: Vec<_> = [first, again, left, training].iter().map(|survey| tablet.write(survey)).collect();
    tablet.send(&app, &records);

    let rows = lines(&app, "answers", &[]);
    let id = |n: usize| records[n].check().unwrap().core.id.to_string();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["record"].as_str().unwrap(),
                row["question"].as_str().unwrap(),
                row["answer"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        (id(0), "appointment", "choice"),
        (id(0), "cleanliness", "not_applicable"),
        (id(0), "comment", "written"),
        (id(0), "overall", "choice"),
        (id(1), "overall", "choice"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(id, question, answer)| (id.as_str(), *question, *answer)).collect();
    assert_eq!(told, expected);
    let overall = &rows[3];
    for (column, value) in [
        ("shop", "demo"),
        ("shop_name", "店"),
        ("day", "2026-11-20"),
        ("package", "service"),
        ("visit", "service"),
        ("channel", "kiosk"),
        ("language", "en"),
        ("advisor", "a1"),
        ("advisor_name", "王敏"),
        ("outcome", "completed"),
        ("type", "rating"),
        ("role", "ask"),
        ("stage", "overall"),
        ("option", "satisfied"),
    ] {
        assert_eq!(overall[column], value, "{column}");
    }
    assert_eq!(
        [&overall["version"], &overall["points"], &overall["ms"]].map(serde_json::Value::as_i64),
        [Some(1), Some(80), Some(1500)]
    );
    assert_eq!((&overall["counted"], &rows[4]["counted"]), (&true.into(), &false.into()));
    assert!(rows[0]["points"].is_null() && rows[2]["option"].is_null() && rows[3]["order"].is_null());
    assert_eq!(lines(&app, "answers", &["--orders"])[3]["order"], "RO-77");
    for format in ["csv", "ndjson"] {
        let out = export(&app, "answers", format, &["--orders"]).out;
        assert!(!out.contains("canary") && !out.contains("10:00"), "{out}");
    }
    let one_day = lines(&app, "answers", &["--from", "2026-11-21", "--to", "2026-11-30", "--shop", "demo"]);
    assert_eq!(one_day.len(), 1);
    app.shop("other");
    assert_eq!(lines(&app, "answers", &["--shop", "other"]), Vec::<serde_json::Value>::new());
}

#[test]
fn complaints_what_was_done_about_them_and_handovers_go_out_without_what_was_said() {
    let app = complaint::app();
    let mut tablet = Tablet::enrolled(&app);
    let case = complaint().wrote("canary words").call("Canary Chen", "13800138000");
    let said = tablet.complain(&case.at("2026-11-20T10:00:00+08:00"));
    let number = complaint::number(&said);
    let step = tablet.act(&did(StepKind::Contacted, &number).wrote("canary note"));
    let trained = tablet.act(&did(StepKind::Confirmed, &number).training());
    let handed = tablet.hand_over(&handover("RO-9"), Mode::Live);
    tablet.send(&app, &[said, step, trained, handed]);

    let complaints = lines(&app, "complaints", &[]);
    assert_eq!(complaints.len(), 1);
    for (column, value) in [
        ("number", number.as_str()),
        ("category", "after_sales_service"),
        ("department", "service"),
        ("captured_at", "2026-11-20T10:00:00+08:00"),
        ("day", "2026-11-20"),
    ] {
        assert_eq!(complaints[0][column], value, "{column}");
    }
    assert_eq!((&complaints[0]["contact"], &complaints[0]["tablet"]), (&true.into(), &1.into()));
    let steps = lines(&app, "steps", &[]);
    assert_eq!(steps.len(), 1, "training is no fact");
    assert_eq!((&steps[0]["step"], &steps[0]["person"]), (&"contacted".into(), &"p1".into()));
    assert_eq!(steps[0]["number"], number.as_str());
    let handovers = lines(&app, "handovers", &[]);
    assert_eq!((&handovers[0]["order"], &handovers[0]["listed"]), (&"RO-9".into(), &true.into()));
    for what in ["complaints", "steps", "handovers"] {
        let out = export(&app, what, "csv", &[]).out;
        assert!(!out.contains("anary") && !out.contains("13800138000"), "{out}");
        workbook(&app, what);
    }
}

#[test]
fn each_export_is_on_record_before_it_goes_out() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    export(&app, "answers", "csv", &["--orders", "--shop", "demo"]);
    let noted =
        "SELECT COUNT(*) FROM exports WHERE what = 'answers' AND format = 'csv' AND orders AND shop = 'demo'
                 AND first_day = '' AND exported_by <> '' AND exported_at > 0 AND row_count = 1";
    assert_eq!(app.number(noted), 1);

    let missing = app.folder.path().join("no-folder/a.csv");
    let refused = app.cli(&["export", "--what", "answers", "--out", missing.to_str().unwrap()]);
    assert!(!refused.success && refused.err.contains("nothing was exported"), "{}", refused.err);
    for (arguments, why) in [
        (&["--what", "words"][..], "possible values: answers, complaints, steps, handovers, visits, calls"),
        (&["--what", "answers", "--shop", "nowhere"], "nowhere"),
        (&["--what", "answers", "--from", "2026-11-31", "--to", "2026-12-01"], "is not a day"),
    ] {
        let refused = app.cli(&[&["export"], arguments].concat());
        assert!(!refused.success && refused.err.contains(why), "{}", refused.err);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM exports"), 1, "nothing else went out");
}

#[test]
fn a_file_takes_the_place_of_an_older_one_only_when_it_is_whole() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    let folder = app.folder.path().join("exports");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("a.csv");
    fs::write(&path, "older").unwrap();
    app.sql("UPDATE answers SET question = 'unheard_of'");
    let out = ["export", "--what", "answers", "--out", path.to_str().unwrap()];
    let broken = app.cli(&out);
    assert!(!broken.success && broken.err.contains("answers.question"), "{}", broken.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), "older");
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE row_count IS NULL"), 1);
    app.sql("UPDATE answers SET question = 'overall'");
    let said = app.cli(&out);
    assert!(said.success && said.out.ends_with("a.csv: 1 rows\n"), "{}{}", said.out, said.err);
    assert_eq!(cells(&fs::read(&path).unwrap()).len(), 2);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left beside it");
}

#[cfg(target_os = "linux")]
#[test]
fn where_there_is_no_room_an_export_says_that_it_was_broken_off() {
    let app = full(10);
    for format in ["csv", "xlsx", "ndjson"] {
        let mut command = app.command(&["export", "--what", "answers", "--format", format]);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ended = command.stdout(full).output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(
            !ended.status.success() && said.contains("broken off before its end: No space"),
            "{format}: {said}"
        );
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE row_count IS NULL"), 3);
}

/// A head office with so many answers, put there behind its back.
pub fn full(responses: u32) -> App {
    let app = App::start();
    app.sql(&format!(
        "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {responses})
         INSERT INTO responses SELECT 'demo', CAST(10000000 + i AS TEXT) || '-0000-7000-8000-000000000000', 'd', p.hash, 'a1', '',
           'completed', 'kiosk', 'en', 'service', '2026-11-20', i, TRUE FROM n, packages p;
         INSERT INTO answers SELECT r.shop, r.record, q.id, 'fair', 'choice', NULL, 900
         FROM responses r, (SELECT 'overall' AS id UNION SELECT 'cleanliness' UNION SELECT 'appointment_rating') q;
         ANALYZE"
    ));
    app
}

fn start(app: &App, format: &str, more: &[&str]) -> Child {
    let mut command = app.command(&["export", "--what", "answers", "--format", format]);
    command.args(more).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn whoever_reads_only_the_beginning_of_a_million_rows_is_not_scolded() {
    let app = full(340_000);
    for format in ["csv", "ndjson"] {
        let mut running = start(&app, format, &[]);
        let mut read = vec![0; 100];
        running.stdout.take().unwrap().read_exact(&mut read).unwrap();
        let begun = Instant::now();
        let ended = running.wait_with_output().unwrap();
        assert!(ended.status.success() && ended.stderr.is_empty(), "{format}: {ended:?}");
        assert!(begun.elapsed() < Duration::from_secs(10), "it stops where nobody reads");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE row_count IS NULL"), 2);
}

#[test]
fn rows_are_whole_and_in_one_order_however_many_pages_they_take() {
    let app = full(1_700);
    let rows = lines(&app, "answers", &[]);
    assert_eq!(rows.len(), 5_100);
    let keys: Vec<_> =
        rows.iter().map(|row| (row["record"].to_string(), row["question"].to_string())).collect();
    assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(lines(&app, "answers", &[]), rows);
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_rows() {
    let exported = |format: &str, app: &App| {
        let path = app.folder.path().join("out");
        let mut running = start(app, format, &["--out", path.to_str().unwrap()]);
        let highest = peak(&mut running);
        assert!(running.wait().unwrap().success() && fs::metadata(path).unwrap().len() > 1000);
        highest
    };
    let (small, large) = (full(1_000), full(20_000));
    for format in ["csv", "xlsx", "ndjson"] {
        let (small, large) = (exported(format, &small), exported(format, &large));
        assert!(large < small + 6 * 1024, "{format}: {small} {large}");
    }
}
