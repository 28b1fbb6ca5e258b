//! Synthetic tablets: what they send is like any other's.

use crate::app::{App, Said};
use serde_json::Value;
use std::fs;
use std::net::TcpListener;

const NOW: &str = "2026-11-20T18:00:00+08:00";
const SPAN: [&str; 4] = ["--from", "2026-11-16", "--to", "2026-11-20"];

fn simulate(app: &App, more: &[&str]) -> Said {
    app.cli(&[&["simulate", "--now", NOW], more].concat())
}

fn small(app: &App, seed: &str) -> Said {
    simulate(app, &["--shops", "2", "--days", "5", "--seed", seed])
}

fn report(app: &App) -> Value {
    serde_json::from_str(&app.cli(&[&["report", "--by", "shop", "--format", "json"], &SPAN[..]].concat()).out)
        .unwrap()
}

/// How many answered this questionnaire.
fn answers(report: &Value, package: &str) -> u64 {
    let all = report["packages"].as_array().unwrap();
    all.iter().find(|found| found["id"] == package).map_or(0, |found| found["n"].as_u64().unwrap())
}

fn records(said: &Said) -> i64 {
    said.success();
    said.out.split(' ').next().unwrap().parse().expect(&said.out)
}

fn refused(said: &Said, because: &str) {
    assert!(!said.success, "{}", said.out);
    assert!(said.err.contains(because), "{}", said.err);
}

#[test]
fn a_small_network_is_whole_scored_and_the_same_each_time() {
    let app = App::unused();
    let sent = records(&small(&app, "7"));
    assert!(sent > 100, "{sent}");
    assert_eq!(app.audit(), format!("audit: 3 tablets, {sent} records, chain whole"));
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), sent);
    assert_eq!(app.number("SELECT COUNT(*) FROM quarantine"), 0);

    let scores = report(&app);
    for package in ["service", "delivery"] {
        assert!(answers(&scores, package) > 0, "{package} in {scores}");
    }
    // A tablet whose clock is two days slow is among them, and nothing of it falls out of the span.
    let all = app.report(&["--by", "shop"]);
    assert_eq!(scores["response_rates"], all["response_rates"]);
    for package in ["service", "delivery"] {
        assert_eq!(answers(&scores, package), answers(&all, package));
    }
    assert!(app.number("SELECT COUNT(*) FROM handovers") > 50);
    let complaints = app.cli(&["complaints"]);
    complaints.success();
    assert!(complaints.out.contains("closed") && complaints.out.contains("due"), "{}", complaints.out);

    let again = small(&app, "7");
    again.success();
    assert!(again.out.contains("north-1") && again.out.contains("nothing was changed"), "{}", again.out);
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), sent);

    let (same, other) = (App::unused(), App::unused());
    assert_eq!(records(&small(&same, "7")), sent);
    assert_eq!(report(&same), scores);
    small(&other, "8").success();
    assert_ne!(report(&other), scores);
}

#[test]
fn a_running_head_office_is_asked_as_slowly_as_it_wants() {
    let mut app = App::unused();
    app.serve(&["--rate", "1"]);
    // What this address may ask at once is used up before the tablets come to it.
    while app.post("/api/v1/enrolments", b"{}", &[crate::app::JSON]).status != 429 {}
    let url = app.url().to_owned();
    let sent = records(&simulate(&app, &["--shops", "2", "--days", "3", "--url", &url]));
    assert!(app.log().contains("too-many-requests"), "{}", app.log());
    assert_eq!(app.audit(), format!("audit: 3 tablets, {sent} records, chain whole"));
}

#[test]
fn codes_in_a_file_are_enough_where_the_database_is_elsewhere() {
    let app = App::start();
    let file = app.folder.path().join("codes");
    let elsewhere = app.folder.path().join("elsewhere");
    let write = |more: &str| {
        fs::write(&file, format!("{}\n\n{}\n{more}", app.code("demo"), app.code("demo"))).unwrap();
    };
    let run = |app: &App, url: &str| {
        let arguments = ["--days", "3", "--url", url, "--codes", file.to_str().unwrap()];
        // The data folder is of nobody: nothing is to be read from it or made in it.
        let mut command = std::process::Command::new(crate::app::program());
        command.args(["simulate", "--now", NOW]).args(arguments).arg("--data").arg(&elsewhere);
        let output = command.output().unwrap();
        assert!(!elsewhere.exists());
        assert!(app.number("SELECT COUNT(*) FROM shops") == 1);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { success: output.status.success(), out: text(output.stdout), err: text(output.stderr) }
    };
    write("ABCD");
    refused(&run(&app, app.url()), "line 4: an enrolment code has eight letters");
    write("");
    let sent = records(&run(&app, app.url()));
    assert_eq!(app.audit(), format!("audit: 2 tablets, {sent} records, chain whole"));
    refused(&run(&app, app.url()), "Not every tablet could be enrolled");
    write("");
    refused(&run(&app, app.url()), "another --seed");
    fs::write(&file, " \n").unwrap();
    refused(&run(&app, app.url()), "no enrolment code");
    fs::remove_file(&file).unwrap();
    refused(&run(&app, app.url()), "cannot be read");
}

#[test]
fn what_cannot_be_simulated_is_refused_in_a_sentence_and_nothing_is_made() {
    let app = App::unused();
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for (arguments, because) in [
        (&["--shops", "0"][..], "the number of shops is from 1 to 2000"),
        (&["--shops", "2001"], "the number of shops is from 1 to 2000"),
        (&["--shops", "many"], "the number of shops is from 1 to 2000"),
        (&["--days", "0"], "the number of days is from 1 to 1100"),
        (&["--days", "99999999999"], "the number of days is from 1 to 1100"),
        (&["--seed", "one"], "--seed"),
        (&["--codes", "file"], "--url"),
        (&["--url", &closed], "Nobody answers at"),
        (&["--url", "survey.example.org"], "is no address of a head office"),
        (&["--url", "https://"], "is no address of a head office"),
    ] {
        refused(&simulate(&app, arguments), because);
        assert!(!app.data().exists(), "{arguments:?}");
    }
    let served = App::empty();
    refused(&simulate(&app, &["--url", served.url()]), "--codes FILE");
    assert!(!app.data().exists());
}
