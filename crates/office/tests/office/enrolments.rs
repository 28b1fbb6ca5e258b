use crate::app::{App, JSON};
use crate::tablet::{ENROLMENTS, Key, Tablet, config};
use handover_domain::record::Mode;
use handover_domain::wire::{Reason, Type};

#[test]
fn a_code_serves_one_tablet_and_a_lost_answer_can_be_asked_for_again() {
    let app = App::start();
    let code = app.code("demo");
    let key = Key::new();
    let first = config(&key.enrol(&app, &code));
    assert_eq!(first.shop.as_str(), "demo");
    assert_eq!(first.advisors.len(), 2);
    assert_eq!(first.mode, Mode::Live);
    let again = config(&key.enrol(&app, &code.to_lowercase()));
    assert_eq!(again, first);
    Key::new().enrol(&app, &code).refused(Reason::BadCode);
    let list = app.cli(&["device", "list"]).out;
    assert_eq!(list.lines().count(), 1, "{list}");
    assert!(list.contains(&first.device.to_string()), "{list}");
}

#[test]
fn an_unknown_or_expired_code_enrols_nobody() {
    let app = App::start();
    Key::new().enrol(&app, "0000-0000").refused(Reason::BadCode);
    let expired = app.cli(&["device", "code", "demo", "--hours", "0"]).out;
    let problem = Key::new().enrol(&app, expired.trim()).refused(Reason::BadCode);
    assert!(problem.detail.contains("expired"), "{}", problem.detail);
    assert_eq!(app.cli(&["device", "list"]).out, "");
    assert!(!app.cli(&["device", "code", "nowhere"]).success);
}

#[test]
fn an_enrolment_must_be_signed_by_the_key_it_announces() {
    let app = App::start();
    let code = app.code("demo");
    let (key, other) = (Key::new(), Key::new());
    let wish = serde_json::json!({
        "protocol": 1, "code": code, "app": "test",
        "public_key": handover_domain::base64::encode(&key.public()),
    });
    let stolen = other.sign(Type::Enrolment, wish.to_string().as_bytes()).to_json();
    app.post(ENROLMENTS, stolen.as_bytes(), &[JSON]).refused(Reason::WrongSignature);
    let mut no_key = wish.clone();
    no_key["public_key"] = "AAAA".into();
    let body = key.sign(Type::Enrolment, no_key.to_string().as_bytes()).to_json();
    app.post(ENROLMENTS, body.as_bytes(), &[JSON]).refused(Reason::Unreadable);
    app.post(ENROLMENTS, b"{}", &[JSON]).refused(Reason::Unreadable);
    config(&key.enrol(&app, &code));
}

#[test]
fn a_tablet_keeps_its_identity_with_another_code_of_its_shop_only() {
    let app = App::start();
    app.shop("other");
    let tablet = Tablet::enrolled(&app);
    let again = config(&tablet.key.enrol(&app, &app.code("demo")));
    assert_eq!(again.device, tablet.config.device);
    tablet.key.enrol(&app, &app.code("other")).refused(Reason::BadCode);
    app.cli(&["device", "revoke", &tablet.config.device.to_string()]).success();
    tablet.key.enrol(&app, &app.code("demo")).refused(Reason::RevokedDevice);
}

#[test]
fn the_demo_can_be_made_again_and_again() {
    let app = App::empty();
    let demo = || {
        let said = app.cli(&["demo", "--url", "http://127.0.0.1:8080/"]);
        said.success();
        said.out
    };
    let first = demo();
    let again = demo();
    assert_eq!(demo(), again);
    let (before, secrets) = first.split_once("PIN of p1").unwrap();
    assert!(again.starts_with(before) && secrets.lines().count() == 3, "{again}");
    for secret in secrets.lines().map(|line| line.rsplit_once(": ").unwrap().1) {
        assert!(!again.contains(secret), "{secret} is shown once: {again}");
    }
    let start = first.find("http://127.0.0.1:8080/?enrol=").expect(&first) + 29;
    let code = &first[start..start + 9];
    assert!(first.contains("http://127.0.0.1:8080/?visit=service&ref=RO-1001&advisor=a1"), "{first}");
    assert!(first.contains("http://127.0.0.1:8080/?visit=delivery&ref="), "{first}");
    assert!(first.contains("handover-office complaints --data "), "{first}");
    let key = Key::new();
    let config = config(&key.enrol(&app, code));
    assert_eq!((config.packages.len(), config.people.len()), (2, 2));
    assert!(config.shop_key.is_some());
    assert_eq!(app.number("SELECT COUNT(*) FROM visits WHERE shop = 'demo'"), 4);
    assert_ne!(demo(), again, "a used code is replaced");
}

#[test]
fn every_tablet_has_a_number_of_its_own_and_there_are_32767_of_them() {
    let app = App::start();
    let tablets = [Tablet::enrolled(&app), Tablet::enrolled(&app)];
    assert_eq!(tablets.each_ref().map(|tablet| tablet.config.number), [1, 2]);
    app.sql("UPDATE devices SET number = 32766 WHERE number = 2");
    assert_eq!(Tablet::enrolled(&app).config.number, 32767);
    let code = app.code("demo");
    let problem = Key::new().enrol(&app, &code).refused(Reason::BadCode);
    assert!(problem.detail.contains("all 32767 numbers"), "{}", problem.detail);
    assert_eq!(app.cli(&["device", "list"]).out.lines().count(), 3);
    let again = config(&tablets[1].key.enrol(&app, &code));
    assert_eq!(again.device, tablets[1].config.device, "a tablet that is enrolled keeps its place");
}
