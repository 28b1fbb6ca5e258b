//! Requests that a page of another site makes in the name of whoever is signed in here.

use crate::app::{App, JSON};
use crate::described::Described;
use crate::people::{Person, World, body};
use handover_domain::wire::Reason;

/// Asks with this method and says what the browser says of where it comes from.
fn from(app: &App, method: &str, path: &str, cookie: &str, site: &str) -> crate::app::Answer {
    let headers = [JSON, ("cookie", cookie), ("sec-fetch-site", site)];
    match method {
        "POST" => app.post(path, b"{}", &headers),
        "PUT" => app.put(path, b"{}", &headers),
        method => app.ask(method, path, &headers),
    }
}

#[test]
fn nothing_is_changed_or_opened_for_a_page_of_another_site_however_near_it_is() {
    let world = World::new();
    let app = &world.app;
    let care = Person::new(app, "care", &["care"]);
    let number = world.number("demo");
    let mut tried = 0;
    for operation in Described::by(app).operations() {
        let of_people = operation.said["tags"].to_string().contains("people");
        if !of_people || operation.method == "GET" {
            continue;
        }
        let path = operation.path_of(number);
        for site in ["cross-site", "same-site", "SAME-ORIGIN", ""] {
            let answer = from(app, &operation.method, &path, &care.cookie, site);
            let told = answer.refused(Reason::Forbidden).detail;
            assert!(told.contains("page of another site"), "{path}: {told}");
        }
        tried += 1;
    }
    assert!(tried >= 14, "{tried}");
    for table in ["openings", "exports", "erased", "complaint_steps"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")), 0, "{table}");
    }
    // Our own page may, and its session has gone on.
    let path = format!("/api/v1/complaints/{number}/openings");
    body(&from(app, "POST", &path, &care.cookie, "same-origin"));
    // No page of another origin is let to read an answer.
    let answer =
        app.get("/api/v1/complaints", &[("cookie", &care.cookie), ("origin", "https://evil.example")]);
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, ""));
}
