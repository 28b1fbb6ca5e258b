//! A short package, larger ones made from it, the shipped ones, and a tablet that asks them.

use handover_domain::brand::Brand;
use handover_domain::ids::{DeviceId, OptionId, QuestionId, RecordId, ShopId};
use handover_domain::questionnaire::{Package, Role};
use handover_domain::record::Mode;
use handover_domain::seal;
use handover_domain::session::Kiosk;
use handover_domain::wire::{Config, PublishedPackage, ReaderKey, Retention, Use};
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// Five questions that every test can hold in mind.
pub const SHORT: &str = include_str!("short.json");
pub const SERVICE: &str = include_str!("../../../../questionnaires/service.json");
pub const DELIVERY: &str = include_str!("../../../../questionnaires/delivery.json");

/// The short package as JSON that a test may spoil.
pub fn short() -> Value {
    serde_json::from_str(SHORT).expect("the short package is JSON")
}

/// A shipped package as JSON that a test may spoil.
pub fn shipped(package: &str) -> Value {
    serde_json::from_str(package).expect("a shipped package is JSON")
}

/// A package that must be right.
pub fn load(json: &Value) -> Package {
    Package::load(json.to_string().as_bytes()).unwrap_or_else(|flaws| panic!("{flaws:#?}"))
}

pub fn question(id: &str) -> QuestionId {
    QuestionId::new(id).unwrap()
}

pub fn option(id: &str) -> OptionId {
    OptionId::new(id).unwrap()
}

/// The same text in every language.
pub fn text(words: &str) -> Value {
    json!({ "zh-CN": words, "zh-TW": words, "en": words })
}

/// A complaint form that every test can hold in mind.
pub fn form() -> Value {
    serde_json::from_str(include_str!("form.json")).expect("the form is JSON")
}

/// The short package with everything around it: reasons for bad answers, two groups, influence, a complaint form.
pub fn full() -> Value {
    let mut full = short();
    surround(&mut full);
    full
}

/// Reasons behind their ratings, groups and influence behind all else, and a complaint form.
fn surround(package: &mut Value) {
    let options = |ids: [&str; 3]| {
        let options: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "label": text(id) })).collect();
        json!(options)
    };
    let question = |id: &str, kind: &str, role: &str, more: Value| {
        let mut question = json!({
            "id": id, "type": kind, "role": role, "stage": "overall", "channels": ["kiosk", "phone", "letter"],
            "text": text(id)
        });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    let bad = |id: &str| json!({ "at_most": { "question": id, "value": 60 } });
    let questions = package["questions"].as_array_mut().unwrap();
    let mut behind = |id: &str, reason: Value| {
        let at = questions.iter().position(|question| question["id"] == id).unwrap();
        questions.insert(at + 1, reason);
    };
    behind(
        "cleanliness",
        question("cleanliness_why", "text", "reason", json!({ "show_if": bad("cleanliness") })),
    );
    let why = json!({ "show_if": bad("overall"), "options": options(["price", "time", "people"]) });
    behind("overall", question("overall_why", "single", "reason", why));
    questions.extend([
        question("age", "single", "group", json!({ "options": options(["under_35", "35_44", "over_44"]) })),
        question("region", "single", "group", json!({ "options": options(["north", "south", "abroad"]) })),
        question("asked_for", "yes_no", "influence", json!({})),
    ]);
    package["complaint"] = form();
}

/// A package of these questions, in this order: `r` a rating with a reason, `g` a gate with a follow-up, `t` an open
/// question; one more stands at the end.
pub fn crowded(order: &str) -> Value {
    let question = |id: String, kind: &str, more: Value| {
        let mut question = json!({
            "id": id, "type": kind, "stage": "overall", "channels": ["kiosk"], "text": text("?")
        });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    let required = json!({ "required": true });
    let options = json!([{ "id": "price", "label": text("Price") }, { "id": "time", "label": text("Time") }]);
    let mut questions = Vec::new();
    for (n, kind) in order.chars().enumerate() {
        match kind {
            'r' => {
                let bad = json!({ "at_most": { "question": format!("rating{n}"), "value": 60 } });
                let why = json!({ "role": "reason", "show_if": bad, "options": options });
                questions.push(question(format!("rating{n}"), "rating", required.clone()));
                questions.push(question(format!("why{n}"), "single", why));
            }
            'g' => {
                let yes = json!({ "equals": { "question": format!("gate{n}"), "value": "yes" } });
                questions.push(question(format!("gate{n}"), "yes_no", required.clone()));
                questions.push(question(format!("behind{n}"), "rating", json!({ "show_if": yes })));
            }
            _ => questions.push(question(format!("open{n}"), "text", required.clone())),
        }
    }
    questions.push(question("comment".into(), "text", required));
    let mut package = full();
    package["questions"] = json!(questions);
    package["budget"] = json!({ "min": 1, "max": 8 });
    load(&package);
    package
}

/// Different ids in a fixed order.
pub fn record(n: u64) -> RecordId {
    // An odd factor spreads the numbers over all the bits, and no two fall together.
    RecordId(Uuid::from_u128(u128::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)))
}

/// A bank with every type and role of question, gates within gates, more rotating questions than may be asked,
/// and a complaint form.
pub fn bank() -> Value {
    let mut bank = short();
    let options = json!([
        { "id": "price", "label": text("Price"), "points": 20, "bad": true },
        { "id": "place", "label": text("Place"), "points": 90 },
        { "id": "people", "label": text("People") }
    ]);
    let all = json!(["kiosk", "phone", "letter"]);
    let mut add = |id: &str, kind: &str, more: Value| {
        let mut question =
            json!({ "id": id, "type": kind, "stage": "handover", "channels": all, "text": text(id) });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        bank["questions"].as_array_mut().unwrap().push(question);
    };
    add("reason", "single", json!({ "rotation_weight": 3, "options": options, "optional": true }));
    add(
        "reason_more",
        "multi",
        json!({ "options": options, "show_if": { "any": [
            { "equals": { "question": "reason", "value": "price" } },
            { "at_least": { "question": "reason", "value": 90 } }
        ] } }),
    );
    add("wait", "number", json!({ "rotation_weight": 2, "min": 0, "max": 240, "optional": true }));
    add(
        "wait_why",
        "text",
        json!({ "show_if": { "all": [
            { "at_least": { "question": "wait", "value": 60 } },
            { "not": { "equals": { "question": "overall", "value": "very_satisfied" } } }
        ] } }),
    );
    add("recommend", "nps", json!({ "rotation_weight": 4 }));
    add(
        "recommend_why",
        "text",
        json!({ "show_if": { "at_most": { "question": "recommend", "value": 6 } } }),
    );
    add("bill", "yes_no", json!({ "rotation_weight": 1, "points": { "yes": 100, "no": 0 }, "bad": ["no"] }));
    add(
        "bill_rating",
        "rating",
        json!({ "not_applicable": true, "show_if": { "equals": { "question": "bill", "value": "yes" } } }),
    );
    add("bill_why", "text", json!({ "show_if": { "at_most": { "question": "bill_rating", "value": 60 } } }));
    add("closing", "text", json!({ "required": true, "show_if": { "answered": "comment" } }));
    bank["budget"] = json!({ "min": 3, "max": 5 });
    surround(&mut bank);
    bank
}

/// How many screens these questions take: groups share one.
pub fn screens(package: &Package, asked: &[QuestionId]) -> usize {
    let is_group = |id: &&QuestionId| package.question(id).is_some_and(|q| q.role == Role::Group);
    let groups = asked.iter().filter(is_group).count();
    asked.len() - groups + usize::from(groups > 0)
}

/// What head office would give a tablet that asks these packages.
pub fn config(packages: &[&Value], version: u64) -> Config {
    let reader = |purpose, seed| ReaderKey { purpose, public_key: seal::key_pair([seed; 32]).1 };
    Config {
        protocol: handover_domain::PROTOCOL,
        version,
        device: DeviceId(Uuid::from_u128(7)),
        shop: ShopId::new("demo").unwrap(),
        shop_name: serde_json::from_value(text("Demo")).unwrap(),
        number: 42,
        brand: Brand::default(),
        mode: Mode::Live,
        signing_key: vec![4; 65],
        readers: vec![reader(Use::Records, 1), reader(Use::Care, 2)],
        advisors: Vec::new(),
        people: Vec::new(),
        shop_key: None,
        key: None,
        packages: packages.iter().map(|package| PublishedPackage(package.to_string())).collect(),
        notice: 1,
        retention: Retention { days: 30 },
    }
}

/// A tablet's set-up with one package.
pub fn kiosk(package: &Value, version: u64) -> Arc<Kiosk> {
    Arc::new(Kiosk::new(config(&[package], version)).unwrap())
}
