//! Values that are meant to do harm, and payloads with one of them in the place of a member.

use crate::described::Described;
use crate::tablet::{Key, Tablet};
use handover_domain::base64;
use handover_domain::wire::Type;
use serde_json::{Value, json};
use std::fs;

/// Texts that somebody somewhere takes for more than a text.
pub const TEXTS: [&str; 16] = [
    "",
    " ",
    "null",
    "-1",
    "' OR '1'='1",
    "'; DROP TABLE records; --",
    "\" UNION SELECT code FROM enrol_codes --",
    "../../../../etc/passwd",
    "..\\..\\keys\\care.key",
    "%2e%2e%2fkeys%2fcare.key%00",
    "a\r\nX-Evil: 1",
    "a\0b",
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://evil.example\")",
    "\u{202e}\u{feff}字",
    "{{7*7}}${7*7}%n%s",
];

/// Values of every type, too large and too deep ones among them. Not an empty list: a batch may well hold no record.
pub fn values() -> Vec<Value> {
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    let mut values: Vec<Value> = TEXTS.iter().map(|text| json!(text)).collect();
    values.extend([
        json!("A".repeat(100_000)),
        json!(null),
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(1.5e300),
    ]);
    values.extend([json!([[]]), json!({}), json!([[], {}]), json!({ "$ref": "#" }), deep]);
    values
}

/// The type of the envelope that holds such a payload.
pub fn typ(payload: &str) -> Type {
    match payload {
        "Batch" => Type::Batch,
        "Enrolment" => Type::Enrolment,
        "NewKey" => Type::NewKey,
        "Request" => Type::Request,
        other => panic!("which type of envelope holds a {other}?"),
    }
}

/// The golden payload as this tablet would send it, with each member that is described missing once, and once each of
/// the values.
pub fn spoiled(described: &Described, payload: &str, tablet: &Tablet, key: &Key) -> Vec<Value> {
    let file = match payload {
        "NewKey" => "new-key".to_owned(),
        name => name.to_lowercase(),
    };
    let file = format!("{}/../domain/tests/golden/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let mut whole: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    for (member, own) in
        [("device", json!(tablet.config.device)), ("public_key", json!(base64::encode(&key.public())))]
    {
        if whole.get(member).is_some() {
            whole[member] = own;
        }
    }
    if payload == "Request" {
        whole["path"] = json!("/elsewhere");
    }
    let members = described.schemas()[payload]["properties"].as_object().unwrap().keys();
    let spoil = |member: &String| {
        let mut missing = whole.clone();
        missing.as_object_mut().unwrap().remove(member);
        let with = |value| {
            let mut with = whole.clone();
            with[member] = value;
            with
        };
        values().into_iter().map(with).chain([missing]).collect::<Vec<_>>()
    };
    members.flat_map(spoil).collect()
}
