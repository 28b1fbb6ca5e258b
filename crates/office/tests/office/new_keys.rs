use crate::app::{App, JSON};
use crate::file::{file, import, put, read_back};
use crate::tablet::{CONFIG, KEYS, Key, Tablet, completed, config};
use handover_domain::base64;
use handover_domain::ids::DeviceId;
use handover_domain::wire::{Config, Reason, Status, Type};
use uuid::Uuid;

fn approve(app: &App, key: &Key) -> String {
    let said = app.cli(&["device", "approve", &key.id().to_string().to_uppercase()]);
    said.success();
    said.out
}

#[test]
fn a_tablet_that_lost_its_key_asks_waits_is_approved_and_goes_on() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    assert_eq!(app.cli(&["device", "keys"]).out, "No tablet waits for a new key to be approved.\n");
    let before = tablet.write(&completed().answer("overall", "fair"));
    let signed_before = tablet.body(std::slice::from_ref(&before));
    let old = std::mem::replace(&mut tablet.key, Key::new());
    for _ in 0..3 {
        let problem = tablet.ask(&app, &tablet.key).refused(Reason::NotApproved);
        assert_eq!(problem.status, 403);
        assert!(
            problem.detail.contains("device approve") && problem.detail.contains("of tablet 1"),
            "{}",
            problem.detail
        );
    }
    let keys = app.cli(&["device", "keys"]).out;
    assert_eq!(keys.lines().count(), 1, "noted once: {keys}");
    assert!(keys.contains(&tablet.key.id().to_string()) && keys.contains("tablet    1  shop demo"), "{keys}");

    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.try_send(&app, std::slice::from_ref(&record)).refused(Reason::UnknownDevice);
    app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))]).refused(Reason::UnknownDevice);
    let path = put(&app, "a.handover", &file(&tablet, &[std::slice::from_ref(&record)]));
    assert!(import(&app, &path).err.contains("line 1: no tablet with the key "));

    let said = approve(&app, &tablet.key);
    assert!(said.contains("now signs for tablet 1 (shop demo)") && said.contains("revoke"), "{said}");
    assert!(approve(&app, &tablet.key).contains("approved before; nothing changed"));
    let with = |key: &Key| Config { key: Some(key.id()), ..tablet.config.clone() };
    assert_eq!(config(&tablet.ask(&app, &tablet.key)), with(&tablet.key));
    assert_eq!(tablet.send(&app, std::slice::from_ref(&record)).results[0].status, Status::Stored);
    let fetched = app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))]);
    assert_eq!(config(&fetched), with(&tablet.key));
    import(&app, &path).success();
    assert_eq!(read_back(&tablet, &path.with_extension("receipts")).1, with(&tablet.key));
    let by_hand = path.with_extension("config");
    app.cli(&["device", "config", "1", "--file", by_hand.to_str().unwrap()]).success();
    assert_eq!(read_back(&tablet, &by_hand).1, with(&tablet.key), "the key it goes by now");

    let late = tablet.receipt(&app.post(crate::tablet::BATCHES, &signed_before, &[JSON]));
    assert_eq!(late.results[0].status, Status::Stored, "what the key before it signed is still taken");
    assert_eq!(config(&tablet.ask(&app, &old)), with(&old));
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
    assert_eq!(app.cli(&["device", "list"]).out.lines().count(), 1);
    assert!(app.cli(&["device", "keys"]).out.starts_with("No tablet waits"));
}

#[test]
fn a_wish_must_be_signed_by_its_own_key_for_a_tablet_that_is_enrolled() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let other = Tablet::enrolled(&app);
    let key = Key::new();
    let wish = |device: DeviceId, public: &[u8]| {
        serde_json::json!({"protocol": 1, "device": device, "public_key": base64::encode(public), "app": "x"})
            .to_string()
    };
    let post = |signer: &Key, wish: &str| {
        app.post(KEYS, signer.sign(Type::NewKey, wish.as_bytes()).to_json().as_bytes(), &[JSON])
    };
    let device = tablet.config.device;
    post(&Key::new(), &wish(device, &key.public())).refused(Reason::WrongSignature);
    post(&key, &wish(device, b"no point")).refused(Reason::Unreadable);
    post(&key, "{}").refused(Reason::Unreadable);
    post(&key, &wish(device, &key.public()).replace("\"protocol\":1", "\"protocol\":2"))
        .refused(Reason::LaterProtocol);
    post(&key, &wish(DeviceId(Uuid::nil()), &key.public())).refused(Reason::UnknownDevice);
    app.post(KEYS, &tablet.body(&[]), &[JSON]).refused(Reason::Unreadable);
    app.get(KEYS, &[]).refused(Reason::MethodNotAllowed);
    tablet.ask(&app, &other.key).refused(Reason::WrongSignature);
    assert_eq!(app.number("SELECT COUNT(*) FROM device_keys WHERE state = 'asked'"), 0);

    tablet.ask(&app, &key).refused(Reason::NotApproved);
    app.cli(&["device", "revoke", "1"]).success();
    tablet.ask(&app, &key).refused(Reason::RevokedDevice);
    let refused = app.cli(&["device", "approve", &key.id().to_string()]);
    assert!(!refused.success && refused.err.contains("Tablet 1 was revoked"), "{}", refused.err);
    assert!(app.cli(&["device", "keys"]).out.contains("(the tablet is revoked)"));
    tablet.key = key;
    tablet.try_send(&app, &[]).refused(Reason::UnknownDevice);
}

#[test]
fn only_keys_that_asked_are_approved() {
    let app = App::start();
    Tablet::enrolled(&app);
    for typed in ["0123456789abcdef", "nonsense", ""] {
        let said = app.cli(&["device", "approve", typed]);
        assert!(!said.success && said.err.contains("so none was approved"), "{}", said.err);
    }
}

#[test]
fn nobody_can_fill_the_database_with_wishes() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let keys: Vec<Key> = (0..9).map(|_| Key::new()).collect();
    for key in &keys {
        tablet.ask(&app, key).refused(Reason::NotApproved);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM device_keys WHERE state = 'asked'"), 4);
    let waiting = app.cli(&["device", "keys"]).out;
    assert!(
        waiting.contains(&keys[8].id().to_string()) && !waiting.contains(&keys[0].id().to_string()),
        "{waiting}"
    );
    tablet.ask(&app, &keys[0]).refused(Reason::NotApproved);
    approve(&app, &keys[0]);
    config(&tablet.ask(&app, &keys[0]));
    assert_eq!(app.number("SELECT COUNT(*) FROM device_keys"), 5);
}

#[test]
fn a_wiped_tablet_comes_back_as_the_tablet_it_was() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    let code = app.cli(&["device", "code", "demo", "--tablet", "1"]);
    code.success();
    let key = Key::new();
    let again = config(&key.enrol(&app, code.out.trim()));
    let expected = Config { key: Some(key.id()), ..tablet.config.clone() };
    assert_eq!(again, expected, "the same id and number, for the key it has now");
    assert_eq!(
        config(&key.enrol(&app, code.out.trim())),
        again,
        "an answer that was lost can be asked for again"
    );
    Key::new().enrol(&app, code.out.trim()).refused(Reason::BadCode);

    tablet.key = key;
    tablet.begin_anew();
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    let audit = app.cli(&["audit"]).out;
    assert!(audit.contains("began this journal anew"), "{audit}");
    assert_eq!(app.audit(), "audit: 2 tablets, 2 records, chain whole");
    assert_eq!(app.cli(&["device", "list"]).out.lines().count(), 2);
}

#[test]
fn a_code_for_a_tablet_serves_no_other_one() {
    let app = App::start();
    app.shop("other");
    let tablet = Tablet::enrolled(&app);
    let second = Tablet::enrolled(&app);
    let stranger = Tablet::enrolled_in(&app, "other");
    let refuses = |arguments: &[&str], why: &str| {
        let said = app.cli(&[&["device", "code"], arguments].concat());
        assert!(!said.success && said.err.contains(why), "{}", said.err);
    };
    refuses(&["demo", "--tablet", "3"], "Tablet 3 is of shop other, not of demo");
    refuses(&["demo", "--tablet", "9"], "There is no tablet `9`");
    refuses(&["demo", "--tablet", "1", "--mode", "training"], "cannot be used with");
    let code = app.cli(&["device", "code", "demo", "--tablet", "1"]).out;
    second.key.enrol(&app, code.trim()).refused(Reason::BadCode);
    stranger.key.enrol(&app, code.trim()).refused(Reason::BadCode);
    assert_eq!(config(&tablet.key.enrol(&app, code.trim())).device, tablet.config.device);
    let code = app.cli(&["device", "code", "demo", "--tablet", "1"]).out;
    app.cli(&["device", "revoke", "1"]).success();
    Key::new().enrol(&app, code.trim()).refused(Reason::RevokedDevice);
    refuses(&["demo", "--tablet", "1"], "Tablet 1 was revoked");
}

#[test]
fn a_key_that_waits_may_be_enrolled_by_a_code_instead() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let key = Key::new();
    tablet.ask(&app, &key).refused(Reason::NotApproved);
    let code = app.cli(&["device", "code", "demo", "--tablet", "1"]).out;
    assert_eq!(config(&key.enrol(&app, code.trim())).device, tablet.config.device);
    assert!(app.cli(&["device", "keys"]).out.starts_with("No tablet waits"));
    tablet.key = key;
    assert_eq!(config(&tablet.ask(&app, &tablet.key)).device, tablet.config.device);
}
