//! Who did what, for whoever may read it.

use crate::people::{Person, World, described};
use handover_domain::wire::Reason;
use serde_json::{Value, json};

const ALL: &str = "/api/v1/log?from=2000-01-01&to=2099-12-31";

fn deeds(person: &Person, more: &str) -> Value {
    described(&person.get(&format!("{ALL}{more}")), "Log")
}

#[test]
fn the_log_tells_who_opened_exported_erased_and_changed_what() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    let care = Person::new(app, "care", &["care"]);
    let privacy = Person::new(app, "privacy", &["privacy"]);
    assert_eq!(care.post(&format!("/api/v1/complaints/{number}/openings"), &json!({})).status, 200);
    assert_eq!(care.post("/api/v1/exports", &json!({ "what": "steps", "shop": "demo" })).status, 200);
    assert_eq!(privacy.post("/api/v1/erasures", &json!({ "code": number, "confirmed": true })).status, 200);
    let told = deeds(&privacy, "");
    let lines: Vec<String> = told["deeds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|deed| format!("{} {}: {}", deed["by"], deed["did"], deed["about"]).replace('"', ""))
        .collect();
    for line in [
        "care signed in: care",
        "care opened: text of record",
        "care exported: steps as csv of shop demo, every day, 0 rows",
        "privacy erased: contact of record",
    ] {
        assert!(lines.iter().any(|told| told.starts_with(line)), "{line}: {lines:#?}");
    }
    assert!(
        lines.iter().any(|told| told.ends_with("role granted: care: care for the network")),
        "{lines:#?}"
    );
    assert!(!told.to_string().contains(number), "records are named by their ids");
}

#[test]
fn a_long_log_comes_page_by_page_each_deed_once() {
    let world = World::new();
    let app = &world.app;
    let admin = Person::new(app, "admin", &["admin"]);
    app.sql(
        "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1234)
         INSERT INTO deeds SELECT 'd' || CAST(i AS TEXT), 1000000000000 + i / 400, 'fang', 'tried', CAST(i AS TEXT) FROM n",
    );
    let of_days = "&from=2001-09-01";
    let (mut after, mut seen, mut sizes) = (String::new(), Vec::new(), Vec::new());
    loop {
        let page = described(&admin.get(&format!("/api/v1/log?from=2001-09-09&to=2001-09-09{after}")), "Log");
        let about = page["deeds"].as_array().unwrap().iter().map(|deed| deed["about"].to_string());
        let before = seen.len();
        seen.extend(about);
        sizes.push(seen.len() - before);
        match page.get("next") {
            Some(next) => after = format!("&after={}", crate::app::encoded(next.as_str().unwrap())),
            None => break,
        }
    }
    assert_eq!(sizes, [500, 500, 234]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 1234);
    let said = app.cli(&["log", "--from", "2001-09-09", "--to", "2001-09-09"]).out;
    assert_eq!(said.lines().count(), 1234, "and so on the command line");
    admin.get(&format!("{ALL}{of_days}")).refused(Reason::Unreadable);
}

#[test]
fn what_cannot_be_asked_of_the_log_is_told_and_sql_stays_a_text() {
    let world = World::new();
    let admin = Person::new(&world.app, "admin", &["admin"]);
    let sql = crate::app::encoded("' OR '1'='1");
    for (query, said) in [
        ("", "does not ask for the log"),
        ("?from=2026-11-01", "does not ask for the log"),
        ("?from=2026-11-30&to=2026-11-01", "name the earlier day first"),
        (&format!("?from={sql}&to={sql}"), "is not a day"),
        ("?from=2026-11-01&to=2026-11-30&after=x", "`after` is what"),
        ("?from=-262143-01-01&to=+262142-12-31", "is not a day"),
    ] {
        let told = admin.get(&format!("/api/v1/log{query}")).refused(Reason::Unreadable).detail;
        assert!(told.contains(said), "{query}: {told}");
    }
    let far = format!("{ALL}&after=4000000000000.{sql}");
    assert_eq!(described(&admin.get(&far), "Log"), json!({ "deeds": [] }));
}
