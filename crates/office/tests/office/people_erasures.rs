//! Erasing at a customer's wish, by whoever answers for privacy.

use crate::people::{Person, World, described};
use handover_domain::wire::Reason;
use serde_json::{Value, json};

const ERASURES: &str = "/api/v1/erasures";

fn erase(person: &Person, body: &Value) -> Value {
    described(&person.post(ERASURES, body), "ToldErasure")
}

#[test]
fn what_would_be_erased_is_told_first_and_only_what_is_confirmed_is_gone() {
    let world = World::new();
    let (app, number) = (&world.app, world.number("demo"));
    let privacy = Person::new(app, "privacy", &["privacy"]);
    let parts = || app.number("SELECT COUNT(*) FROM parts");
    let before = parts();
    let told = erase(&privacy, &json!({ "code": number }));
    assert_eq!(
        (&told["erased"], &told["of"], &told["code"]),
        (&json!(false), &json!("complaint"), &json!(number))
    );
    assert_eq!((&told["parts"], &told["left"]), (&json!(["contact"]), &json!(["text"])));
    let sentence =
        format!("Complaint {number}: the contact details would be erased, and would not be taken again.");
    assert_eq!(told["sentences"][0], sentence);
    let dry = app.cli(&["erase", number, "--dry-run"]);
    assert_eq!(
        dry.out.lines().collect::<Vec<_>>(),
        told["sentences"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect::<Vec<_>>()
    );
    assert_eq!((parts(), app.number("SELECT COUNT(*) FROM erased")), (before, 0), "nothing was");

    let told = erase(&privacy, &json!({ "code": number, "confirmed": true }));
    assert_eq!((&told["erased"], &told["left"]), (&json!(true), &json!(["text"])));
    let sentence =
        format!("Complaint {number}: the contact details are erased, and will not be taken again.");
    assert_eq!(told["sentences"][0], sentence);
    assert_eq!(app.texts("SELECT part || ' ' || erased_by FROM erased"), ["contact privacy"]);
    assert_eq!(parts(), before - 1);
    let all = json!({ "code": number, "everything": true, "confirmed": true });
    assert_eq!(erase(&privacy, &all)["parts"], json!(["text"]));
    let again = erase(&privacy, &all);
    assert_eq!(again["sentences"], json!([format!("Complaint {number}: nothing was left to erase.")]));
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert!(log.contains("privacy  erased: contact of record"), "{log}");
}

#[test]
fn a_code_that_is_mistyped_or_not_here_is_refused_in_the_sentence_of_the_command_line() {
    let world = World::new();
    let app = &world.app;
    let privacy = Person::new(app, "privacy", &["privacy"]);
    for (code, reason) in [
        ("001-0001-000", Reason::Unreadable),
        ("", Reason::Unreadable),
        ("' OR '1'='1", Reason::Unreadable),
        ("01A-00CW-7KB", Reason::NotFound),
    ] {
        for confirmed in [false, true] {
            let told =
                privacy.post(ERASURES, &json!({ "code": code, "confirmed": confirmed })).refused(reason);
            assert_eq!(told.detail, app.cli(&["erase", code]).err.trim_end());
        }
    }
    let record = json!({ "code": world.number("demo"), "record": "nobody", "confirmed": true });
    let told = privacy.post(ERASURES, &record).refused(Reason::NotFound).detail;
    assert!(told.contains("No record of that id has the code"), "{told}");
    privacy
        .post(ERASURES, &json!({ "code": world.number("demo"), "confirmed": "yes" }))
        .refused(Reason::Unreadable);
    assert_eq!(app.number("SELECT COUNT(*) FROM erased"), 0);
}
