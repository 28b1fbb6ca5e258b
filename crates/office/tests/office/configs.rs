use crate::app::App;
use crate::tablet::{CONFIG, Key, Tablet, completed, config};
use handover_domain::wire::Reason;

#[test]
fn a_tablet_fetches_its_configuration_once_per_version() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let line = tablet.authorization(CONFIG);
    let first = app.get(CONFIG, &[("authorization", &line)]);
    assert_eq!(config(&first), tablet.config);
    let tag = first.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", tablet.config.version));
    assert_eq!(first.header("cache-control"), "no-store");
    let head = [("authorization", line.as_str()), ("if-none-match", tag.as_str())];
    assert_eq!(app.get(CONFIG, &head).status, 304);

    app.cli(&["advisor", "add", "demo", "a3", "赵云"]).success();
    let newer = config(&app.get(CONFIG, &head));
    assert!(newer.version > tablet.config.version);
    newer.may_replace(&tablet.config).unwrap();
    assert_eq!(newer.advisors.len(), 3);
    app.cli(&["advisor", "add", "demo", "a3", "赵云"]).success();
    let record = tablet.write(&completed());
    assert_eq!(tablet.send(&app, &[record]).config_version, newer.version, "the same again raises nothing");
}

#[test]
fn a_request_must_be_signed_by_an_enrolled_tablet_for_this_path() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let ask = |line: &str| app.get(CONFIG, &[("authorization", line)]);
    app.get(CONFIG, &[]).refused(Reason::WrongSignature);
    ask("Bearer x").refused(Reason::WrongSignature);
    ask("Handover a.b").refused(Reason::WrongSignature);
    ask(&tablet.authorization("/api/v1/complaints")).refused(Reason::WrongSignature);
    let good = tablet.authorization(CONFIG);
    let key = std::mem::replace(&mut tablet.key, Key::new());
    ask(&tablet.authorization(CONFIG)).refused(Reason::UnknownDevice);
    tablet.key = key;
    app.cli(&["device", "revoke", "1"]).success();
    ask(&good).refused(Reason::RevokedDevice);
}
