//! Values that are meant to do harm, at every address that the description knows.

use crate::app::{App, encoded};
use crate::described::{Described, Operation};
use crate::people::{Person, grant};
use crate::people_examples::people;
use crate::spoiled::{TEXTS, spoiled, typ, values};
use crate::tablet::{Key, Tablet, completed};
use flate2::Compression;
use flate2::write::GzEncoder;
use handover_domain::wire::{MAX_BYTES, Problem, Reason};
use serde_json::Value;
use std::io::Write;
use std::time::{Duration, Instant};

fn gzip(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    (0..times).for_each(|_| encoder.write_all(bytes).unwrap());
    encoder.finish().unwrap()
}

/// A request as it goes over the wire, whatever stands in it.
fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}Content-Length: {}\r\n\r\n",
        headers.concat(),
        body.len()
    );
    [head.as_bytes(), body].concat()
}

struct Attack<'a> {
    app: &'a App,
    operation: &'a Operation,
    /// Whether there are addresses below its own.
    goes_on: bool,
    /// Of whoever is signed in.
    cookie: Option<String>,
    tried: usize,
}

/// What a complaint could be called.
const NUMBER: &str = "01A-00CW-7KB";

impl Attack<'_> {
    /// What comes back within a second: one of the answers that are described, and where something is asked of a tablet,
    /// one of the refusals.
    fn answer(&mut self, target: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, Option<Problem>) {
        let mut headers = headers.to_vec();
        headers.extend(self.cookie.as_ref().map(|cookie| ("Cookie", cookie.as_str())));
        let headers = &headers[..];
        let start = Instant::now();
        let (status, head, body) = self.app.raw(&request(&self.operation.method, target, headers, body));
        assert!(start.elapsed() < Duration::from_secs(1), "{target} {headers:?}: {:?}", start.elapsed());
        assert!(status != 500 && !head.to_lowercase().contains("x-evil"), "{target} {headers:?}: {head}");
        self.tried += 1;
        (status, Problem::recognise(status, &body))
    }

    fn is_met(&mut self, target: &str, headers: &[(&str, &str)], body: &[u8]) {
        let what =
            format!("{} {target} {headers:?} {:.200}", self.operation.method, String::from_utf8_lossy(body));
        match self.answer(target, headers, body) {
            (_, Some(problem)) => {
                assert!(self.operation.may_refuse(&problem), "{what}: {} is not described", problem.reason);
            }
            (status, None) => {
                assert!(!self.operation.wants_a_tablet(), "{what}: {status}, and no problem of ours");
                assert!(
                    self.operation.said["responses"].get(status.to_string()).is_some(),
                    "{what}: {status}"
                );
            }
        }
    }

    fn in_address(&mut self) {
        let path = self.operation.path_of(NUMBER);
        for text in TEXTS {
            self.is_met(&format!("{path}?a={0}&{0}=a", encoded(text)), &[], b"");
            if self.operation.path != path {
                self.is_met(&self.operation.path_of(&encoded(text)), &[], b"");
            }
            if !self.goes_on {
                let (_, problem) = self.answer(&format!("{path}/{}", encoded(text)), &[], b"");
                assert_eq!(problem.map(|problem| problem.reason), Some(Reason::NotFound), "{path}/{text:?}");
            }
        }
        self.is_met(&format!("{path}?{}", "a".repeat(10_000)), &[], b"");
        self.is_met(&format!("{path}?{}", "a".repeat(20_000)), &[], b"");
    }

    /// Each name that the address takes, with each of the values, beside days that are right.
    fn in_query(&mut self) {
        let path = self.operation.path_of(NUMBER);
        let long = "9".repeat(10_000);
        for name in self.operation.queries() {
            for text in TEXTS.iter().chain([&long.as_str(), &"2026-02-30", &"1e99", &"%FF"]) {
                let days = ["from=2026-11-01", "to=2026-11-30"];
                let days: Vec<&str> =
                    days.into_iter().filter(|day| !day.starts_with(&format!("{name}="))).collect();
                let text = if *text == "%FF" { "%FF".into() } else { encoded(text) };
                self.is_met(&format!("{path}?{}&{name}={text}", days.join("&")), &[], b"");
                self.is_met(&format!("{path}?{name}={text}&{name}={text}"), &[], b"");
            }
        }
    }

    /// What people send, with each member missing once, and once each of the values.
    fn in_members(&mut self) {
        let Some(schema) = self.operation.body() else { return };
        let whole = people().into_iter().find(|(name, _)| *name == schema).unwrap().1;
        let path = self.operation.path_of(NUMBER);
        let json = ("Content-Type", "application/json");
        for member in whole.as_object().unwrap().keys() {
            let mut missing = whole.clone();
            missing.as_object_mut().unwrap().remove(member);
            let with = |value| {
                let mut with = whole.clone();
                with[member] = value;
                with
            };
            for body in values().into_iter().map(with).chain([missing]) {
                self.is_met(&path, &[json], body.to_string().as_bytes());
            }
        }
        for value in values() {
            self.is_met(&path, &[json], value.to_string().as_bytes());
        }
    }

    fn in_headers(&mut self) {
        let path = self.operation.path_of(NUMBER);
        let mut names = self.operation.headers();
        names.extend([
            "Authorization",
            "Content-Type",
            "Accept",
            "X-Request-Id",
            "X-Forwarded-For",
            "Range",
            "Expect",
            "X-HTTP-Method-Override",
        ]);
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let long = "A".repeat(20_000);
        for name in &names {
            for text in TEXTS.iter().filter(|text| !text.contains(['\0', '\r'])).chain([&long.as_str()]) {
                self.is_met(&path, &[(name, text)], b"{}");
                self.is_met(&path, &[(name, &format!("Handover {text}"))], b"{}");
                self.is_met(&path, &[(name, &format!("Handover {text}.{text}.{text}"))], b"{}");
            }
        }
    }

    fn in_body(&mut self) {
        let path = self.operation.path_of(NUMBER);
        let (json, gzipped) = (("Content-Type", "application/json"), ("Content-Encoding", "gzip"));
        let deep = ["[", "{\"a\":"].map(|open| open.repeat(MAX_BYTES / open.len()).into_bytes());
        let long = format!("{{\"payload\":\"{}\"}}", "A".repeat(MAX_BYTES - 14)).into_bytes();
        assert_eq!(long.len(), MAX_BYTES);
        let mut bodies: Vec<Vec<u8>> = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
        bodies.extend(deep);
        bodies.extend([b"\xff\xfe\0{".to_vec(), vec![0; 1000], vec![b' '; MAX_BYTES + 1], long]);
        bodies.extend([b"1e999999999".to_vec(), b"{\"payload\":\"\\ud800\"}".to_vec()]);
        for body in &bodies {
            self.is_met(&path, &[json], body);
            self.is_met(&path, &[json, gzipped], &gzip(body, 1));
            self.is_met(&path, &[json, gzipped], body);
        }
        let bomb = gzip(&vec![0; 1 << 20], 50);
        for packed in [&bomb, &bomb[..bomb.len() / 2], &gzip(&bomb, 1)] {
            self.is_met(&path, &[json, gzipped], packed);
        }
    }

    /// What an enrolled tablet, or a stranger, signs with one member spoiled.
    fn in_payload(&mut self, described: &Described, payload: &str, tablet: &Tablet) {
        let stranger = Key::new();
        // A tablet that asks for the key that it has may call its version whatever it likes.
        let signers = if payload == "NewKey" { vec![&stranger] } else { vec![&tablet.key, &stranger] };
        for key in signers {
            for spoiled in spoiled(described, payload, tablet, key) {
                self.send_signed(key, payload, spoiled.to_string().as_bytes());
            }
            for bytes in [&b"\xff\xfe"[..], b"", b"null", &b"[".repeat(100_000)] {
                self.send_signed(key, payload, bytes);
            }
        }
        let envelope = tablet.key.sign(typ(payload), b"{}").to_json();
        let envelope: Value = serde_json::from_str(&envelope).unwrap();
        for member in ["protected", "payload", "signature"] {
            for value in values() {
                let mut envelope = envelope.clone();
                envelope[member] = value;
                self.send(&envelope);
            }
        }
    }

    fn send_signed(&mut self, key: &Key, payload: &str, bytes: &[u8]) {
        self.send(&serde_json::from_str(&key.sign(typ(payload), bytes).to_json()).unwrap());
    }

    /// In the body, or in the line where there is none.
    fn send(&mut self, envelope: &Value) {
        let path = self.operation.path_of(NUMBER);
        if self.operation.said.get("requestBody").is_some() {
            return self.is_met(
                &path,
                &[("Content-Type", "application/json")],
                envelope.to_string().as_bytes(),
            );
        }
        let piece = |name: &str| envelope[name].as_str().unwrap_or("").replace(['\r', '\n', '\0'], "");
        let line = format!("Handover {}.{}.{}", piece("protected"), piece("payload"), piece("signature"));
        self.is_met(&path, &[("Authorization", &line)], b"");
    }
}

#[test]
fn hostile_values_are_refused_at_every_address_and_head_office_goes_on() {
    let mut app = App::start();
    app.kill();
    app.serve(&["--rate", "10000"]);
    let mut tablet = Tablet::enrolled(&app);
    let described = Described::by(&app);
    let operations = described.operations();
    for operation in &operations {
        let below = format!("{}/{{", operation.path);
        let goes_on = operations.iter().any(|other| other.path.starts_with(&below));
        let mut attack = Attack { app: &app, operation, goes_on, cookie: None, tried: 0 };
        attack.in_address();
        attack.in_headers();
        attack.in_body();
        if let Some(payload) = operation.payload(&described) {
            attack.in_payload(&described, payload, &tablet);
        }
        assert!(attack.tried > 400, "{}", attack.tried);
        assert_eq!(app.get("/healthz", &[]).status, 200);
    }
    assert!(operations.len() >= 9, "{}", operations.len());
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 0);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

#[test]
fn hostile_values_of_whoever_is_signed_in_with_every_role_are_refused_at_every_address() {
    let mut app = App::start();
    app.kill();
    app.serve(&["--rate", "10000"]);
    let described = Described::by(&app);
    let operations: Vec<Operation> =
        described.operations().into_iter().filter(Operation::is_for_people).collect();
    for (n, operation) in operations.iter().enumerate() {
        // Signing out and guessing at the password end a session, so that each address has somebody of its own.
        let id = format!("fang{n}");
        let cookie = Person::new(&app, &id, &["care"]).cookie;
        for role in ["general-manager", "privacy", "admin"] {
            grant(&app, &[&id, role]);
        }
        let below = format!("{}/{{", operation.path);
        let goes_on = operations.iter().any(|other| other.path.starts_with(&below));
        let mut attack = Attack { app: &app, operation, goes_on, cookie: Some(cookie), tried: 0 };
        attack.in_query();
        attack.in_members();
        attack.in_address();
        attack.in_body();
        assert_eq!(app.get("/healthz", &[]).status, 200);
    }
    assert!(operations.len() >= 13, "{}", operations.len());
    for table in ["openings", "erased", "complaint_steps"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")), 0, "{table}");
    }
    // Whoever exports everywhere may name whatever is called like a shop.
    let shops = app.texts("SELECT DISTINCT shop FROM exports");
    assert_eq!(shops, ["", "-1", "demo", "null"]);
}

#[test]
fn what_is_no_http_is_refused_by_the_server_itself_without_a_word_and_harms_nobody() {
    let app = App::empty();
    let many = "a: b\r\n".repeat(200);
    for (what, bytes, status) in [
        ("garbage", "\0\x01\x02 garbage\r\n\r\n".to_owned(), 400),
        ("a NUL in a header", "GET /healthz HTTP/1.1\r\nHost: a\r\na: b\0c\r\n\r\n".into(), 400),
        ("an address with a space", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n".into(), 400),
        (
            "two lengths",
            "POST /api/v1/batches HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
                .into(),
            400,
        ),
        (
            "a length that is none",
            "POST /api/v1/batches HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n".into(),
            400,
        ),
        ("200 headers", format!("GET /healthz HTTP/1.1\r\nHost: a\r\n{many}\r\n"), 431),
        (
            "a megabyte of header",
            format!("GET /healthz HTTP/1.1\r\nHost: a\r\na: {}", "b".repeat(1 << 20)),
            431,
        ),
        ("an address of 70 KB", format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(70_000)), 414),
    ] {
        let (got, _, body) = app.raw(bytes.as_bytes());
        assert_eq!((got, body.len()), (status, 0), "{what}");
        assert_eq!(app.get("/healthz", &[]).status, 200, "after {what}");
    }
}
