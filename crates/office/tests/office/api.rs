use crate::app::{App, JSON};
use crate::described::Described;
use crate::people_examples::people;
use crate::tablet::{BATCHES, CONFIG, FEED, Key, Tablet, completed};
use handover_domain::base64;
use handover_domain::wire::{MARKER, Reason};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/protocol.md");

/// The golden bytes of the protocol, and what each is called in the description.
const GOLDEN: [(&str, &str); 12] = [
    ("envelope", "SignedBatch"),
    ("batch", "Batch"),
    ("receipt", "Receipt"),
    ("config", "Config"),
    ("feed", "Feed"),
    ("enrolment", "Enrolment"),
    ("new-key", "NewKey"),
    ("request", "Request"),
    ("problem-broken", "Problem"),
    ("problem-signed-out", "Problem"),
    ("problem-forbidden", "Problem"),
    ("problem-too-many-requests", "Problem"),
];

fn golden(name: &str) -> Value {
    let file = format!("{}/../domain/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// Every reference within a value.
fn references(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match value.as_str() {
                Some(to) if name == "$ref" || name == "x-content-schema" => vec![to],
                _ => references(value),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_description_that_is_served_is_the_one_that_is_printed_and_it_is_whole() {
    let app = App::empty();
    let described = Described::by(&app);
    let printed = app.cli(&["openapi"]);
    printed.success();
    assert_eq!(serde_json::from_str::<Value>(&printed.out).unwrap(), described.0);
    assert_eq!(described.0["openapi"], "3.1.0");
    for to in references(&described.0) {
        assert!(described.0.pointer(to.strip_prefix('#').unwrap()).is_some(), "{to} leads nowhere");
    }
    let operations = described.operations();
    let names: BTreeSet<_> =
        operations.iter().map(|operation| &operation.said["operationId"]).map(Value::as_str).collect();
    assert_eq!(names.len(), operations.len(), "{names:?}");
}

#[test]
fn what_is_described_is_what_travels_no_less_and_no_more() {
    let described = Described::by(&App::empty()).strict();
    let tablets = GOLDEN.iter().map(|(file, schema)| (*schema, golden(file)));
    let examples: Vec<_> = tablets.chain(people()).collect();
    let faults: Vec<_> =
        examples.iter().filter_map(|(schema, value)| described.fault(schema, value)).collect();
    assert_eq!(faults, [""; 0], "on the wire, and not described");
    for (name, schema) in described.schemas() {
        // Every envelope is built like the one of a batch, which is among the golden ones.
        if name.starts_with("Signed") && name != "SignedBatch" {
            continue;
        }
        for member in schema["properties"].as_object().into_iter().flat_map(serde_json::Map::keys) {
            let mut less = described.0.clone();
            let properties = &mut less["components"]["schemas"][name]["properties"];
            properties.as_object_mut().unwrap().remove(member).unwrap();
            let less = Described(less);
            // Its own examples are the likeliest to have it.
            let (own, others): (Vec<_>, Vec<_>) = examples.iter().partition(|(schema, _)| schema == name);
            let mut all = own.into_iter().chain(others);
            assert!(
                all.any(|(schema, value)| less.fault(schema, value).is_some()),
                "{name}.{member} is described, and nowhere on the wire"
            );
        }
    }
}

#[test]
fn what_head_office_answers_is_what_it_describes() {
    let app = App::start();
    let described = Described::by(&app).strict();
    let signed = |body: &[u8], payload: &str| {
        let envelope: Value = serde_json::from_slice(body).unwrap();
        assert_eq!(described.fault(&format!("Signed{payload}"), &envelope), None);
        let content = base64::decode(envelope["payload"].as_str().unwrap()).unwrap();
        assert_eq!(described.fault(payload, &serde_json::from_slice(&content).unwrap()), None);
    };
    let key = Key::new();
    let enrolled = key.enrol(&app, &app.code("demo"));
    signed(&enrolled.body, "Config");
    let mut tablet = Tablet::set_up(key, crate::tablet::config(&enrolled));
    let survey = tablet.write(&completed().answer("overall", "fair"));
    signed(&tablet.body(std::slice::from_ref(&survey)), "Batch");
    signed(&tablet.try_send(&app, &[survey]).body, "Receipt");
    for (path, payload) in [(CONFIG, "Config"), (FEED, "Feed")] {
        signed(&app.get(path, &[("authorization", &tablet.authorization(path))]).body, payload);
    }
    let refused = app.post(BATCHES, b"{}", &[JSON]);
    assert_eq!(described.fault("Problem", &serde_json::from_slice(&refused.body).unwrap()), None);
}

#[test]
fn the_document_names_every_address_and_every_reason() {
    let app = App::empty();
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let cells = |line: &str, at: usize| line.split('|').nth(at).unwrap_or("").trim().to_owned();
    let listed: BTreeSet<String> = document
        .lines()
        .filter(|line| {
            ["GET", "POST", "PUT", "DELETE"].iter().any(|method| line.starts_with(&format!("| `{method} /")))
        })
        .map(|line| cells(line, 1).trim_matches('`').to_owned())
        .collect();
    let described = Described::by(&app).operations();
    let described = described.iter().map(|operation| format!("{} {}", operation.method, operation.path));
    assert_eq!(listed, described.collect());
    for reason in Reason::EVERY {
        let row = format!("| `{reason}` | {} |", reason.status());
        assert!(document.contains(&row), "{row} is not in docs/protocol.md");
    }
    assert!(document.contains(MARKER));
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let app = App::empty();
    let operations = Described::by(&app).operations();
    for operation in &operations {
        if operation.path == "/metrics" {
            continue;
        }
        let is_right = |method: &str| {
            operations.iter().any(|other| other.path == operation.path && other.method == method)
        };
        for wrong in ["DELETE", "PUT", "PATCH", "TRACE", "BREW"].into_iter().filter(|wrong| !is_right(wrong))
        {
            let (status, head, body) = app.raw(
                format!("{wrong} {} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", operation.path)
                    .as_bytes(),
            );
            let problem = handover_domain::wire::Problem::recognise(status, &body).unwrap();
            assert_eq!(problem.reason, Reason::MethodNotAllowed);
            let allow = head.lines().find(|line| line.to_lowercase().starts_with("allow:")).expect(&head);
            assert!(allow.contains(&operation.method), "{allow}");
        }
    }
}
