//! Customer care at work: whom to call, what came of it, and what was said.

use crate::calls::{due, id, import, noted, visited};
use crate::people::{Person, World, described};
use chrono::Utc;
use handover_domain::wire::Reason;
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;
use uuid::Uuid;

const CALLS: &str = "/api/v1/calls";
const SAID: &str = "waits for CANARY-PART";

/// A call about this order, two days after its visit.
fn new(order: &str) -> Value {
    json!({ "id": Uuid::now_v7(), "order": order, "at": "2024-02-29T10:00:00+08:00", "outcome": "reached" })
}

/// The same with other members, too.
fn with(mut call: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("an object") };
    call.as_object_mut().unwrap().extend(more);
    call
}

fn note(care: &Person, call: &Value) -> Value {
    described(&care.post(CALLS, call), "NotedCall")
}

fn list(care: &Person, query: &str) -> Value {
    described(&care.get(&format!("{CALLS}{query}")), "CallPage")
}

fn open(care: &Person, what: &Value) -> Value {
    described(&care.post(&format!("{CALLS}/openings"), what), "OpenedCalls")
}

fn is_due(care: &Person, query: &str) -> Value {
    described(&care.get(&format!("{CALLS}/due?{query}")), "DueCalls")
}

/// `call about`, for each that is due.
fn whom(told: &Value) -> Vec<String> {
    let calls = told["calls"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    calls
        .map(|call| {
            let about = text(&call["about"]["order"]).or_else(|| text(&call["about"]["complaint"]));
            format!("{} {}", text(&call["due"]["call"]).unwrap(), about.unwrap())
        })
        .collect()
}

fn rates(person: &Person, query: &str) -> Value {
    described(&person.get(&format!("{CALLS}/rates?{query}")), "CallRates")
}

#[test]
fn the_day_s_calls_are_those_of_the_command_line_what_is_most_late_first() {
    let app = visited();
    let care = Person::new(&app, "care", &["care"]);
    let told = is_due(&care, "on=2024-03-04");
    let printed = due(&app, "2024-03-04", &[]);
    let orders = |text: &str| {
        let after = text.split(" order ").skip(1);
        after.map(|rest| rest.split_whitespace().next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let told_orders: Vec<String> =
        whom(&told).iter().map(|call| call.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(told_orders, orders(&printed));
    assert_eq!(whom(&told), ["7dc SO-1", "3dc RO-1", "3dc RO-2"]);
    assert_eq!(
        told["calls"][1],
        json!({
            "shop": "demo", "about": { "order": "RO-1" }, "late": 3, "tries": 0,
            "due": { "call": "3dc", "from": "2024-02-28", "last": "2024-03-01" },
            "visit": { "visit": "service", "day": "2024-02-27", "advisor": "a1", "model": "星辰 S3" },
        })
    );
    assert_eq!((&told["on"], &told["since"]), (&json!("2024-03-04"), &json!("2024-02-03")));
    assert_eq!(whom(&is_due(&care, "on=2024-03-04&back=3")), ["3dc RO-1", "3dc RO-2"]);
    assert_eq!(whom(&is_due(&care, "on=2024-02-19")), [""; 0]);
    assert_eq!(is_due(&care, "")["on"], Utc::now().date_naive().to_string());
}

#[test]
fn a_call_is_noted_once_by_whoever_is_signed_in_and_says_what_is_due_next() {
    let app = visited();
    let care = Person::new(&app, "care", &["care"]);
    let call = with(new("RO-1"), json!({ "said": SAID, "next": "ring again", "survey": "full" }));
    let told = note(&care, &call);
    assert_eq!(
        told,
        json!({
            "call": { "id": call["id"], "shop": "demo", "about": { "order": "RO-1" }, "call": "3dc", "words": true,
                      "at": "2024-02-29T10:00:00+08:00", "by": "care", "outcome": "reached", "survey": "full",
                      "supervisor": false },
            "next": { "call": "second", "from": "2024-03-07", "last": "2024-03-07" },
        })
    );
    let counts = || (app.number("SELECT COUNT(*) FROM calls"), app.number("SELECT COUNT(*) FROM deeds"));
    let once = counts();
    assert_eq!(note(&care, &call)["call"], told["call"]);
    let another = Person::new(&app, "another", &["care"]);
    for (who, other) in [
        (&care, with(call.clone(), json!({ "said": "nothing" }))),
        (&care, with(call.clone(), json!({ "outcome": "declined", "survey": "none" }))),
        (&another, call.clone()),
    ] {
        let refused = who.post(CALLS, &other).refused(Reason::WrongRecord).detail;
        assert!(refused.contains("and stays as it is; nothing was noted"), "{refused}");
    }
    assert_eq!((counts().0, once.0), (1, 1));
    let noted =
        format!("care · call noted: 3dc, reached, call {} of shop demo", call["id"].as_str().unwrap());
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert!(log.contains(noted.split(" · ").nth(1).unwrap()) && log.contains("care"), "{log}");
    assert_eq!(whom(&is_due(&care, "on=2024-03-07&back=0")), ["second RO-1", "3dc RO-9"]);

    let right = with(new("RO-1"), json!({ "outcome": "not_reached", "corrects": call["id"] }));
    assert_eq!(note(&care, &right)["next"]["call"], "3dc");
    let again = care.post(CALLS, &with(new("RO-1"), json!({ "corrects": call["id"] })));
    assert!(again.refused(Reason::WrongRecord).detail.contains("was corrected by call"));
    let nobody = json!({ "corrects": Uuid::now_v7() });
    care.post(CALLS, &with(new("RO-1"), nobody)).refused(Reason::NotFound);

    let asked = with(new("RO-2"), json!({ "supervisor": true }));
    note(&care, &asked);
    let question = &is_due(&care, "on=2024-03-03")["questions"][0];
    assert_eq!((&question["call"]["id"], &question["last"]), (&asked["id"], &json!("2024-03-02")));
}

#[test]
fn what_was_said_is_opened_by_customer_care_with_a_line_in_the_log_and_stands_in_no_list() {
    let app = visited();
    let care = Person::new(&app, "care", &["care"]);
    let call = with(new("RO-1"), json!({ "said": SAID, "next": "\u{1b}[2Jring 13800138000" }));
    note(&care, &call);
    note(&care, &with(new("RO-1"), json!({ "outcome": "not_reached", "at": "2024-03-07T10:00:00+08:00" })));
    let page = care.get(CALLS);
    assert!(!String::from_utf8_lossy(&page.body).contains("CANARY"));
    assert_eq!(page.header("cache-control"), "no-store");
    let log = || app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    let line = format!("opened: note of record {} of shop demo", call["id"].as_str().unwrap());
    assert!(!log().contains(&line));
    let told = open(&care, &json!({ "order": "RO-1" }));
    let [first, second] = [0, 1].map(|n| &told["calls"][n]);
    assert_eq!((&first["said"], &first["next"]), (&json!(SAID), &json!("[2Jring 13800138000")));
    assert_eq!((&second["closed"], second.get("said")), (&json!("none"), None));
    assert_eq!(log().matches(&line).count(), 1, "{}", log());
    assert_eq!(open(&care, &json!({ "id": call["id"] }))["calls"].as_array().unwrap().len(), 1);
    assert_eq!(log().matches(&line).count(), 2);
    for (what, reason) in [
        (json!({ "order": "RO-404" }), Reason::NotFound),
        (json!({ "id": Uuid::now_v7() }), Reason::NotFound),
        (json!({ "order": "RO-1", "shop": "nowhere" }), Reason::NotFound),
        (json!({ "order": "RO-1", "id": Uuid::now_v7() }), Reason::Unreadable),
        (json!({ "order": "RO-1", "complaint": "01A-00CW-7KB" }), Reason::Unreadable),
        (json!({}), Reason::Unreadable),
    ] {
        care.post(&format!("{CALLS}/openings"), &what).refused(reason);
    }
    assert!(!app.log().contains("CANARY") && !app.log().contains("RO-1"));
}

#[test]
fn an_order_that_two_shops_know_is_asked_back_and_within_one_shop_it_is_theirs() {
    let world = World::new();
    let app = &world.app;
    let at = Utc::now().to_rfc3339();
    let call = |shop: Value| with(new("RO-7"), json!({ "at": at, "shop": shop, "said": shop }));
    let (care, south) =
        (Person::new(app, "care", &["care"]), Person::new(app, "south", &["care", "--shop", "sister"]));
    for shop in ["demo", "sister", "other"] {
        import(app, shop, &format!("order,visit,day\nRO-7,service,{}\n", &at[..10]));
    }
    let refused = care.post(CALLS, &call(Value::Null)).refused(Reason::WrongRecord).detail;
    assert!(
        refused.contains("known in the shops demo, other, sister, so nothing was noted; say which"),
        "{refused}"
    );
    for shop in ["demo", "other"] {
        note(&care, &call(json!(shop)));
        south.post(CALLS, &call(json!(shop))).refused(Reason::Forbidden);
    }
    let told = note(&south, &with(call(Value::Null), json!({ "said": "sister" })));
    assert_eq!(told["call"]["shop"], "sister");
    let openings = format!("{CALLS}/openings");
    let refused = care.post(&openings, &json!({ "order": "RO-7" })).refused(Reason::WrongRecord).detail;
    assert!(refused.contains("in more than one shop"), "{refused}");
    let said =
        |told: &Value| told["calls"].as_array().unwrap().iter().map(|call| call["said"].clone()).collect();
    let of_other: Vec<Value> = said(&open(&care, &json!({ "order": "RO-7", "shop": "other" })));
    assert_eq!(of_other, ["other"]);
    let theirs: Vec<Value> = said(&open(&south, &json!({ "order": "RO-7" })));
    assert_eq!(theirs, ["sister"]);
    let shops = |page: &Value| {
        let calls = page["calls"].as_array().unwrap().iter();
        calls.map(|call| call["shop"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shops(&list(&south, "")), ["sister"]);
    assert_eq!(shops(&list(&care, "?region=west")), ["other"]);
    assert_eq!(shops(&is_due(&south, "")), [""; 0], "who was reached today is called in a week");
}

#[test]
fn a_long_list_comes_page_by_page_each_call_once() {
    let app = visited();
    let first =
        id(&noted(&app, &["--order", "RO-1", "--outcome", "reached", "--at", "2024-02-29T10:00:00Z"]));
    let copy = |n: u32| {
        format!(
            "INSERT INTO calls (shop, id, order_ref, kind, at, utc_offset, day, by_person, outcome, survey, supervisor)
             SELECT shop, '{n:08}' || SUBSTR(id, 9), order_ref, kind, at + {}, utc_offset, day, by_person, outcome, survey,
               supervisor FROM calls WHERE id = '{first}';",
            n / 3
        )
    };
    app.sql(&(1..450).map(copy).collect::<String>());
    let care = Person::new(&app, "care", &["care"]);
    let (mut query, mut seen) = ("?from=2024-02-29&to=2024-02-29".to_owned(), Vec::new());
    loop {
        let page = list(&care, &query);
        seen.extend(page["calls"].as_array().unwrap().iter().map(|call| call["id"].to_string()));
        match page.get("next") {
            Some(next) => query = format!("?after={}", next.as_str().unwrap()),
            None => break,
        }
        assert!(seen.len() % 200 == 0);
    }
    assert_eq!(seen.len(), 450);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 450);
    assert_eq!(list(&care, "?from=2024-03-01&to=2024-03-02")["calls"], json!([]));
}

#[test]
fn rates_are_totals_beside_their_targets_for_whoever_reads_scores() {
    let app = visited();
    for (order, outcome, survey) in [("RO-1", "reached", "full"), ("SO-1", "declined", "none")] {
        let more = ["--survey", survey, "--at", "2024-02-29T10:00:00Z"];
        noted(&app, &[&["--order", order, "--outcome", outcome], &more[..]].concat());
    }
    let viewer = Person::new(&app, "viewer", &["viewer"]);
    let told = rates(&viewer, "from=2024-02-27&to=2024-03-02");
    let rate = json!({ "due": 3, "reached": 2, "surveyed": 1 });
    assert_eq!(
        (&told["all"], &told["reached_target"], &told["surveyed_target"]),
        (&rate, &json!(50), &json!(60))
    );
    assert_eq!(told["shops"], json!([{ "shop": "demo", "rate": rate }]));
    let coming = rates(&viewer, "from=2099-01-01&to=2099-12-31");
    assert_eq!(coming["all"], json!({ "due": 0, "reached": 0, "surveyed": 0 }));
}

#[test]
fn what_cannot_be_so_is_refused_in_a_sentence_and_nothing_is_noted() {
    let app = visited();
    let care = Person::new(&app, "care", &["care"]);
    let cases: [(Value, Reason, &str); 12] = [
        (json!({ "order": "RO-404" }), Reason::NotFound, "No order RO-404 is known"),
        (json!({ "order": "<script>" }), Reason::Unreadable, "is not a valid handover number"),
        (json!({ "order": "RO-9" }), Reason::WrongRecord, "came before the visit"),
        (json!({ "at": "2099-01-01T00:00:00Z" }), Reason::WrongRecord, "is yet to come"),
        (json!({ "at": "yesterday" }), Reason::Unreadable, "a time is written as"),
        (json!({ "outcome": "fine" }), Reason::Unreadable, "unknown variant `fine`"),
        (json!({ "outcome": "later" }), Reason::WrongRecord, "say when to call again"),
        (json!({ "outcome": "declined", "survey": "full" }), Reason::WrongRecord, "A survey is answered by"),
        (json!({ "complaint": "01A-00CW-7KB" }), Reason::Unreadable, "name one of them"),
        (json!({ "order": null }), Reason::Unreadable, "name one of them"),
        (json!({ "shop": "nowhere" }), Reason::NotFound, "There is no shop `nowhere`"),
        (json!({ "id": Uuid::nil() }), Reason::Unreadable, "UUID of version 7"),
    ];
    for (more, reason, said) in cases {
        let refused = care.post(CALLS, &with(new("RO-1"), more)).refused(reason).detail;
        assert!(refused.contains(said), "{said}: {refused}");
    }
    let none = with(new("RO-1"), json!({ "order": null, "complaint": "00A-0001-00D" }));
    assert!([404, 400].contains(&care.post(CALLS, &none).status));
    for (query, said) in [
        ("?from=2026-11-01", "name the first day and the last, or neither"),
        ("?after=abc", "`after` is what an earlier answer gave"),
        ("?shop=%27%20OR%20%271%27%3D%271", "is not a valid shop"),
        ("/due?on=yesterday", "`yesterday` is not a day"),
        ("/due?back=9999", "`back` is 3660 days at most"),
        ("/due?lapsed=0", "`back` is 3660 days at most"),
        ("/due?back=-1", "does not ask for calls due"),
        ("/rates", "name the first day and the last"),
        ("/rates?from=2026-11-30&to=2026-11-01", "name the earlier day first"),
    ] {
        let told = care.get(&format!("{CALLS}{query}")).refused(Reason::Unreadable).detail;
        assert!(told.contains(said), "{query}: {told}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM calls"), 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM deeds WHERE deed LIKE 'call%'"), 0);
}

#[test]
fn whoever_is_slow_to_say_what_came_of_a_call_keeps_nobody_from_reading() {
    let app = visited();
    let care = Person::new(&app, "care", &["care"]);
    let head = format!(
        "POST {CALLS} HTTP/1.1\r\nHost: a\r\nCookie: {}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{{",
        care.cookie
    );
    let slow = |_| {
        let mut stream = TcpStream::connect(app.url().trim_start_matches("http://")).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    // More of them than there are connections to either database.
    let waiting: Vec<TcpStream> = (0..20).map(slow).collect();
    sleep(Duration::from_millis(500));
    assert_eq!(list(&care, "")["calls"], json!([]));
    drop(waiting);
}
