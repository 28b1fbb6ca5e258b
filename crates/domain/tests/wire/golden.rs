//! The golden bytes of every wire type.

use super::samples;
use handover_domain::complaint::Complaint;
use handover_domain::contact::ContactPart;
use handover_domain::record::{
    AnswersPart, Core, EventPart, HandoverPart, Happened, Origin, Record, TextPart, VehiclePart,
};
use handover_domain::wire::{Feed, Reason, Type, Unsigned};
use serde::Serialize;
use std::path::PathBuf;

/// A file of golden bytes: its name and what it must hold. On disk a line break follows.
pub type Golden = (String, String);

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

pub fn all() -> Vec<Golden> {
    let record = samples::record();
    let mut all: Vec<Golden> = [
        ("keys", json(&samples::keys())),
        ("package", samples::PACKAGE.into()),
        ("answers", json(&samples::answers())),
        ("text", json(&samples::words())),
        ("values", json(&samples::values())),
        ("core", samples::core().to_json()),
        ("header", record.header.clone()),
        ("record", json(&record)),
        ("complaint-package", samples::complaint_package()),
        ("complaint-answers", json(&samples::complaint_answers())),
        ("complaint-text", json(&samples::complaint_words())),
        ("contact", json(&samples::contact())),
        ("complaint-core", samples::complaint_core().to_json()),
        ("complaint-record", json(&samples::complaint_record())),
        ("batch", String::from_utf8(samples::batch_payload()).unwrap()),
        ("envelope", samples::envelope().to_json()),
        ("receipt", json(&samples::receipt())),
        ("config", json(&samples::config())),
        ("enrolment", json(&samples::enrolment())),
        ("request", json(&samples::request())),
        ("new-key", json(&samples::new_key())),
        ("closing", samples::closing().to_json()),
        ("event", json(&samples::event())),
        ("event-opened", json(&samples::opened())),
        ("step-core", samples::step_core().to_json()),
        ("note", json(&samples::note())),
        ("handover", json(&samples::handover())),
        ("handover-core", samples::handover_core().to_json()),
        ("vehicle", json(&samples::vehicle())),
        ("feed", json(&samples::feed())),
    ]
    .map(|(name, text)| (format!("{name}.json"), text))
    .into();
    all.extend(samples::REASONS.map(|reason| {
        let word: String = serde_json::from_str(&json(&reason)).unwrap();
        (format!("problem-{word}.json"), json(&samples::problem(reason)))
    }));
    all
}

pub fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "golden", name].iter().collect()
}

pub fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

#[expect(
    clippy::disallowed_methods,
    reason = "golden files are a test's own; nothing of the domain reads them"
)]
pub fn read(path: &PathBuf) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[expect(clippy::disallowed_methods, reason = "rewritten only when asked for by UPDATE_GOLDEN=1")]
pub fn write(path: &PathBuf, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

#[test]
fn every_wire_type_has_the_bytes_it_always_had() {
    for (name, text) in all() {
        let path = path(&name);
        let on_disk = text + "\n";
        if updating() {
            write(&path, &on_disk);
        }
        assert_eq!(read(&path), on_disk, "{name}: the protocol changed; was that meant?");
    }
}

#[test]
fn the_same_seed_and_keys_give_the_same_record() {
    assert_eq!(samples::record(), samples::record());
    assert_eq!(samples::complaint_record(), samples::complaint_record());
}

/// What the tablet writes comes from `to_json`, what head office writes from serde: one and the same.
#[test]
fn both_ways_of_writing_give_the_same_bytes() {
    for core in [samples::core(), samples::complaint_core(), samples::step_core(), samples::handover_core()] {
        assert_eq!(core.to_json(), json(&core));
    }
    for answers in [samples::answers(), samples::complaint_answers()] {
        assert_eq!(answers.to_json(), json(&answers));
        let origin = Origin { record: samples::core().id, question: None };
        let other = AnswersPart { advisor: None, order: None, origin: Some(origin), ..answers };
        assert_eq!(other.to_json(), json(&other));
    }
    let bare = TextPart { comments: Vec::new(), ..samples::complaint_words() };
    for text in [samples::words(), samples::complaint_words(), bare, TextPart::default()] {
        assert_eq!(text.to_json(), json(&text));
    }
    let odd = ContactPart { name: "\"Zoë\"\n\u{1}\\".into(), ..samples::contact() };
    for contact in [samples::contact(), odd] {
        assert_eq!(contact.to_json(), json(&contact));
    }
    for record in [samples::record(), samples::complaint_record()] {
        assert_eq!(record.to_json(), json(&record));
    }
    for contact in [true, false] {
        let complaint = Some(Complaint { contact, ..samples::complaint() });
        let core = Core { complaint, package: None, notice: None, ..samples::complaint_core() };
        assert_eq!(core.to_json(), json(&core));
    }
    assert_eq!(samples::enrolment().to_json(), json(&samples::enrolment()));
    assert_eq!(samples::request().to_json(), json(&samples::request()));
    assert_eq!(samples::new_key().to_json(), json(&samples::new_key()));
    let place = Some("src/app.rs:12 \\ \"".to_owned());
    let breakdown = EventPart { place, ..EventPart::of(Happened::Breakdown) };
    for event in [samples::event(), samples::opened(), EventPart::of(Happened::StorageFull), breakdown] {
        assert_eq!(event.to_json(), json(&event));
    }
    let (handover, vehicle) = (samples::handover(), samples::vehicle());
    let bare = HandoverPart {
        advisor: None,
        by: None,
        model: None,
        mileage_km: None,
        second: true,
        listed: false,
        ..handover.clone()
    };
    for part in [handover, bare] {
        assert_eq!(part.to_json(), json(&part));
    }
    for part in [vehicle, VehiclePart::default()] {
        assert_eq!(part.to_json(), json(&part));
    }
    for text in [samples::words(), samples::complaint_words(), TextPart::default()] {
        assert_eq!(TextPart::parse(text.to_json().as_bytes()).unwrap(), text);
    }
    for record in [samples::record(), samples::complaint_record()] {
        assert_eq!(Record::parse(&record.to_json()).unwrap(), record);
    }
    assert_eq!(ContactPart::parse(samples::contact().to_json().as_bytes()).unwrap(), samples::contact());
    assert_eq!(samples::note().to_json(), json(&samples::note()));
    let feed = samples::feed();
    assert_eq!(Feed::parse(json(&feed).as_bytes()).unwrap(), feed);
    let later = json(&Feed { protocol: 2, ..feed.clone() });
    assert!(Feed::parse(later.as_bytes()).is_err() && Feed::edition(later.as_bytes()).is_err());
}

#[test]
fn the_sample_of_reasons_is_all_of_them() {
    for reason in samples::REASONS {
        // A new reason does not compile here until it has a sample above.
        let (Reason::Unreadable
        | Reason::UnknownDevice
        | Reason::RevokedDevice
        | Reason::WrongSignature
        | Reason::BadCode
        | Reason::NotApproved
        | Reason::NotFound
        | Reason::MethodNotAllowed
        | Reason::TooLarge
        | Reason::UnsupportedMediaType
        | Reason::WrongRecord
        | Reason::LaterProtocol
        | Reason::SignedOut
        | Reason::Forbidden
        | Reason::TooManyRequests
        | Reason::HeaderTooLarge
        | Reason::Broken
        | Reason::Unavailable) = reason;
    }
}

#[test]
fn what_is_signed_is_two_pieces_of_base64url_with_a_dot_between() {
    let unsigned = Unsigned::new(Type::Batch, &handover_domain::ids::KeyId::of(b"key"), b"{}");
    let input = String::from_utf8(unsigned.signing_input()).unwrap();
    let (protected, payload) = input.split_once('.').unwrap();
    let protected = handover_domain::base64::decode(protected).unwrap();
    let expected = r#"{"alg":"ES256","typ":"handover-batch+json","kid":"2c70e12b7a0646f9"}"#;
    assert_eq!(String::from_utf8(protected).unwrap(), expected);
    assert_eq!(payload, "e30");
}
