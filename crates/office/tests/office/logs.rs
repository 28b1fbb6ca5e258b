//! What is logged, and what never is.

use crate::app::{App, JSON, encoded};
use crate::tablet::{BATCHES, CONFIG, ENROLMENTS, Key, Tablet, completed};
use handover_domain::wire::{Reason, Type};
use serde_json::{Value, json};

/// Sends these where anything can be sent, and more that are personal: what no line of the log may hold.
fn everything(app: &App) -> Vec<String> {
    let mut tablet = Tablet::enrolled(app);
    let canaries = ["王先生", "CANARY-NAME", "RO-4711", "13800138000", "京AD12345"];
    for canary in canaries {
        let encoded = encoded(canary);
        for target in
            [format!("/{encoded}"), format!("/api/v1/{encoded}"), format!("/healthz?order={encoded}")]
        {
            app.get(&target, &[]);
        }
        let quoted =
            json!({ "protocol": canary, "app": canary, "code": canary, "device": canary, "records": canary });
        app.post(BATCHES, quoted.to_string().as_bytes(), &[JSON]).refused(Reason::Unreadable);
        for (path, typ) in
            [(BATCHES, Type::Batch), (ENROLMENTS, Type::Enrolment), ("/api/v1/keys", Type::NewKey)]
        {
            let signed = tablet.key.sign(typ, quoted.to_string().as_bytes()).to_json();
            app.post(path, signed.as_bytes(), &[JSON]).refused(Reason::Unreadable);
        }
    }
    for name in [
        "user-agent",
        "x-request-id",
        "authorization",
        "if-none-match",
        "referer",
        "cookie",
        "x-forwarded-for",
    ] {
        app.get(CONFIG, &[(name, "CANARY-HEADER")]);
    }
    app.raw(b"CANARY-METHOD / HTTP/1.1\r\nHost: CANARY-HOST\r\nConnection: close\r\n\r\n");
    let code = app.code("demo");
    let (key, stranger) = (Key::new(), Key::new());
    assert_eq!(key.enrol(app, &code).status, 200);
    stranger.enrol(app, &code).refused(Reason::BadCode);
    tablet.ask(app, &stranger).refused(Reason::NotApproved);
    let survey = tablet
        .write(&completed().answer("overall", "fair").order("RO-4711").advisor("a1").wrote("CANARY-WORDS"));
    tablet.send(app, std::slice::from_ref(&survey));
    let mut altered = survey;
    altered.parts[0].data[40] ^= 1;
    tablet.try_send(app, &[altered]).refused(Reason::WrongRecord);
    let mut secret: Vec<String> = canaries.map(str::to_owned).into();
    secret.extend(["CANARY", "demo", "王敏"].map(str::to_owned));
    secret.extend([
        code.clone(),
        code.replace('-', ""),
        tablet.config.device.to_string(),
        tablet.epoch.0.to_string(),
    ]);
    secret.extend([&key, &stranger, &tablet.key].map(|key| key.id().to_string()));
    secret
}

/// The log of a service that everything was sent to, without any of it.
fn clean(format: &str) -> Vec<String> {
    let mut app = App::start();
    app.kill();
    app.serve(&["--log-format", format]);
    let secret = everything(&app);
    app.kill();
    let log = app.log();
    for word in secret {
        assert!(!log.to_lowercase().contains(&word.to_lowercase()), "{word} is in the log:\n{log}");
    }
    let lines: Vec<String> = log.lines().map(str::to_owned).collect();
    assert!(lines.len() > 40, "{log}");
    lines
}

#[test]
fn a_log_for_a_collector_has_one_object_a_request_and_nothing_that_was_sent() {
    let lines: Vec<Value> = clean("json").iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lines: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let find = |route: &str, status: u16| {
        let line = lines.iter().find(|line| line["span"]["route"] == route && line["status"] == status);
        line.unwrap_or_else(|| panic!("no {status} of {route}: {lines:?}"))
    };
    let stored = find(BATCHES, 200);
    assert_eq!((&stored["span"]["method"], &stored["span"]["tablet"]), (&json!("POST"), &json!(1)));
    assert_eq!((&stored["span"]["records"], &stored["refused"]), (&json!(1), &Value::Null));
    assert!(
        stored["ms"].is_u64() && stored["span"]["id"].as_str().is_some_and(|id| id.len() == 36),
        "{stored}"
    );
    assert_eq!(find(ENROLMENTS, 200)["span"]["tablet"], 1);
    assert_eq!(find(BATCHES, 422)["refused"], "wrong-record");
    assert_eq!(find(ENROLMENTS, 403)["refused"], "bad-code");
    assert_eq!(find("other", 404)["span"]["method"], "GET");
    assert!(lines.iter().any(|line| line["span"]["method"] == "other"), "a method of somebody's invention");
}

#[test]
fn a_log_for_people_has_one_line_a_request_and_nothing_that_was_sent() {
    let lines = clean("text");
    let stored = lines.iter().find(|line| line.contains(BATCHES) && line.contains("status=200")).unwrap();
    assert!(
        ["method=\"POST\"", "tablet=1", "records=1", "ms="].iter().all(|piece| stored.contains(piece)),
        "{stored}"
    );
}

#[test]
fn an_answer_names_its_line() {
    let app = App::empty();
    let answer = app.get("/healthz", &[("x-request-id", "of-the-sender")]);
    let id = answer.header("x-request-id");
    assert_eq!(app.log().lines().filter(|line| line.contains(id)).count(), 1, "{}", app.log());
    assert_ne!(app.get("/healthz", &[]).header("x-request-id"), id);
}
