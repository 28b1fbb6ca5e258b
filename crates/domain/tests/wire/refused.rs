//! What is refused, and what a later version may add without being refused.

use super::samples;
use handover_domain::ids::{DeviceId, KeyId};
use handover_domain::record::{Header, HeaderError, PartName, Record};
use handover_domain::session::Kiosk;
use handover_domain::wire::{
    Batch, BatchError, Config, ConfigError, Envelope, EnvelopeError, MARKER, MAX_RECORDS, Problem, Reason,
    Receipt, Type, Unsigned, Use,
};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// A sample's JSON with one member changed or added.
fn with(sample: &impl Serialize, member: &str, value: impl Into<Value>) -> Vec<u8> {
    let mut json = serde_json::to_value(sample).unwrap();
    json[member] = value.into();
    json.to_string().into_bytes()
}

#[test]
fn a_member_from_a_later_minor_version_is_passed_over() {
    let receipt = with(&samples::receipt(), "weather", "sunny");
    assert_eq!(Receipt::parse(&receipt).unwrap(), samples::receipt());
    let config = with(&samples::config(), "weather", "sunny");
    assert_eq!(Config::parse(&config).unwrap(), samples::config());
    assert_eq!(
        Batch::parse(&with(&samples::batch(), "weather", "sunny")).unwrap().records,
        [samples::record()]
    );
    let header = samples::record().header.replacen(r#""seq":"#, r#""weather":"sunny","seq":"#, 1);
    assert_eq!(Header::parse(&header).unwrap().core, samples::core());
}

#[test]
fn a_later_protocol_is_told_from_garbage_even_where_all_else_changed() {
    let later = br#"{"protocol":2,"records":"elsewhere"}"#;
    assert_eq!(Batch::parse(later).unwrap_err(), BatchError::Later(2));
    let header = r#"{"core":{"protocol":9,"seq":"twelve"},"parts":[]}"#;
    assert_eq!(Header::parse(header), Err(HeaderError::Later(9)));
    assert_eq!(Config::parse(&with(&samples::config(), "protocol", 2)), Err(ConfigError::Later(2)));
}

#[test]
fn a_batch_of_garbage_or_of_51_records_is_refused() {
    for garbage in
        [&b""[..], b"[]", b"{}", b"\xff\xfe", b"<html>", br#"{"protocol":1}"#, br#"{"protocol":"1"}"#]
    {
        assert!(matches!(Batch::parse(garbage), Err(BatchError::Unreadable(_))), "{garbage:?}");
    }
    let record = serde_json::to_value(samples::record()).unwrap();
    let full = with(&samples::batch(), "records", vec![record.clone(); MAX_RECORDS]);
    assert_eq!(Batch::parse(&full).unwrap().records.len(), MAX_RECORDS);
    let over = with(&samples::batch(), "records", vec![record; MAX_RECORDS + 1]);
    assert_eq!(Batch::parse(&over).unwrap_err(), BatchError::TooMany(51));
}

#[test]
fn a_record_is_held_against_its_own_header() {
    let whole = samples::record();
    let erased = Record { parts: whole.parts[..1].to_vec(), ..whole.clone() };
    assert!(erased.check().is_ok(), "a part may have been erased");

    let mut altered = whole.clone();
    altered.parts[0].data[50] ^= 1;
    let key = altered.parts[0].key.clone();
    assert_eq!(altered.check(), Err(HeaderError::AlteredPart(PartName::Answers, key)));

    let mut stray = whole.clone();
    stray.parts[0].key = KeyId::of(b"another");
    assert_eq!(stray.check(), Err(HeaderError::UnknownPart(PartName::Answers, KeyId::of(b"another"))));

    let unreadable = Record { header: "{}".into(), ..whole };
    assert!(matches!(unreadable.check(), Err(HeaderError::Unreadable(_))));
}

#[test]
fn a_part_moved_to_another_record_does_not_open() {
    let record = samples::record();
    let key = handover_domain::seal::key_pair(samples::RECORDS_SEED).0;
    let elsewhere =
        Record { header: record.header.replacen(r#""seq":12"#, r#""seq":13"#, 1), ..record.clone() };
    assert!(elsewhere.open(&elsewhere.parts[0], &key).is_err());
    let mut renamed = record.parts[0].clone();
    renamed.name = PartName::Text;
    assert!(record.open(&renamed, &key).is_err());
}

#[test]
fn white_space_in_a_header_is_another_record() {
    let record = samples::record();
    let spaced = Record { header: record.header.replacen(',', ", ", 1), ..record.clone() };
    assert!(spaced.check().is_ok());
    assert_ne!(spaced.hash(), record.hash());
}

#[test]
fn an_envelope_of_another_kind_or_algorithm_or_of_garbage_is_refused() {
    let envelope = samples::envelope();
    assert_eq!(envelope.open(Type::Receipt), Err(EnvelopeError::WrongType(Type::Batch, Type::Receipt)));
    for garbage in [&b"<html>login</html>"[..], b"", b"{}", br#"{"payload":"e30"}"#] {
        assert!(matches!(Envelope::parse(garbage), Err(EnvelopeError::Unreadable(_))), "{garbage:?}");
    }
    for line in ["", "a.b", "a.b.c.d", "e30.e30.e30", "!!.e30.e30"] {
        let opened = Envelope::parse_compact(line).and_then(|envelope| envelope.open(Type::Batch));
        assert!(matches!(opened, Err(EnvelopeError::Unreadable(_))), "{line}");
    }
    let hs256 = handover_domain::base64::encode(br#"{"alg":"HS256","typ":"handover-batch+json","kid":"0"}"#);
    let opened = Envelope::parse_compact(&format!("{hs256}.e30.e30")).unwrap().open(Type::Batch);
    assert_eq!(opened, Err(EnvelopeError::Algorithm("HS256".into())));
}

#[test]
fn both_forms_of_an_envelope_are_the_same() {
    let payload = serde_json::to_vec(&samples::request()).unwrap();
    let envelope = Unsigned::new(Type::Request, &KeyId::of(b"key"), &payload).close(&samples::SIGNATURE);
    assert_eq!(Envelope::parse_compact(&envelope.to_compact()).unwrap(), envelope);
    assert_eq!(Envelope::parse(envelope.to_json().as_bytes()).unwrap(), envelope);
}

#[test]
fn a_config_replaces_only_an_older_one_of_the_same_tablet_and_head_office() {
    let current = samples::config();
    let version = |version| Config { version, ..samples::config() };
    assert_eq!(version(4).may_replace(&current), Ok(()));
    assert_eq!(version(2).may_replace(&current), Err(ConfigError::Stale { given: 2, current: 3 }));
    let other_tablet = Config { device: DeviceId(Uuid::from_u128(9)), ..version(4) };
    assert_eq!(other_tablet.may_replace(&current), Err(ConfigError::NotOurs));
    let other_office = Config { signing_key: vec![4; 65], ..version(4) };
    assert_eq!(other_office.may_replace(&current), Err(ConfigError::NotOurs));
}

#[test]
fn a_config_without_its_keys_or_with_a_bad_package_makes_no_tablet() {
    let mut no_care = samples::config();
    no_care.readers.retain(|reader| reader.purpose != Use::Care);
    assert_eq!(Kiosk::new(no_care).unwrap_err(), ConfigError::Key(Use::Care));
    let mut short_key = samples::config();
    short_key.readers[0].public_key.pop();
    assert_eq!(Kiosk::new(short_key).unwrap_err(), ConfigError::Key(Use::Records));
    let mut bad_package = samples::config();
    bad_package.packages[0].0 = samples::PACKAGE.replace(r#""format":1"#, r#""format":2"#);
    let refused = Kiosk::new(bad_package).unwrap_err();
    assert!(matches!(&refused, ConfigError::Package(why) if why.starts_with("$.format: ")), "{refused}");
}

#[test]
fn a_problem_counts_only_with_our_marker_and_the_status_it_came_with() {
    for reason in samples::REASONS {
        let problem = samples::problem(reason);
        let body = serde_json::to_vec(&problem).unwrap();
        assert_eq!(Problem::recognise(reason.status(), &body), Some(problem.clone()));
        assert_eq!(Problem::recognise(200, &body), None);
        assert_eq!(Problem::recognise(reason.status(), &with(&problem, "handover", "proxy/1")), None);
    }
    assert_eq!(Problem::recognise(413, b"<html>413 Request Entity Too Large</html>"), None);
    let marker_alone = json!({ "handover": MARKER, "status": 413 }).to_string();
    assert_eq!(Problem::recognise(413, marker_alone.as_bytes()), None);
    let unknown_reason = with(&samples::problem(Reason::TooLarge), "reason", "too-sunny");
    assert_eq!(Problem::recognise(413, &unknown_reason), None);
}

#[test]
fn a_lone_surrogate_in_an_answer_is_refused_not_mended() {
    let part = serde_json::to_string(&samples::words()).unwrap().replace("洗", r"\ud800");
    assert!(serde_json::from_str::<handover_domain::record::TextPart>(&part).is_err());
}

#[test]
fn bytes_and_hashes_have_one_way_to_be_written() {
    use handover_domain::{base64, hash::Hash};
    assert_eq!(base64::decode("e30").as_deref(), Some(&b"{}"[..]));
    for other in ["e30=", "e31", "e3+", "e3/", "e 30", "e30\n", "e", "字"] {
        assert_eq!(base64::decode(other), None, "{other:?}");
    }
    let hash = Hash::of(b"").to_string();
    assert_eq!(Hash::parse(&hash), Some(Hash::of(b"")));
    for other in
        [hash.to_uppercase(), hash[1..].to_owned(), format!("{hash}0"), format!("{hash}00"), String::new()]
    {
        assert_eq!(Hash::parse(&other), None, "{other}");
    }
}

#[test]
fn a_complaint_that_is_none_is_refused() {
    use handover_domain::complaint::{Complaint, Number};
    use handover_domain::contact::ContactPart;
    let refused = |member: &str, value: Value| {
        let json = with(&samples::complaint(), member, value);
        assert!(serde_json::from_slice::<Complaint>(&json).is_err(), "{}", String::from_utf8_lossy(&json));
    };
    let number = samples::complaint().number.to_string();
    refused("number", json!(number.replace("00D", "00E")));
    refused("number", json!("12-7K3F-9M2X-C"));
    refused("number", json!(""));
    refused("category", json!("coffee"));
    refused("department", json!("kitchen"));
    refused("severity", json!("huge"));
    refused("contact", json!("yes"));
    let typed: Number = serde_json::from_value(json!(number.to_lowercase().replace('-', " "))).unwrap();
    assert_eq!(typed.to_string(), number, "as people type it");
    let other_purpose = with(&samples::contact(), "consent", "advertising");
    assert!(serde_json::from_slice::<ContactPart>(&other_purpose).is_err());
    let core = with(&samples::complaint_core(), "kind", "complaint_of_tomorrow");
    let header = format!(r#"{{"core":{},"parts":[]}}"#, String::from_utf8(core).unwrap());
    assert!(matches!(Header::parse(&header), Err(HeaderError::Unreadable(_))));
}

#[test]
fn a_contact_part_moved_to_another_complaint_does_not_open() {
    let record = samples::complaint_record();
    let key = handover_domain::seal::key_pair(samples::CARE_SEED).0;
    let contact = &record.parts[2];
    assert!(record.open(contact, &key).is_ok());
    let other = Record {
        header: record.header.replacen(r#""severity":"ordinary""#, r#""severity":"grievance""#, 1),
        ..record.clone()
    };
    assert!(other.open(contact, &key).is_err(), "nor when its head was made lighter");
    assert!(samples::record().open(contact, &key).is_err());
}

#[test]
fn a_config_with_looks_that_are_none_is_refused() {
    let config = serde_json::to_value(samples::config()).unwrap();
    for (member, value, path) in [
        ("accent", json!("red"), "$.brand.accent"),
        ("ground", json!("#0d4a5c;}"), "$.brand.ground"),
        ("logo", json!("data:,"), "$.brand.logo"),
        ("logo", json!({ "type": "image/png", "data": "e3+/" }), "$.brand.logo.data"),
        ("logo", json!({ "type": "image/png" }), "$.brand.logo"),
    ] {
        let mut config = config.clone();
        config["brand"][member] = value;
        let refused = Config::parse(config.to_string().as_bytes()).unwrap_err();
        assert!(refused.to_string().contains(path), "{member}: {refused}");
    }
}
