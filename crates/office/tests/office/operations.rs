//! What whoever runs head office asks it.

use crate::app::{App, JSON, try_get};
use crate::tablet::{BATCHES, Tablet, completed};
use handover_domain::wire::Reason;
use std::collections::BTreeSet;
use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// As long as an answer to "ready?" serves everybody.
const FRESH: Duration = Duration::from_millis(1100);

/// Head office with its metrics at an address of their own, which it names in its log.
fn measured() -> (App, String) {
    let mut app = App::start();
    app.kill();
    app.serve(&["--metrics", "127.0.0.1:0"]);
    let log = app.log();
    let (_, address) = log.rsplit_once("address=").expect(&log);
    let url = format!("http://{}", address.trim());
    (app, url)
}

/// The value of one series.
fn value(metrics: &str, series: &str) -> f64 {
    let line = metrics.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {series} in\n{metrics}")).parse().unwrap()
}

#[test]
fn it_is_ready_while_a_row_can_be_written_and_alive_as_long_as_it_answers() {
    let app = App::empty();
    assert_eq!((app.get("/healthz", &[]).status, app.get("/readyz", &[]).status), (200, 200));
    let lock = app.lock();
    sleep(FRESH);
    let start = Instant::now();
    let answer = app.get("/readyz", &[]);
    answer.refused(Reason::Unavailable);
    assert_eq!(answer.header("retry-after"), "5");
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    assert_eq!(app.get("/healthz", &[]).status, 200);
    drop(lock);
    sleep(FRESH);
    assert_eq!(app.get("/readyz", &[]).status, 200);
    app.sql("DROP TABLE heartbeat");
    sleep(FRESH);
    app.get("/readyz", &[]).refused(Reason::Unavailable);
}

#[test]
fn it_is_not_ready_without_a_key_that_was_made_since_and_says_where_its_file_belongs() {
    let app = App::empty();
    app.cli(&["keys", "rotate", "records"]).success();
    let (file, elsewhere) = (app.data().join("keys/records-2.key"), app.folder.path().join("elsewhere"));
    fs::rename(&file, &elsewhere).unwrap();
    let said = app.get("/readyz", &[]).refused(Reason::Unavailable).detail;
    assert!(said.contains("every key of its own") && !said.contains("records-2"), "{said}");
    assert!(app.log().contains("records-2.key"), "{}", app.log());
    fs::rename(&elsewhere, &file).unwrap();
    sleep(FRESH);
    assert_eq!(app.get("/readyz", &[]).status, 200);

    app.cli(&["keys", "rotate", "signing", "--enrol-anew"]).success();
    sleep(FRESH);
    app.get("/readyz", &[]).refused(Reason::Unavailable);
    assert!(app.log().contains("start the service again"), "{}", app.log());
}

#[test]
fn however_often_somebody_asks_whether_it_is_ready_the_database_is_written_to_once_a_second() {
    let app = App::empty();
    // What is written is counted by what it was: a moment that was not there when somebody looked.
    let mut beats = BTreeSet::new();
    let start = Instant::now();
    for _ in 0..200 {
        assert_eq!(app.get("/readyz", &[]).status, 200);
        beats.insert(app.number("SELECT at FROM heartbeat"));
    }
    assert!(beats.len() <= usize::try_from(start.elapsed().as_secs()).unwrap() + 1, "{beats:?}");
}

#[test]
fn metrics_are_at_an_address_of_their_own_and_nowhere_else() {
    let (app, metrics) = measured();
    app.get("/metrics", &[]).refused(Reason::NotFound);
    let answer = try_get(&metrics, "/metrics", &[]).unwrap();
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/plain; version=0.0.4; charset=utf-8")
    );
    for path in ["/", "/healthz", BATCHES] {
        try_get(&metrics, path, &[]).unwrap().refused(Reason::NotFound);
    }
}

#[test]
fn what_happened_is_counted_and_no_label_holds_what_was_sent() {
    let (app, url) = measured();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, std::slice::from_ref(&record));
    tablet.send(&app, &[record]);
    let mut unread = tablet.core(&completed());
    unread.package.as_mut().unwrap().hash = handover_domain::hash::Hash::of(b"never published");
    let unread = tablet.seal(&unread, &completed());
    let unread = tablet.append(unread);
    tablet.send(&app, &[unread]);
    app.post(BATCHES, b"CANARY", &[JSON]).refused(Reason::Unreadable);
    app.get("/api/v1/CANARY?CANARY=CANARY", &[("user-agent", "CANARY")]).refused(Reason::NotFound);
    app.raw(b"CANARY /CANARY HTTP/1.1\r\nHost: CANARY\r\nConnection: close\r\n\r\n");
    let text = String::from_utf8(try_get(&url, "/metrics", &[]).unwrap().body).unwrap();
    for (series, number) in [
        ("handover_batches_total", 3.0),
        ("handover_records_total{status=\"stored\"}", 2.0),
        ("handover_records_total{status=\"duplicate\"}", 1.0),
        ("handover_quarantine", 1.0),
        ("handover_batches_waiting", 0.0),
        ("handover_batch_seconds_count", 3.0),
        ("handover_refused_total{reason=\"unreadable\"}", 1.0),
        ("handover_requests_total{route=\"/api/v1/batches\",method=\"POST\",status=\"200\"}", 3.0),
        ("handover_requests_total{route=\"other\",method=\"other\",status=\"404\"}", 1.0),
        ("handover_request_seconds_count{route=\"/api/v1/enrolments\"}", 1.0),
    ] {
        assert!((value(&text, series) - number).abs() < 0.5, "{series} {}", value(&text, series));
    }
    for word in ["CANARY", "demo", tablet.key.id().as_str(), &tablet.config.device.to_string()] {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
    assert!(text.lines().all(|line| line.starts_with("# ") || line.starts_with("handover_")), "{text}");
}
