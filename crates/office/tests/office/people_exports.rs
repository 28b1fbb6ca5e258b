//! Exports over HTTP.

use crate::app::{Answer, App};
use crate::exports::full;
use crate::people::{Person, World};
use handover_domain::wire::Reason;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use std::{fs, thread};

const EXPORTS: &str = "/api/v1/exports";
/// Head office may need a moment to see that somebody left.
const PATIENCE: Duration = Duration::from_secs(20);

fn noted(app: &App) -> Vec<String> {
    app.texts("SELECT what || ' ' || format || ' ' || shop || ' ' || exported_by || ' ' || COALESCE(CAST(row_count AS TEXT), 'broken off') FROM exports")
}

#[test]
fn an_export_over_http_is_the_one_of_the_command_line_and_logged_with_its_rows() {
    let world = World::new();
    let app = &world.app;
    let care = Person::new(app, "care", &["care"]);
    for what in ["answers", "complaints", "steps", "handovers", "visits"] {
        for (format, kind) in [
            ("csv", "text/csv; charset=utf-8"),
            ("ndjson", "application/x-ndjson"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ] {
            let answer = care.post(EXPORTS, &json!({ "what": what, "format": format, "lang": "en" }));
            assert_eq!((answer.status, answer.header("content-type")), (200, kind));
            assert_eq!(
                answer.header("content-disposition"),
                format!("attachment; filename=\"{what}.{format}\"")
            );
            assert_eq!(answer.header("cache-control"), "no-store");
            if format == "xlsx" {
                let book: calamine::Xlsx<_> =
                    calamine::open_workbook_from_rs(std::io::Cursor::new(answer.body)).unwrap();
                assert_eq!(calamine::Reader::sheet_names(&book), [what]);
            } else {
                let said = app.cli(&["export", "--what", what, "--format", format, "--lang", "en"]);
                assert_eq!(String::from_utf8(answer.body).unwrap(), said.out, "{what} {format}");
            }
        }
    }
    assert!(noted(app).contains(&"complaints csv  care 3".to_owned()), "{:?}", noted(app));
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE row_count IS NULL"), 0);
    let one = care.post(EXPORTS, &json!({ "what": "complaints", "format": "ndjson", "shop": "other" }));
    let line: Value = serde_json::from_slice(&one.body).unwrap();
    assert_eq!(line["number"], world.number("other"));
    assert!(noted(app).contains(&"complaints ndjson other care 1".to_owned()));
    assert_eq!(
        care.post(EXPORTS, &json!({ "what": "visits" })).header("content-type"),
        "text/csv; charset=utf-8"
    );
}

#[test]
fn whoever_could_tell_who_gave_which_score_is_given_no_answers() {
    let world = World::new();
    let app = &world.app;
    let care = Person::new(app, "care", &["care"]);
    let east = Person::new(app, "east", &["care", "--region", "east"]);
    let of_shop = Person::new(app, "shop", &["care", "--shop", "demo"]);
    let general = Person::new(app, "general", &["general-manager"]);
    let regional = Person::new(app, "regional", &["regional", "--region", "east"]);
    let ask = |person: &Person, shop: Option<&str>, what: &str, orders: bool| {
        person.post(EXPORTS, &json!({ "what": what, "format": "ndjson", "shop": shop, "orders": orders }))
    };
    let is_told = |answer: &Answer| String::from_utf8_lossy(&answer.body).contains("RO-7");
    let told = ask(&care, None, "answers", true);
    assert!(told.status == 200 && is_told(&told), "customer care answers for nobody who is rated");
    assert!(is_told(&ask(&east, Some("sister"), "answers", true)));
    for (person, shop) in [(&care, None), (&general, None), (&regional, Some("demo")), (&east, Some("demo"))]
    {
        let told = ask(person, shop, "answers", false);
        assert!(told.status == 200 && !is_told(&told) && !told.body.is_empty(), "{}", person.id);
    }
    for (person, shop, what, orders) in [
        (&general, None, "answers", true),
        (&general, Some("demo"), "answers", true),
        (&regional, Some("demo"), "answers", true),
        (&of_shop, Some("demo"), "answers", false),
        (&of_shop, Some("demo"), "answers", true),
        (&of_shop, None, "complaints", false),
        (&of_shop, Some("sister"), "complaints", false),
        (&regional, None, "complaints", false),
        (&regional, Some("other"), "complaints", false),
        (&regional, Some("nowhere"), "complaints", false),
        (&east, None, "answers", false),
    ] {
        ask(person, shop, what, orders).refused(Reason::Forbidden);
    }
    assert_eq!(ask(&of_shop, Some("demo"), "complaints", false).status, 200);
    assert_eq!(app.number("SELECT COUNT(*) FROM exports"), 7, "what is refused is not begun");
}

#[test]
fn what_cannot_be_exported_is_refused_in_a_sentence_and_not_begun() {
    let world = World::new();
    let care = Person::new(&world.app, "care", &["care"]);
    for (body, said) in [
        (json!({}), "missing field `what`"),
        (json!([]), "what this address takes"),
        (json!({ "what": "calls-of-nobody" }), "there are answers, complaints"),
        (json!({ "what": "answers", "format": "pdf" }), "there are csv, xlsx, ndjson"),
        (json!({ "what": "answers", "lang": "fr" }), "the languages are zh-CN"),
        (json!({ "what": "answers", "from": "2026-11-01" }), "name the first day and the last"),
        (json!({ "what": "answers", "from": "2026-11-31", "to": "2026-12-01" }), "is not a day"),
        (json!({ "what": "answers", "from": "' OR 1=1", "to": "' OR 1=1" }), "is not a day"),
        (json!({ "what": "answers", "shop": "' OR 1=1 --" }), "is not a valid shop"),
        (json!({ "what": "' UNION SELECT 1 --" }), "there are answers"),
        (json!({ "what": "answers", "orders": "yes" }), "what this address takes"),
    ] {
        let told = care.post(EXPORTS, &body).refused(Reason::Unreadable).detail;
        assert!(told.contains(said), "{body}: {told}");
    }
    let lock = world.app.lock();
    care.post(EXPORTS, &json!({ "what": "answers" })).refused(Reason::Unavailable);
    drop(lock);
    assert_eq!(world.app.number("SELECT COUNT(*) FROM exports"), 0, "nothing goes out that is not on record");
}

/// Begins to export all answers, as soon as it may, and reads only the beginning.
fn begin(person: &Person, format: &str) -> TcpStream {
    let begun = Instant::now();
    loop {
        match try_begin(person, format) {
            (stream, 200) => return stream,
            (_, status) => assert_eq!(status, 503),
        }
        assert!(begun.elapsed() < PATIENCE, "it stays busy");
        thread::sleep(Duration::from_millis(50));
    }
}

fn try_begin(person: &Person, format: &str) -> (TcpStream, u16) {
    let body = json!({ "what": "answers", "format": format }).to_string();
    let host = person.app.url().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let head = format!(
        "POST {EXPORTS} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        person.cookie,
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    let status = std::str::from_utf8(&answer[9..]).unwrap().parse().unwrap();
    (stream, status)
}

/// Asks until it is served.
fn served(ask: impl Fn() -> Answer) -> Answer {
    let begun = Instant::now();
    loop {
        let answer = ask();
        if answer.status == 200 {
            return answer;
        }
        answer.refused(Reason::Unavailable);
        assert!(begun.elapsed() < PATIENCE, "it stays busy");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn whoever_goes_away_midway_leaves_a_note_of_it_and_nothing_else() {
    let app = full(60_000);
    let general = Person::new(&app, "general", &["general-manager"]);
    let small = || general.post(EXPORTS, &json!({ "what": "visits" }));
    for (n, format) in ["csv", "ndjson", "xlsx", "csv", "ndjson"].into_iter().enumerate() {
        let leaving = served_twice(&general, format);
        drop(leaving);
        served(small);
        let broken = app.number("SELECT COUNT(*) FROM exports WHERE row_count IS NULL");
        assert_eq!(broken, 2 * (i64::try_from(n).unwrap() + 1), "{format}");
    }
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert_eq!(
        log.matches("general  exported: answers as csv of every shop, every day, not to its end").count(),
        4
    );
    // Nobody is kept from writing or reading by what was left.
    assert_eq!(app.get("/readyz", &[]).status, 200);
    assert!(!app.log().contains("ERROR"), "{}", app.log());
}

/// Two exports at a time, which is as many as there may be.
fn served_twice(person: &Person, format: &str) -> [TcpStream; 2] {
    let both = [begin(person, format), begin(person, format)];
    let third = person.post(EXPORTS, &json!({ "what": "visits" }));
    let told = third.refused(Reason::Unavailable);
    assert!(told.detail.contains("Others are exporting") && !third.header("retry-after").is_empty());
    both
}

#[test]
fn an_export_that_breaks_off_is_not_taken_for_a_whole_one() {
    let app = full(2_000);
    let general = Person::new(&app, "general", &["general-manager"]);
    app.sql(
        "UPDATE answers SET question = 'unheard_of' WHERE record LIKE '100019%' AND question = 'overall'",
    );
    let url = app.url().to_owned();
    let body = json!({ "what": "answers", "format": "ndjson" }).to_string();
    let headers = [crate::app::JSON, ("cookie", general.cookie.as_str())];
    assert!(crate::app::try_post(&url, EXPORTS, body.as_bytes(), &headers).is_err(), "the end is missing");
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE row_count IS NULL"), 1);
    assert!(app.log().contains("an export was broken off"));
}

#[cfg(target_os = "linux")]
#[test]
fn the_services_memory_does_not_grow_with_the_rows() {
    let app = full(15_000);
    let general = Person::new(&app, "general", &["general-manager"]);
    let highest = || {
        let status = fs::read_to_string(format!("/proc/{}/status", app.pid())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap().to_owned();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    for format in ["csv", "ndjson", "xlsx"] {
        general.post(EXPORTS, &json!({ "what": "visits", "format": format }));
        let before = highest();
        let mut stream = begin(&general, format);
        let (mut bytes, mut piece) = (0, vec![0; 1 << 16]);
        loop {
            let read = stream.read(&mut piece).unwrap();
            bytes += read;
            if read == 0 {
                break;
            }
        }
        let grown = highest().saturating_sub(before);
        println!("{format}: {bytes} bytes, {grown} kB more than before");
        assert!(bytes > 500_000 && grown < 16 * 1024, "{format}: {bytes} bytes, {grown} kB");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE row_count = 45000"), 3);
}
