use crate::app::{App, Said};
use crate::file::{closed, import, put, read_all, stick};
use crate::tablet::{Key, Tablet, completed, config};
use handover_domain::ids::KeyId;
use handover_domain::record::Mode;
use handover_domain::wire::{Closing, Type, Writer};
use std::fs;
use std::path::Path;

/// The file of a tablet that wants to be enrolled with this code.
fn request(key: &Key, code: &str) -> Vec<u8> {
    closed(&[key.wish(code).to_json().into_bytes()], key)
}

fn enrol(app: &App, file: &Path) -> Said {
    let out = stick(app).join("answer.receipts");
    app.cli(&["device", "enrol", "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()])
}

fn refused(app: &App, name: &str, bytes: &[u8], why: &str) {
    let devices = app.number("SELECT COUNT(*) FROM devices");
    let used = app.number("SELECT COUNT(*) FROM enrol_codes WHERE device IS NOT NULL");
    let said = enrol(app, &put(app, name, bytes));
    assert!(!said.success && said.out.is_empty(), "{name}: {}", said.out);
    assert!(said.err.contains(&format!("{name}: {why}")), "{name}: {}", said.err);
    assert!(said.err.contains("Nobody was enrolled, and no file was written."), "{}", said.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM devices"), devices, "{name}");
    let now = app.number("SELECT COUNT(*) FROM enrol_codes WHERE device IS NOT NULL");
    assert_eq!(now, used, "{name}");
    assert!(!stick(app).join("answer.receipts").exists(), "{name}");
}

#[test]
fn a_tablet_without_a_network_is_enrolled_by_a_file_there_and_a_file_back() {
    let app = App::start();
    app.cli(&["staff", "add", "demo", "p1", "陈洁"]).success();
    let (key, code) = (Key::new(), app.code("demo"));
    let said = enrol(&app, &put(&app, "tablet.enrol", &request(&key, &code)));
    assert!(said.success, "{}", said.err);
    assert!(
        said.out.starts_with("Tablet 1 (shop demo) is enrolled. Its configuration is in "),
        "{}",
        said.out
    );
    let answer = stick(&app).join("answer.receipts");
    let line = fs::read_to_string(&answer).unwrap().lines().next().unwrap().to_owned();
    let opened = handover_domain::wire::Envelope::parse(line.as_bytes()).unwrap().open(Type::Config).unwrap();
    let pinned = handover_domain::wire::Config::parse(&opened.payload).unwrap().signing_key;
    let (receipts, config_in_file, feed) = read_all(&pinned, &answer);
    assert!(receipts.is_empty());
    assert_eq!(
        config_in_file.key,
        Some(KeyId::of(&key.public())),
        "it is for this tablet's key and no other"
    );
    assert_eq!((config_in_file.number, config_in_file.mode, config_in_file.people.len()), (1, Mode::Live, 1));
    assert_eq!(feed.shop.as_str(), "demo");

    // The same tablet by the network from here on, and by the same file once more.
    let mut tablet = Tablet::set_up(key, config_in_file.clone());
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    fs::remove_file(&answer).unwrap();
    let again = enrol(&app, &stick(&app).join("tablet.enrol"));
    assert!(again.success, "{}", again.err);
    assert_eq!(read_all(&pinned, &answer).1, config_in_file);
    assert_eq!(config(&tablet.key.enrol(&app, &code)), config_in_file, "by HTTP it is the same one too");
    assert_eq!(app.cli(&["device", "list"]).out.lines().count(), 1);
}

#[test]
fn a_code_that_cannot_serve_enrols_nobody_by_file_either() {
    let app = App::start();
    app.shop("other");
    let code = app.code("demo");
    config(&Key::new().enrol(&app, &code));
    let tablet = Tablet::enrolled(&app);
    let expired = app.cli(&["device", "code", "demo", "--hours", "0"]).out.trim().to_owned();
    let other = app.code("other");
    let fresh = app.code("demo");
    let cases = [
        ("used", request(&Key::new(), &code), "the enrolment code was already used by another tablet"),
        ("expired", request(&Key::new(), &expired), "the enrolment code has expired"),
        ("unknown", request(&Key::new(), "0000-0000"), "the enrolment code is not known"),
        ("other", request(&tablet.key, &other), "the enrolment code is for another shop"),
    ];
    for (name, bytes, why) in cases {
        refused(&app, name, &bytes, why);
        let said = enrol(&app, &put(&app, name, &bytes));
        assert!(said.err.contains("Make another code with `handover-office device code`"), "{}", said.err);
    }
    app.cli(&["device", "revoke", "2"]).success();
    refused(&app, "revoked", &request(&tablet.key, &fresh), "tablet 2 was revoked by head office");
}

#[test]
fn a_file_that_is_damaged_forged_or_of_another_kind_enrols_nobody() {
    let app = App::start();
    let code = app.code("demo");
    let (key, other) = (Key::new(), Key::new());
    let wish = key.wish(&code).to_json().into_bytes();
    let whole = request(&key, &code);
    let text = String::from_utf8(whole.clone()).unwrap();
    let (first, last) = text.trim_end().split_once('\n').unwrap();
    let mut forged: serde_json::Value = serde_json::from_str(first).unwrap();
    forged["signature"] = handover_domain::base64::encode(&[7; 64]).into();
    let forged = handover_domain::wire::Envelope::parse(forged.to_string().as_bytes()).unwrap().to_json();
    let later = key.sign(
        Type::Enrolment,
        format!(
            "{{\"protocol\":2,\"code\":\"{code}\",\"public_key\":\"{}\",\"app\":\"x\"}}",
            handover_domain::base64::encode(&key.public())
        )
        .as_bytes(),
    );
    let closing = Closing { protocol: 2, ..Writer::default().closing() };
    let later_end = key.sign(Type::Closing, closing.to_json().as_bytes()).to_json();
    let batches = closed(&[other.sign(Type::Batch, b"{}").to_json().into_bytes()], &other);
    let cases: [(&str, Vec<u8>, &str); 17] = [
        ("empty", Vec::new(), "the file is empty"),
        ("garbage", b"\0\xff\n".to_vec(), "line 1 cannot be read"),
        ("no end", format!("{first}\n").into_bytes(), "the file ends after line 1 without its closing line"),
        (
            "half",
            whole[..first.len() / 2].to_vec(),
            "the file ends in the middle of line 1: it was cut short",
        ),
        ("half an end", whole[..whole.len() - 9].to_vec(), "the file ends in the middle of line 2"),
        ("only an end", closed(&[], &key), "there is no tablet's wish to be enrolled in it"),
        (
            "two",
            closed(&[wish.clone(), wish.clone()], &key),
            "line 2 is another wish: a file enrols one tablet",
        ),
        ("behind", [&whole[..], &whole[..]].concat(), "line 3 comes after the end of the file"),
        ("swapped", format!("{last}\n{first}\n").into_bytes(), "lines were taken out of the file"),
        ("windows", text.replace('\n', "\r\n").into_bytes(), "line 1 ends with a carriage return"),
        ("another's end", closed(std::slice::from_ref(&wish), &other), "line 2: the signature does not fit"),
        ("forged", closed(&[forged.into_bytes()], &key), "line 1: the signature does not fit"),
        (
            "another's wish",
            closed(&[other.sign(Type::Enrolment, &payload(&wish)).to_json().into_bytes()], &other),
            "line 1: the signature does not fit",
        ),
        (
            "later",
            closed(&[later.to_json().into_bytes()], &key),
            "line 1: the enrolment was written by protocol 2",
        ),
        ("later end", later_end.into_bytes(), "the file was written by protocol 2"),
        ("batches", batches, "line 1 cannot be read: the envelope holds `handover-batch+json` where"),
        (
            "edited",
            text.replacen(first, &format!("{first} "), 1).into_bytes(),
            "lines were taken out of the file",
        ),
    ];
    for (name, bytes, why) in cases {
        refused(&app, name, &bytes, why);
    }
    let said = import(&app, &put(&app, "wish.handover", &whole));
    assert!(!said.success && said.err.contains("`handover-office device enrol` takes it"), "{}", said.err);
    let nowhere = enrol(&app, Path::new("/nowhere.enrol"));
    assert!(!nowhere.success && nowhere.err.contains("it cannot be read"), "{}", nowhere.err);
    assert!(enrol(&app, &put(&app, "good", &whole)).success, "and the code still serves");
}

fn payload(envelope: &[u8]) -> Vec<u8> {
    let envelope = handover_domain::wire::Envelope::parse(envelope).unwrap();
    envelope.open(Type::Enrolment).unwrap().payload
}

#[test]
fn where_the_answer_cannot_be_written_the_same_file_serves_once_more() {
    let app = App::start();
    let key = Key::new();
    let file = put(&app, "tablet.enrol", &request(&key, &app.code("demo")));
    let file = file.to_str().unwrap();
    let said = app.cli(&["device", "enrol", "--file", file, "--out", "/nowhere/answer.receipts"]);
    assert!(!said.success, "{}", said.out);
    assert!(
        said.err.contains("Tablet 1 is enrolled, but /nowhere/answer.receipts cannot be written")
            && said.err.contains("the same file enrols the same tablet"),
        "{}",
        said.err
    );
    assert!(enrol(&app, Path::new(file)).success);
    assert_eq!(app.cli(&["device", "list"]).out.lines().count(), 1);
}
