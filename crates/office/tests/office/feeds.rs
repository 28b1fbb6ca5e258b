use crate::app::App;
use crate::complaint::{app, complaint, number};
use crate::file::{file, put, read_all, stick};
use crate::showroom::did;
use crate::tablet::{CONFIG, FEED, Key, Tablet, completed, verified};
use chrono::{TimeDelta, Utc};
use handover_domain::complaint::StepKind;
use handover_domain::record::Record;
use handover_domain::wire::{Feed, Reason, Type};

fn sent(app: &App, tablet: &Tablet, record: Record) {
    tablet.send(app, &[record]);
}

/// A complaint of a customer who wants to be called, so many days old.
fn complained(app: &App, tablet: &mut Tablet, days: i64) -> String {
    let at = (Utc::now() - TimeDelta::days(days)).to_rfc3339();
    let record = tablet.complain(&complaint().call("王先生", "+8613800138000").at(&at));
    let number = number(&record);
    sent(app, tablet, record);
    number
}

fn numbers(feed: &Feed) -> Vec<String> {
    feed.complaints.iter().map(|course| course.complaint.number.to_string()).collect()
}

#[test]
fn tablets_of_a_shop_learn_of_each_others_complaints_and_steps() {
    let app = app();
    app.shop("other");
    let (mut first, mut second) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let other = Tablet::enrolled_in(&app, "other");
    let empty = second.feed(&app);
    assert_eq!((&empty.complaints[..], &empty.visits[..], empty.shop.as_str()), (&[][..], &[][..], "demo"));

    let case = complaint().major().wrote("漏油").call("王先生", "+8613800138000");
    let record = first.complain(&case);
    let number = number(&record);
    sent(&app, &first, record.clone());
    let told = second.feed(&app);
    assert!(told.version > empty.version);
    let [course] = &told.complaints[..] else { panic!("{told:?}") };
    let core = record.check().unwrap().core;
    assert_eq!(Some(&course.complaint), core.complaint.as_ref());
    let millis = |at: chrono::DateTime<chrono::FixedOffset>| at.timestamp_millis();
    assert_eq!(course.captured_at.moment().map(millis), Some(millis(core.captured_at)));
    assert_eq!(course.steps, []);
    let json = serde_json::to_string(&told).unwrap();
    assert!(!json.contains("王先生") && !json.contains("13800138000") && !json.contains("漏油"), "{json}");

    let act = second.act(&did(StepKind::RemedyChosen, &number));
    let id = act.check().unwrap().core.id;
    sent(&app, &second, act.clone());
    let told_first = first.feed(&app);
    assert!(told_first.version > told.version);
    assert_eq!(told_first, second.feed(&app), "both are told the same");
    let step = &told_first.complaints[0].steps[0];
    assert_eq!((step.record, step.kind, step.by.as_str()), (id, StepKind::RemedyChosen, "p1"));
    assert_eq!(step.at.moment(), Some(act.check().unwrap().core.captured_at));
    app.cli(&["complaints", "step", &number, "remedy_approved", "--by", "care.1"]).success();
    let again = first.feed(&app);
    assert!(again.version > told_first.version && again.complaints[0].steps.len() == 2);
    sent(&app, &second, act);
    assert_eq!(first.feed(&app), again, "the same again changes nothing");
    assert_eq!(other.feed(&app).complaints, []);
}

#[test]
fn a_step_that_came_before_its_complaint_shows_once_the_complaint_is_here() {
    let app = app();
    let (mut first, mut second) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let record = first.complain(&complaint().call("", "+8613800138000"));
    let act = second.act(&did(StepKind::Contacted, &number(&record)));
    sent(&app, &second, act);
    assert_eq!(second.feed(&app).complaints, []);
    sent(&app, &first, record);
    assert_eq!(second.feed(&app).complaints[0].steps.len(), 1);
}

#[test]
fn a_closed_complaint_is_shown_for_a_fortnight_and_an_open_one_for_as_long_as_it_is_open() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let close = |tablet: &mut Tablet, number: &str, days: i64| {
        let at = (Utc::now() - TimeDelta::days(days)).fixed_offset();
        let record = tablet.act(&did(StepKind::NotSatisfied, number).at(at));
        sent(&app, tablet, record);
    };
    let [old, lately, long_ago, open] = [40, 20, 60, 400].map(|days| complained(&app, &mut tablet, days));
    close(&mut tablet, &old, 16);
    close(&mut tablet, &lately, 13);
    close(&mut tablet, &long_ago, 50);
    assert_eq!(numbers(&tablet.feed(&app)), [open, lately], "the oldest first");
    let all = app.cli(&["complaints"]).out;
    assert!(all.starts_with("4 complaints") && all.contains(&old), "at head office all of them stay: {all}");
}

#[test]
fn who_left_no_contact_or_had_it_erased_is_shown_so_and_closed_when_the_remedy_was_carried_out() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let number = complained(&app, &mut tablet, 1);
    let before = tablet.feed(&app);
    assert!(before.complaints[0].complaint.contact);
    app.cli(&["erase", &number, "--everything"]).success();
    let after = tablet.feed(&app);
    assert!(after.version > before.version && !after.complaints[0].complaint.contact);
    assert_eq!(after.complaints[0].clocks().len(), 1);
    let old = (Utc::now() - TimeDelta::days(20)).fixed_offset();
    for kind in [StepKind::RemedyChosen, StepKind::RemedyApproved, StepKind::CarriedOut] {
        let record = tablet.act(&did(kind, &number).at(old));
        sent(&app, &tablet, record);
    }
    assert_eq!(tablet.feed(&app).complaints, []);
}

#[test]
fn training_tells_nobody_and_a_tablet_in_training_is_told_of_no_complaint() {
    let app = app();
    let mut live = Tablet::enrolled(&app);
    let code = app.cli(&["device", "code", "demo", "--mode", "training"]).out;
    let key = Key::new();
    let config = crate::tablet::config(&key.enrol(&app, code.trim()));
    let mut training = Tablet::set_up(key, config);
    complained(&app, &mut live, 0);
    let record = training.complain(&complaint().training());
    sent(&app, &training, record);
    assert_eq!(live.feed(&app).complaints.len(), 1);
    assert_eq!(training.feed(&app).complaints, []);
}

#[test]
fn a_feed_is_fetched_once_per_version_and_a_receipt_names_the_newest() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let line = tablet.authorization(FEED);
    let first = app.get(FEED, &[("authorization", &line)]);
    let feed = Feed::parse(&verified(&first, Type::Feed, &tablet.config.signing_key)).unwrap();
    let tag = first.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", feed.version));
    assert_eq!(first.header("cache-control"), "no-store");
    let head = [("authorization", line.as_str()), ("if-none-match", tag.as_str())];
    let unchanged = app.get(FEED, &head);
    assert_eq!((unchanged.status, unchanged.body.len(), unchanged.header("etag")), (304, 0, &tag[..]));

    let survey = tablet.write(&completed().answer("overall", "fair"));
    assert_eq!(tablet.send(&app, &[survey]).feed_version, feed.version, "a survey is nobody's to know");
    let record = tablet.complain(&complaint());
    let receipt = tablet.send(&app, &[record]);
    assert!(receipt.feed_version > feed.version);
    let answer = app.get(FEED, &head);
    let newer = Feed::parse(&verified(&answer, Type::Feed, &tablet.config.signing_key)).unwrap();
    assert_eq!(newer.version, receipt.feed_version);
}

#[test]
fn its_version_rises_with_every_day_since_visits_come_and_go_with_it() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let days = || Utc::now().timestamp().div_euclid(86_400).unsigned_abs();
    let (before, version, after) = (days(), tablet.feed(&app).version, days());
    assert!((before..=after).contains(&version), "{version}");
    app.sql("INSERT INTO feeds (shop, changes) VALUES ('demo', 7)");
    assert!((before + 7..=days() + 7).contains(&tablet.feed(&app).version));
}

#[test]
fn a_request_must_be_signed_by_an_enrolled_tablet_for_this_path() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let ask = |line: &str| app.get(FEED, &[("authorization", line)]);
    app.get(FEED, &[]).refused(Reason::WrongSignature);
    ask("Handover a.b.c").refused(Reason::WrongSignature);
    ask(&tablet.authorization(CONFIG)).refused(Reason::WrongSignature);
    let good = tablet.authorization(FEED);
    let (rest, signature) = good.rsplit_once('.').unwrap();
    let forged = format!("{rest}.{}", handover_domain::base64::encode(&[7; 64]));
    assert_ne!(signature, forged);
    ask(&forged).refused(Reason::WrongSignature);
    app.get(CONFIG, &[("authorization", &good)]).refused(Reason::WrongSignature);
    app.post(FEED, b"{}", &[crate::app::JSON]).refused(Reason::MethodNotAllowed);
    let key = std::mem::replace(&mut tablet.key, Key::new());
    ask(&tablet.authorization(FEED)).refused(Reason::UnknownDevice);
    tablet.key = key;
    app.cli(&["device", "revoke", "1"]).success();
    ask(&good).refused(Reason::RevokedDevice);
}

#[test]
fn the_feed_travels_in_every_file_that_goes_back_to_a_tablet() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().call("", "+8613800138000"));
    let path = put(&app, "a.handover", &file(&tablet, &[std::slice::from_ref(&record)]));
    app.cli(&["import", path.to_str().unwrap()]).success();
    let (receipts, _, feed) = read_all(&tablet.config.signing_key, &path.with_extension("receipts"));
    assert_eq!(feed, tablet.feed(&app));
    assert_eq!((receipts[0].feed_version, numbers(&feed)), (feed.version, vec![number(&record)]));
    let config = stick(&app).join("config.receipts");
    app.cli(&["device", "config", "1", "--file", config.to_str().unwrap()]).success();
    assert_eq!(read_all(&tablet.config.signing_key, &config).2, feed);
}
