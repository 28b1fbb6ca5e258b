//! Complaints as people at head office read them, and what they do about them.

use crate::app::App;
use crate::complaint::{self, complaint, number};
use crate::people::{Person, World, described};
use crate::tablet::Tablet;
use chrono::{TimeDelta, Utc};
use handover_domain::wire::Reason;
use serde_json::{Value, json};
use uuid::Uuid;

const LIST: &str = "/api/v1/complaints";

fn list(person: &Person, query: &str) -> Value {
    described(&person.get(&format!("{LIST}{query}")), "ComplaintPage")
}

fn numbers(page: &Value) -> Vec<&str> {
    page["complaints"].as_array().unwrap().iter().map(|one| one["number"].as_str().unwrap()).collect()
}

fn steps(number: &str) -> String {
    format!("{LIST}/{number}/steps")
}

fn new(kind: &str) -> Value {
    json!({ "id": Uuid::now_v7(), "kind": kind })
}

/// Head office with a complaint of 45 minutes ago, of somebody who wants to be called.
fn complained() -> (App, Tablet, String) {
    let app = complaint::app();
    let mut tablet = Tablet::enrolled(&app);
    let at = (Utc::now() - TimeDelta::minutes(45)).to_rfc3339();
    let record = tablet.complain(&complaint().wrote("CANARY").call("CANARY", "+8613800138000").at(&at));
    tablet.send(&app, std::slice::from_ref(&record));
    let number = number(&record);
    (app, tablet, number)
}

#[test]
fn a_complaint_is_told_with_its_clocks_and_its_steps_and_without_a_word_of_the_customer() {
    let (app, _, number) = complained();
    let care = Person::new(&app, "care", &["care"]);
    let answer = care.get(&format!("{LIST}/{number}"));
    assert!(!String::from_utf8_lossy(&answer.body).contains("CANARY"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let told = described(&answer, "ComplaintsOfNumber");
    let one = &told["complaints"][0];
    assert_eq!(told["complaints"].as_array().unwrap().len(), 1);
    for (member, value) in [
        ("number", json!(number)),
        ("shop", json!("demo")),
        ("category", json!("after_sales_service")),
        ("severity", json!("grievance")),
        ("contact", json!("left")),
        ("records", json!(1)),
        ("closed", json!(false)),
        ("steps", json!([])),
    ] {
        assert_eq!(one[member], value, "{member}");
    }
    let states = |one: &Value| {
        let clocks = one["clocks"].as_array().unwrap().iter();
        clocks
            .map(|clock| format!("{} {}", clock["deadline"], clock["state"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(states(one), ["to_department missed", "first_contact due", "agreement due", "revisit due"]);
    assert!(one["clocks"][0].get("met").is_none());

    let after = described(&care.post(&steps(&number), &new("contacted")), "ListedComplaint");
    assert_eq!(states(&after)[..2], ["to_department missed", "first_contact kept"]);
    assert!(after["clocks"][0]["met"].is_string());
    assert_eq!((&after["steps"][0]["kind"], &after["steps"][0]["by"]), (&json!("contacted"), &json!("care")));
    assert_eq!(list(&care, "")["complaints"][0], after);
}

#[test]
fn the_list_is_narrowed_by_each_filter_and_by_all_of_them_together() {
    let app = complaint::app();
    let mut tablet = Tablet::enrolled(&app);
    let cases = [
        complaint().at("2026-11-01T10:00:00+08:00"),
        complaint().major().call("", "+8613800138000").at("2026-11-02T10:00:00+08:00"),
        complaint().major().at("2026-11-03T10:00:00+08:00"),
    ];
    let records: Vec<_> = cases.iter().map(|case| tablet.complain(case)).collect();
    tablet.send(&app, &records);
    let [first, second, third] = [0, 1, 2].map(|n| number(&records[n]));
    let care = Person::new(&app, "care", &["care"]);
    assert_eq!(numbers(&list(&care, "")), [&first, &second, &third]);
    assert_eq!(numbers(&list(&care, "?severity=major")), [&second, &third]);
    assert_eq!(numbers(&list(&care, "?from=2026-11-02&to=2026-11-02")), [&second]);
    assert_eq!(numbers(&list(&care, "?shop=demo&from=2026-11-01&to=2026-11-02")), [&first, &second]);
    assert_eq!(numbers(&list(&care, "?shop=nowhere")), [""; 0]);
    for kind in ["remedy_chosen", "remedy_approved", "carried_out"] {
        let remedy: &[&str] = if kind == "remedy_chosen" { &["--remedy", "explain"] } else { &[] };
        app.cli(&[&["complaints", "step", &third, kind, "--by", "p1"], remedy].concat()).success();
    }
    assert_eq!(numbers(&list(&care, "?open=true")), [&first, &second]);
    assert_eq!(numbers(&list(&care, "?open=true&severity=major")), [&second]);
    assert_eq!(numbers(&list(&care, "?open=false")), [&first, &second, &third]);
    let closed = &list(&care, "")["complaints"][2];
    assert_eq!((&closed["closed"], &closed["contact"]), (&json!(true), &json!("none")));
    app.cli(&["erase", &second]).success();
    assert_eq!(list(&care, "")["complaints"][1]["contact"], "erased");
    app.sql("DELETE FROM complaints WHERE severity = 'grievance'");
    app.sql(&format!(
        "INSERT INTO quarantine (shop, record, reason) VALUES ('demo', '{}', 'of a test')",
        records[0].check().unwrap().core.id
    ));
    let page = list(&care, "?from=2026-11-01&to=2026-11-01");
    assert_eq!((numbers(&page), &page["unread"]), (vec![], &json!(1)));
    assert_eq!(list(&care, "?from=2026-11-02&to=2026-11-09")["unread"], 0);
}

#[test]
fn a_long_list_comes_page_by_page_each_complaint_once() {
    let (app, _, number) = complained();
    let copy = |n: u32| {
        format!(
            "INSERT INTO records SELECT shop, '{n:08}' || SUBSTR(id, 9), device, epoch, seq + {n}, hash, header, day,
               received_at, ahead FROM records WHERE seq = 1;
             INSERT INTO complaints SELECT shop, '{n:08}' || SUBSTR(record, 9), number, device, package, category, department,
               severity, contact, visit, language, captured_at - {}, utc_offset, day FROM complaints
               WHERE record IN (SELECT id FROM records WHERE seq = 1);",
            n / 3
        )
    };
    app.sql(&(1..450).map(copy).collect::<String>());
    let care = Person::new(&app, "care", &["care"]);
    let (mut after, mut seen) = (String::new(), Vec::new());
    loop {
        let page = list(&care, &after);
        let records = page["complaints"].as_array().unwrap().iter().map(|one| one["record"].to_string());
        seen.extend(records);
        match page.get("next") {
            Some(next) => after = format!("?after={}", next.as_str().unwrap()),
            None => break,
        }
        assert!(seen.len() % 200 == 0 && numbers(&page).iter().all(|told| *told == number));
    }
    assert_eq!(seen.len(), 450);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 450);
}

#[test]
fn what_cannot_be_asked_is_refused_in_a_sentence_and_sql_stays_a_text() {
    let world = World::new();
    let care = Person::new(&world.app, "care", &["care"]);
    let sql = "%27%20OR%20%271%27%3D%271";
    for (query, said) in [
        ("?from=2026-11-01", "name the first day and the last, or neither"),
        ("?from=yesterday&to=2026-11-30", "`yesterday` is not a day"),
        ("?from=2026-11-30&to=2026-11-01", "name the earlier day first"),
        ("?open=perhaps", "does not ask for complaints"),
        ("?severity=huge", "a complaint is one of grievance, ordinary, major"),
        ("?after=abc", "`after` is what an earlier answer gave"),
        (&format!("?shop={sql}"), "is not a valid shop"),
        (&format!("?region={sql}"), "is not a valid region"),
        (&format!("?severity={sql}"), "a complaint is one of"),
        (&format!("?open={sql}"), "does not ask for complaints"),
        (&format!("?after=1.{sql}"), "`after` is what"),
        (&format!("?from={sql}&to={sql}"), "is not a day"),
        (&format!("/{sql}"), "was mistyped, so nothing was done"),
        ("/001-0001-000", "was mistyped"),
        ("/%FF%FE", "nothing at this address"),
    ] {
        let answer = care.get(&format!("{LIST}{query}"));
        let reason = if query == "/%FF%FE" { Reason::NotFound } else { Reason::Unreadable };
        let told = answer.refused(reason).detail;
        assert!(told.contains(said), "{query}: {told}");
    }
    assert_eq!(numbers(&list(&care, "")).len(), 3);
}

#[test]
fn one_that_is_not_theirs_is_answered_like_one_that_there_is_not() {
    let world = World::new();
    let manager = Person::new(&world.app, "manager", &["shop-manager", "--shop", "demo"]);
    let theirs = world.number("other");
    // Of the same tablet's journal, later than anything that it wrote.
    let none =
        handover_domain::complaint::Number::issue(9, handover_domain::ids::Epoch(Uuid::nil()), 9).to_string();
    for path in ["", "/steps"] {
        let ask = |number: &str| {
            let path = format!("{LIST}/{number}{path}");
            let answer = if path.ends_with("/steps") {
                manager.post(&path, &new("passed_on"))
            } else {
                manager.get(&path)
            };
            answer.refused(Reason::NotFound).detail.replace(number, "N")
        };
        assert_eq!(ask(theirs), ask(&none), "{path}");
    }
    assert_eq!(world.app.number("SELECT COUNT(*) FROM complaint_steps"), 0);
}

#[test]
fn steps_follow_the_form_and_are_refused_in_the_sentences_of_the_command_line() {
    let (app, _, number) = complained();
    let general = Person::new(&app, "general", &["general-manager"]);
    let told = |body: &Value, reason: Reason| {
        let before = app.number("SELECT COUNT(*) FROM complaint_steps");
        let refused = general.post(&steps(&number), body).refused(reason);
        assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps"), before);
        refused.detail
    };
    let said = |arguments: &[&str]| {
        let said = app.cli(&[&["complaints", "step", &number], arguments, &["--by", "general"]].concat());
        assert!(!said.success, "{arguments:?}");
        said.err.trim_end().to_owned()
    };
    let same = |kind: &str, more: Option<&str>| {
        let mut body = new(kind);
        let mut arguments = vec![kind];
        if let Some(remedy) = more {
            body["remedy"] = json!(remedy);
            arguments.extend(["--remedy", remedy]);
        }
        assert_eq!(told(&body, Reason::WrongRecord), said(&arguments), "{kind}");
    };
    let done = |kind: &str, remedy: Option<&str>| {
        let mut body = new(kind);
        body["remedy"] = json!(remedy);
        body["note"] = json!("打过电话");
        described(&general.post(&steps(&number), &body), "ListedComplaint");
    };
    same("carried_out", None);
    same("remedy_approved", None);
    same("remedy_chosen", None);
    same("contacted", Some("repair"));
    done("remedy_chosen", Some("repair"));
    same("remedy_chosen", Some("repair"));
    same("carried_out", None);
    done("remedy_approved", None);
    done("carried_out", None);
    done("satisfied", None);
    same("contacted", None);
    let open = app.cli(&["complaints", "--open", &number]).out;
    assert!(open.contains("remedy_chosen: repair  by general, at head office\n    打过电话\n"), "{open}");
    let feed = Tablet::enrolled(&app).feed(&app);
    assert_eq!(feed.complaints[0].steps.len(), 4, "the tablets learn of it");
}

#[test]
fn the_remedy_is_approved_by_whoever_manages_the_shop_and_by_nobody_else() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    let care = Person::new(app, "care", &["care"]);
    let manager = Person::new(app, "manager", &["shop-manager", "--shop", "demo"]);
    // Of one shop the manager, and of the others customer care.
    let both = Person::new(app, "both", &["shop-manager", "--shop", "sister"]);
    crate::people::grant(app, &["both", "care"]);
    let mut chosen = new("remedy_chosen");
    chosen["remedy"] = json!("explain");
    described(&care.post(&steps(number), &chosen), "ListedComplaint");
    for person in [&care, &both] {
        let refused = person.post(&steps(number), &new("remedy_approved")).refused(Reason::Forbidden).detail;
        assert_eq!(refused, "Only a manager notes remedy_approved. Nothing was noted.");
    }
    let approved = described(&manager.post(&steps(number), &new("remedy_approved")), "ListedComplaint");
    assert_eq!(approved["steps"][1]["by"], "manager");
}

#[test]
fn a_step_sent_twice_is_noted_once_and_another_one_under_its_id_is_refused() {
    let (app, tablet, number) = complained();
    let care = Person::new(&app, "care", &["care"]);
    let other = Person::new(&app, "other", &["care"]);
    let mut step = new("contacted");
    step["note"] = json!("  erreicht  ");
    let first = described(&care.post(&steps(&number), &step), "ListedComplaint");
    let version = tablet.feed(&app).version;
    assert_eq!(described(&care.post(&steps(&number), &step), "ListedComplaint"), first);
    assert_eq!((first["steps"].as_array().unwrap().len(), tablet.feed(&app).version), (1, version));
    let with = |member: &str, value: Value| {
        let mut other = step.clone();
        other[member] = value;
        other
    };
    let taken = "Something else was noted under the id";
    let record = app.texts("SELECT record FROM complaints").remove(0);
    for (person, body) in [
        (&care, with("kind", json!("passed_on"))),
        (&care, with("note", json!("nicht erreicht"))),
        (&care, with("note", json!(null))),
        (&other, step.clone()),
        // The id of the complaint's own record.
        (&care, with("id", json!(record))),
    ] {
        let told = person.post(&steps(&number), &body).refused(Reason::WrongRecord).detail;
        assert!(told.contains(taken) && told.contains("and stays"), "{told}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps"), 1);
    // What was written about it was erased meanwhile, and does not come back.
    app.cli(&["erase", &number, "--everything"]).success();
    described(&care.post(&steps(&number), &step), "ListedComplaint");
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps WHERE note IS NOT NULL"), 0);
    for id in [json!(Uuid::nil()), json!("1"), json!(7), json!(null)] {
        care.post(&steps(&number), &with("id", id)).refused(Reason::Unreadable);
    }
}

#[test]
fn of_two_who_take_the_same_step_at_once_one_is_told_that_it_was_taken() {
    let (app, _, number) = complained();
    let people: Vec<Person> = (0..4).map(|n| Person::new(&app, &format!("care{n}"), &["care"])).collect();
    let took: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = people
            .iter()
            .map(|person| scope.spawn(|| person.post(&steps(&number), &new("passed_on")).status))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(took.iter().filter(|status| **status == 200).count(), 1, "{took:?}");
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps"), 1);
}

#[test]
fn a_complaint_in_no_list_or_of_a_shared_number_takes_no_step() {
    let app = complaint::app();
    let mut tablet = Tablet::enrolled(&app);
    let trained = tablet.complain(&complaint().training());
    tablet.send(&app, std::slice::from_ref(&trained));
    let care = Person::new(&app, "care", &["care"]);
    let told = care.post(&steps(&number(&trained)), &new("passed_on")).refused(Reason::WrongRecord).detail;
    assert!(told.contains("is in no list, since it was made in training"), "{told}");
    care.get(&format!("{LIST}/{}", number(&trained))).refused(Reason::NotFound);

    let said = complaint();
    let first = tablet.complain(&said);
    let mut header = tablet.complaint_core(&complaint());
    header.complaint = first.check().unwrap().core.complaint;
    let twin = tablet.seal_complaint(&header, &said);
    let twin = tablet.append(twin);
    tablet.send(&app, &[first.clone(), twin]);
    let told = care.post(&steps(&number(&first)), &new("passed_on")).refused(Reason::WrongRecord).detail;
    assert!(told.contains("2 records have the number"), "{told}");
    let both = described(&care.get(&format!("{LIST}/{}", number(&first))), "ComplaintsOfNumber");
    assert_eq!(both["complaints"].as_array().unwrap().len(), 2);
    assert_eq!(both["complaints"][0]["records"], 2);
}
