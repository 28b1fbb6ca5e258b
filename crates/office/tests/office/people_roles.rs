//! Every role against every route, within its scope and beyond it.

use crate::app::App;
use crate::described::Described;
use crate::people::{Person, World, body};
use chrono::Utc;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Every role that there is, as the program itself names them.
fn roles(app: &App) -> Vec<String> {
    let refused = app.cli(&["user", "grant", "fang", "no-such-role"]).err;
    let (_, known) = refused.split_once("[possible values: ").unwrap();
    known.split(']').next().unwrap().split(", ").map(str::to_owned).collect()
}

/// What somebody asks for, and what allows it.
struct Ask {
    route: &'static str,
    may: &'static str,
    /// What is answered to whoever may do this, and not there: 404 where it would tell that something is there.
    beyond: u16,
    /// What is answered to whoever may do it there.
    served: u16,
    /// Whether it holds for everything or for nothing.
    everywhere: bool,
    path: String,
    body: Option<Value>,
}

fn asks(shop: &str, number: &str) -> Vec<Ask> {
    let of = format!("/api/v1/complaints/{number}");
    let step = |kind: &str| json!({ "id": Uuid::now_v7(), "kind": kind });
    let export = |what: &str, orders: bool| {
        Some(json!({ "what": what, "format": "ndjson", "shop": shop, "orders": orders }))
    };
    let ask = |route, may, beyond, path: &str, body| Ask {
        route,
        may,
        beyond,
        served: 200,
        everywhere: false,
        path: path.to_owned(),
        body,
    };
    let at = Utc::now().to_rfc3339();
    let call = json!({ "id": Uuid::now_v7(), "complaint": number, "at": at, "outcome": "not_reached" });
    let list = "GET /api/v1/complaints";
    let report = "/api/v1/report?from=2000-01-01&to=2099-12-31";
    let days = json!({ "from": "2000-01-01", "to": "2099-12-31", "shop": shop });
    vec![
        ask("GET /api/v1/report", "read_scores", 403, &format!("{report}&shop={shop}"), None),
        ask(list, "read_complaints", 403, &format!("/api/v1/complaints?shop={shop}"), None),
        ask("GET /api/v1/complaints/{number}", "read_complaints", 404, &of, None),
        ask(
            "POST /api/v1/complaints/{number}/steps",
            "step_complaints",
            404,
            &format!("{of}/steps"),
            Some(step("passed_on")),
        ),
        ask(
            "POST /api/v1/complaints/{number}/steps",
            "approve_remedies",
            404,
            &format!("{of}/steps"),
            Some(step("remedy_approved")),
        ),
        ask(
            "POST /api/v1/complaints/{number}/openings",
            "open_words",
            404,
            &format!("{of}/openings"),
            Some(json!({})),
        ),
        ask(
            "POST /api/v1/comments/openings",
            "open_words",
            403,
            "/api/v1/comments/openings",
            Some(days.clone()),
        ),
        ask(
            "GET /api/v1/calls/due",
            "call_customers",
            403,
            &format!("/api/v1/calls/due?lapsed=12&shop={shop}"),
            None,
        ),
        ask("GET /api/v1/calls", "call_customers", 403, &format!("/api/v1/calls?shop={shop}"), None),
        ask("POST /api/v1/calls", "call_customers", 404, "/api/v1/calls", Some(call)),
        ask(
            "GET /api/v1/calls/rates",
            "read_scores",
            403,
            &format!("/api/v1/calls/rates?from=2000-01-01&to=2099-12-31&shop={shop}"),
            None,
        ),
        ask(
            "POST /api/v1/calls/openings",
            "open_words",
            404,
            "/api/v1/calls/openings",
            Some(json!({ "complaint": number })),
        ),
        ask("POST /api/v1/exports", "export", 403, "/api/v1/exports", export("complaints", false)),
        ask("POST /api/v1/exports", "export", 403, "/api/v1/exports", export("answers", false)),
        ask("POST /api/v1/exports", "export_orders", 403, "/api/v1/exports", export("answers", true)),
        ask("POST /api/v1/erasures", "erase", 404, "/api/v1/erasures", Some(json!({ "code": number }))),
    ]
    .into_iter()
    .chain(set_up())
    .collect()
}

/// What holds for the network alone. What it is about is not there: whoever may do it is told so, and nobody else.
fn set_up() -> Vec<Ask> {
    let log = "/api/v1/log?from=2000-01-01&to=2099-12-31";
    let ask = |route, may, served, path: &str, body| Ask {
        route,
        may,
        beyond: 403,
        served,
        everywhere: true,
        path: path.to_owned(),
        body,
    };
    let somebody = json!({ "id": format!("u{}", Uuid::now_v7()), "name": "王" });
    let role = json!({ "role": "viewer" });
    let users = |route, served, path: &str, body| ask(route, "manage_users", served, path, body);
    let devices = |route, served, path: &str, body| ask(route, "set_up", served, path, body);
    let nobody = "/api/v1/users/nobody";
    let of_nobody = format!("{nobody}/grants");
    let key = "/api/v1/devices/keys/0123456789abcdef/approvals";
    vec![
        ask("GET /api/v1/log", "read_log", 200, log, None),
        users("GET /api/v1/users", 200, "/api/v1/users", None),
        users("POST /api/v1/users", 200, "/api/v1/users", Some(somebody)),
        users("DELETE /api/v1/users/{id}", 404, nobody, None),
        users("POST /api/v1/users/{id}/passwords", 404, &format!("{nobody}/passwords"), Some(json!({}))),
        users("POST /api/v1/users/{id}/grants", 404, &of_nobody, Some(role)),
        users("DELETE /api/v1/users/{id}/grants", 404, &format!("{of_nobody}?role=viewer"), None),
        devices("GET /api/v1/devices", 200, "/api/v1/devices", None),
        devices(
            "POST /api/v1/devices/{id}/revocations",
            404,
            "/api/v1/devices/9999/revocations",
            Some(json!({})),
        ),
        devices("GET /api/v1/devices/keys", 200, "/api/v1/devices/keys", None),
        devices("POST /api/v1/devices/keys/{key}/approvals", 404, key, Some(json!({}))),
    ]
}

/// What people ask of who they are themselves: nobody needs a role for it.
const OWN: [&str; 3] = ["GET /api/v1/session", "DELETE /api/v1/session", "PUT /api/v1/session/password"];

#[test]
fn every_role_is_served_where_it_holds_by_what_it_allows_and_nowhere_else() {
    let World { app, numbers } = World::new();
    let routes: BTreeSet<String> = asks("demo", "x").iter().map(|ask| ask.route.to_owned()).collect();
    let of_people = |said: &Value| said["security"].to_string().contains("session");
    let operations =
        Described::by(&app).operations().into_iter().filter(|operation| of_people(&operation.said));
    let there: BTreeSet<String> =
        operations.map(|operation| format!("{} {}", operation.method, operation.path)).collect();
    let own = OWN.map(str::to_owned);
    assert_eq!(there, routes.into_iter().chain(own).collect(), "a route of people's stands in this table");

    for (_, number) in &numbers {
        let chosen = ["complaints", "step", number, "remedy-chosen", "--remedy", "repair", "--by", "p1"];
        app.cli(&chosen).success();
        app.cli(&["calls", "note", "--complaint", number, "--by", "p1", "--outcome", "reached"]).success();
    }
    let scopes = [
        ("network", &[][..], &["demo", "sister", "other"][..]),
        ("region", &["--region", "east"], &["demo", "sister"]),
        ("shop", &["--shop", "demo"], &["demo"]),
    ];
    let (mut people, mut tried) = (BTreeSet::new(), 0);
    for role in roles(&app) {
        for (scope, place, within) in scopes {
            let id = format!("{role}.{scope}");
            let person = Person::new(&app, &id, &[]);
            if !app.cli(&[&["user", "grant", &id, &role], place].concat()).success {
                continue;
            }
            people.insert(role.clone());
            let may = body(&person.get("/api/v1/session"))["grants"][0]["may"].clone();
            for (shop, number) in &numbers {
                for ask in asks(shop, number) {
                    let answer = match &ask.body {
                        Some(body) => person.post(&ask.path, body),
                        None => person.ask(ask.route.split(' ').next().unwrap(), &ask.path),
                    };
                    let allows = |act: &str| may.as_array().unwrap().contains(&json!(act));
                    let is_within = if ask.everywhere { scope == "network" } else { within.contains(shop) };
                    let answers = ask.body.as_ref().is_some_and(|body| body["what"] == "answers");
                    let expected = match (allows(ask.may), is_within) {
                        // What single customers said in a shop is not for whoever is one of it.
                        (true, true) if answers && scope == "shop" => 403,
                        (true, true) => ask.served,
                        (true, false) => ask.beyond,
                        // Who takes steps is told about a remedy like about any other step.
                        (false, false) if ask.may == "approve_remedies" && allows("step_complaints") => 404,
                        (false, _) => 403,
                    };
                    let what = format!("{id}: {} of {shop}, {:?}", ask.route, ask.body);
                    assert_eq!(answer.status, expected, "{what}: {}", String::from_utf8_lossy(&answer.body));
                    tried += 1;
                }
                app.sql("DELETE FROM complaint_steps WHERE kind IN ('passed_on', 'remedy_approved')");
            }
        }
    }
    assert_eq!(people.into_iter().collect::<Vec<_>>(), {
        let mut all = roles(&app);
        all.sort();
        all
    });
    assert!(tried >= 7 * 3 * 27, "{tried}");
    // Whoever is nobody is told nothing, and none of it stands in the log of the service.
    for ask in asks("demo", &numbers[0].1) {
        match ask.body {
            Some(body) => app.post(&ask.path, body.to_string().as_bytes(), &[crate::app::JSON]),
            None => app.ask(ask.route.split(' ').next().unwrap(), &ask.path, &[]),
        }
        .refused(handover_domain::wire::Reason::SignedOut);
    }
    let log = app.log();
    for secret in
        numbers.iter().map(|(_, number)| number.as_str()).chain(["CANARY", "13800138000", "care.network"])
    {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    assert!(log.contains("/api/v1/complaints/{number}/openings"), "routes are named by their template");
}

#[test]
fn whoever_holds_a_region_reads_a_shop_that_is_moved_there_and_not_one_that_left() {
    let world = World::new();
    let app = &world.app;
    let regional = Person::new(app, "regional", &["regional", "--region", "west"]);
    let numbers = |answer: &Value| {
        let all = answer["complaints"].as_array().unwrap().iter();
        all.map(|complaint| complaint["number"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    let all =
        |shops: &[&str]| shops.iter().map(|shop| world.number(shop).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(numbers(&body(&regional.get("/api/v1/complaints"))), all(&["other"]));
    app.cli(&["shop", "region", "sister", "west"]).success();
    app.cli(&["shop", "region", "other", "none"]).success();
    assert_eq!(numbers(&body(&regional.get("/api/v1/complaints"))), all(&["sister"]));
    assert_eq!(numbers(&body(&regional.get("/api/v1/complaints?region=west"))), all(&["sister"]));
    let care = Person::new(app, "care", &["care"]);
    assert_eq!(numbers(&body(&care.get("/api/v1/complaints"))), all(&["demo", "sister", "other"]));
    assert_eq!(numbers(&body(&care.get("/api/v1/complaints?region=east"))), all(&["demo"]));
    assert_eq!(numbers(&body(&care.get("/api/v1/complaints?region=east&shop=sister"))), all(&[]));
}
