//! What customers wrote and how to reach them, opened by those who may, and never before it is on record.

use crate::complaint::publish;
use crate::people::{NAME, PHONE, Person, WORDS, World, described};
use crate::showroom::did;
use crate::tablet::{Tablet, completed};
use handover_domain::complaint::StepKind;
use handover_domain::wire::Reason;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const COMMENTS: &str = "/api/v1/comments/openings";

fn of(number: &str) -> String {
    format!("/api/v1/complaints/{number}/openings")
}

fn days(more: &[(&str, &str)]) -> Value {
    let mut days = json!({ "from": "2000-01-01", "to": "2099-12-31" });
    for (member, value) in more {
        days[*member] = json!(value);
    }
    days
}

#[test]
fn a_complaint_is_opened_whole_for_customer_care_and_the_log_says_by_whom() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    app.cli(&["staff", "add", "demo", "p1", "陈洁"]).success();
    let mut tablet = Tablet::enrolled(app);
    let contacted = tablet.act(&did(StepKind::Contacted, number).wrote("打过电话"));
    tablet.send(app, &[contacted]);
    let own = ["complaints", "step", number, "passed_on", "--by", "care.1", "--note", "by us"];
    app.cli(&own).success();
    let care = Person::new(app, "care", &["care"]);
    let answer = care.post(&of(number), &json!({ "lang": "en" }));
    assert_eq!(answer.header("cache-control"), "no-store");
    let told = described(&answer, "OpenedComplaints");
    let one = &told["complaints"][0];
    assert_eq!(one["about"]["number"], number);
    assert_eq!(one["words"], json!([{ "question": "happened", "text": WORDS }]));
    assert_eq!(one["chosen"], json!([{ "question": "about", "answer": "售后服务 (en)" }]));
    assert_eq!(one["contact"], json!({ "name": NAME, "phone": PHONE, "consent": "answer_complaint" }));
    assert_eq!((&one["visit"]["visit"], &one["mode"]), (&json!("service"), &json!("live")));
    assert_eq!((&one["closed"], &told["missing"]), (&json!([]), &json!([])));
    let steps: Vec<_> = one["steps"].as_array().unwrap().iter().collect();
    let of = |kind: &str| *steps.iter().find(|step| step["kind"] == kind).unwrap();
    assert_eq!((&of("contacted")["note"], &of("contacted")["name"]), (&json!("打过电话"), &json!("陈洁")));
    assert_eq!((&of("contacted")["own"], &of("passed_on")["own"]), (&json!(false), &json!(true)));
    assert_eq!(of("passed_on")["note"], "by us");
    let logged = app.texts("SELECT part || ' ' || opened_by FROM openings");
    assert_eq!(logged, ["contact care", "note care", "text care"]);
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert!(log.contains("care  opened: contact of record"), "{log}");
}

#[test]
fn what_was_erased_or_cannot_be_read_is_told_with_its_reason() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    app.cli(&["erase", number]).success();
    let care = Person::new(app, "care", &["care"]);
    let told = described(&care.post(&of(number), &json!({})), "OpenedComplaints");
    let one = &told["complaints"][0];
    assert_eq!(one["closed"], json!([{ "part": "contact", "why": "erased" }]));
    assert!(one.get("contact").is_none() && one["words"][0]["text"] == WORDS);
    assert_eq!(one["chosen"][0]["answer"], "售后服务", "in the language of head office where none is named");
    app.sql("DELETE FROM records WHERE shop = 'demo'");
    let told = described(&care.post(&of(number), &json!({})), "OpenedComplaints");
    assert_eq!((&told["complaints"], &told["missing"][0]["shop"]), (&json!([]), &json!("demo")));
}

#[test]
fn nothing_is_opened_while_it_cannot_be_put_on_record() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    let care = Person::new(app, "care", &["care"]);
    let lock = app.lock();
    for (path, body) in [(of(number), json!({})), (COMMENTS.to_owned(), days(&[]))] {
        let answer = care.post(&path, &body);
        assert!(!String::from_utf8_lossy(&answer.body).contains("CANARY"));
        answer.refused(Reason::Unavailable);
    }
    drop(lock);
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 0);
    described(&care.post(&of(number), &json!({})), "OpenedComplaints");
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 2);
}

#[test]
fn each_opening_of_a_complaint_is_on_record_even_where_the_service_is_killed_over_it() {
    let mut world = World::new();
    let number = world.number("demo").to_owned();
    let cookie = Person::new(&world.app, "care", &["care"]).cookie;
    for _ in 0..3 {
        let before = world.app.number("SELECT COUNT(*) FROM openings");
        let address = world.app.url().to_owned();
        let (path, held) = (of(&number), cookie.clone());
        let asking = std::thread::spawn(move || {
            let headers = [crate::app::JSON, ("cookie", held.as_str())];
            crate::app::try_post(&address, &path, b"{}", &headers).map(|answer| answer.body)
        });
        std::thread::sleep(std::time::Duration::from_millis(15));
        world.app.kill();
        let opened =
            asking.join().unwrap().is_ok_and(|body| String::from_utf8_lossy(&body).contains("CANARY"));
        let logged = world.app.number("SELECT COUNT(*) FROM openings") - before;
        assert!(logged == 2 || (logged == 0 && !opened), "{logged} {opened}");
        world.app.serve(&[]);
    }
}

#[test]
fn whoever_may_not_open_leaves_everything_closed() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    for (id, post) in [
        ("viewer", &["viewer"][..]),
        ("manager", &["shop-manager", "--shop", "demo"]),
        ("regional", &["regional", "--region", "east"]),
        ("general", &["general-manager"]),
        ("privacy", &["privacy"]),
        ("admin", &["admin"]),
        ("nobody", &[]),
    ] {
        let person = Person::new(app, id, post);
        person.post(&of(number), &json!({})).refused(Reason::Forbidden);
        person.post(COMMENTS, &days(&[("shop", "demo")])).refused(Reason::Forbidden);
    }
    let east = Person::new(app, "east", &["care", "--region", "east"]);
    east.post(&of(world.number("other")), &json!({})).refused(Reason::NotFound);
    east.post(COMMENTS, &days(&[("shop", "other")])).refused(Reason::Forbidden);
    east.post(COMMENTS, &days(&[("region", "west")])).refused(Reason::Forbidden);
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 0);
}

#[test]
fn comments_are_opened_for_the_days_and_shops_that_are_asked_for_each_logged() {
    let world = World::new();
    let app = &world.app;
    let shops = |person: &Person, more: &[(&str, &str)]| {
        let told = described(&person.post(COMMENTS, &days(more)), "OpenedComments");
        for survey in told["surveys"].as_array().unwrap() {
            assert_eq!(survey["words"], json!([{ "question": "comment", "text": WORDS }]));
        }
        let shops = told["surveys"].as_array().unwrap().iter();
        shops.map(|survey| survey["shop"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let care = Person::new(app, "care", &["care"]);
    let east = Person::new(app, "east", &["care", "--region", "east"]);
    let opened = || app.number("SELECT COUNT(*) FROM openings");
    assert_eq!(shops(&care, &[]), ["demo", "other", "sister"]);
    assert_eq!((opened(), app.texts("SELECT DISTINCT opened_by FROM openings")), (3, vec!["care".into()]));
    assert_eq!(shops(&east, &[]), ["demo", "sister"]);
    assert_eq!(shops(&care, &[("shop", "other")]), ["other"]);
    assert_eq!(shops(&care, &[("region", "east"), ("shop", "sister")]), ["sister"]);
    assert_eq!(opened(), 7);
    let none = care.post(COMMENTS, &json!({ "from": "2000-01-01", "to": "2000-01-02" }));
    assert_eq!(described(&none, "OpenedComments"), json!({ "surveys": [] }));
    for (body, said) in [
        (json!({}), "missing field `from`"),
        (json!({ "from": "2026-11-30", "to": "2026-11-01" }), "name the earlier day first"),
        (days(&[("shop", "' OR 1=1 --")]), "is not a valid shop"),
        (days(&[("region", "' OR 1=1 --")]), "is not a valid region"),
        (days(&[("after", "2026-11-01/demo/' OR 1=1")]), "`after` is what"),
        (days(&[("from", "2026-11-01' OR '1'='1")]), "is not a day"),
    ] {
        let told = care.post(COMMENTS, &body).refused(Reason::Unreadable).detail;
        assert!(told.contains(said), "{body}: {told}");
    }
    assert_eq!(opened(), 7);
    // One whose bytes are not those of its header is no survey, and nothing to log; `audit` tells of it.
    app.sql("UPDATE parts SET data = x'00' WHERE name = 'text' AND shop = 'other'");
    assert_eq!(shops(&care, &[]), ["demo", "sister"]);
    assert_eq!(opened(), 9);
}

#[test]
fn more_comments_than_fit_into_an_answer_come_page_by_page() {
    let world = World::new();
    let app = &world.app;
    publish(app, &crate::complaint::package(3));
    let mut tablet = Tablet::enrolled(app);
    let records: Vec<_> = (0..240)
        .map(|n| tablet.write(&completed().answer("overall", "fair").wrote(&format!("words {n}"))))
        .collect();
    for batch in records.chunks(40) {
        tablet.send(app, batch);
    }
    let care = Person::new(app, "care", &["care", "--shop", "demo"]);
    let (mut body, mut seen, mut pages) = (days(&[]), BTreeSet::new(), 0);
    loop {
        let told = described(&care.post(COMMENTS, &body), "OpenedComments");
        let surveys = told["surveys"].as_array().unwrap();
        assert!(surveys.len() <= 200);
        seen.extend(surveys.iter().map(|survey| survey["record"].to_string()));
        pages += 1;
        match told.get("next") {
            Some(next) => body["after"] = next.clone(),
            None => break,
        }
    }
    assert_eq!((seen.len(), pages), (241, 2));
    let said = app.cli(&["comments", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert_eq!(said.lines().count(), 243, "and so on the command line");
}
