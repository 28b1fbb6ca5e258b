use crate::app::App;
use crate::showroom::handover;
use crate::tablet::{Tablet, completed, partial};
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::record::{HandoverPart, Mode, PartName, Record};
use handover_domain::visit::Visit;
use handover_domain::wire::{Status, Use};

fn stored(tablet: &Tablet, app: &App, records: &[Record]) {
    assert!(tablet.send(app, records).results.iter().all(|entry| entry.status == Status::Stored));
}

fn said(app: &App, arguments: &[&str]) -> String {
    let said = app.cli(&[&["handovers"], arguments].concat());
    said.success();
    said.out
}

/// Five handovers of four orders, and what came of them.
fn a_day(app: &App, tablet: &mut Tablet) {
    let records: Vec<Record> = ["RO-1", "RO-2", "RO-3", "RO-4", "RO-1"]
        .map(|order| tablet.hand_over(&handover(order), Mode::Live))
        .into();
    stored(tablet, app, &records);
    let surveys = [
        completed().order("RO-1").answer("overall", "fair"),
        completed().order("RO-1").answer("overall", "satisfied"),
        partial().order("RO-2").answer("appointment", "yes"),
        completed().order("RO-3").answer("overall", "fair"),
        completed().order("RO-9").answer("overall", "fair"),
    ];
    let surveys: Vec<Record> = surveys.iter().map(|survey| tablet.write(survey)).collect();
    stored(tablet, app, &surveys);
}

#[test]
fn of_the_handovers_so_many_brought_a_survey() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    assert_eq!(said(&app, &[]), "No tablet was handed to a customer in this span.\n");
    a_day(&app, &mut tablet);
    let expected = "shop  started  completed  partial  none  second  response rate\n\
                    demo        5          2        1     1       1  50.0 % (n 4, 15–85)\n";
    assert_eq!(said(&app, &[]), expected);
    assert_eq!(app.audit(), "audit: 1 tablet, 10 records, chain whole");
    assert_eq!(said(&app, &["--from", "2019-01-01", "--to", "2019-12-31"]).lines().count(), 1);
    assert_eq!(said(&app, &["--shop", "demo", "--from", "2019-01-01", "--to", "2199-12-31"]), expected);
    for (arguments, why) in [
        (&["--shop", "nowhere"][..], "There is no shop `nowhere`"),
        (&["--from", "2026-11-23"], "--to"),
        (&["--from", "2026-11-23", "--to", "2026-11-22"], "comes after"),
    ] {
        let refused = app.cli(&[&["handovers"], arguments].concat());
        assert!(!refused.success && refused.err.contains(why), "{}", refused.err);
    }
}

#[test]
fn the_response_rate_is_reported_beside_the_score() {
    let app = App::start();
    app.shop("other");
    let mut tablet = Tablet::enrolled(&app);
    let survey = tablet.write(&completed().answer("overall", "fair"));
    stored(&tablet, &app, &[survey]);
    let span = ["report", "--from", "2000-01-01", "--to", "2099-12-31"];
    assert_eq!(app.report(&[])["response_rates"], serde_json::json!([]));
    assert!(!app.cli(&span).out.contains("response rate"), "where there is no handover, there is no rate");

    a_day(&app, &mut tablet);
    let report = app.report(&[]);
    let [rate] = &report["response_rates"].as_array().unwrap()[..] else { panic!("{report}") };
    for (member, n) in [("n", 4), ("completed", 2), ("partial", 1), ("none", 1), ("second", 1)] {
        assert_eq!(rate[member], n, "{member}");
    }
    assert_eq!((rate["shop"].as_str(), rate["share"].as_f64()), (Some("demo"), Some(0.5)));
    for by in ["none", "shop", "region", "advisor", "period"] {
        let report = app.report(&["--by", by, "--period", "year"]);
        let rows = report["packages"][0]["rows"].as_array().unwrap();
        let rates: Vec<_> =
            rows.iter().map(|row| &row["response_rate"]).filter(|rate| !rate.is_null()).collect();
        let [rate] = rates[..] else { panic!("{by}: {rows:?}") };
        assert_eq!([&rate["n"], &rate["completed"], &rate["second"]], [4, 2, 1], "{by}");
    }
    let text = app.cli(&span).out;
    assert!(text.starts_with("2000-01-01 to 2099-12-31\nresponse rate: 50.0 % (n 4, 15–85)\n\n"), "{text}");

    let mut other = Tablet::enrolled_in(&app, "other");
    let record = other.hand_over(&handover("RO-1"), Mode::Live);
    stored(&other, &app, &[record]);
    let text = app.cli(&[&span[..], &["--by", "shop"]].concat()).out;
    let rates =
        "response rate: 40.0 % (n 5, 12–77)\n  demo: 50.0 % (n 4, 15–85)\n  other: 0.0 % (n 1, 0–79)\n";
    assert!(text.contains(rates), "a number is one of its shop: {text}");
}

#[test]
fn a_second_one_is_told_whichever_tablet_it_was_on_and_in_whatever_order_they_come() {
    let app = App::start();
    let (mut one, mut other) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let first = one.hand_over(&handover("RO-1"), Mode::Live);
    let second = other.hand_over(&handover("RO-1"), Mode::Live);
    stored(&other, &app, &[second]);
    stored(&one, &app, &[first]);
    assert!(said(&app, &[]).contains("demo        2          0        0     1       1  0.0 % (n 1, 0–79)"));
}

#[test]
fn training_is_kept_and_not_counted() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = [Mode::Training, Mode::Test].map(|mode| tablet.hand_over(&handover("RO-1"), mode));
    stored(&tablet, &app, &records);
    assert!(said(&app, &[]).starts_with("No tablet was handed"));
    assert_eq!(app.number("SELECT COUNT(*) FROM handovers WHERE mode <> 'live'"), 2);
    let live = tablet.hand_over(&handover("RO-1"), Mode::Live);
    stored(&tablet, &app, &[live]);
    assert!(
        said(&app, &[]).contains("demo        1          0        0     1       0"),
        "nor is it the first"
    );
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}

#[test]
fn what_is_known_of_a_handover_is_noted_and_the_vehicle_stays_sealed() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let part = HandoverPart {
        visit: Visit::Delivery,
        advisor: Some(AdvisorId::new("a2").unwrap()),
        by: None,
        second: true,
        listed: false,
        ..handover("SO-8")
    };
    let record = tablet.hand_over(&part, Mode::Live);
    for _ in 0..2 {
        tablet.send(&app, std::slice::from_ref(&record));
    }
    let noted =
        "SELECT COUNT(*) FROM handovers WHERE order_ref = 'SO-8' AND visit = 'delivery' AND advisor = 'a2'
                 AND by_person = '' AND second AND NOT listed AND mode = 'live'";
    assert_eq!([app.number(noted), app.number("SELECT COUNT(*) FROM handovers")], [1, 1]);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts WHERE name = 'vehicle'"), 1);
    for file in std::fs::read_dir(app.data()).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let plate = "京AD12345".as_bytes();
        assert!(!bytes.windows(plate.len()).any(|at| at == plate), "{}", file.display());
    }
}

#[test]
fn a_handover_that_cannot_be_read_is_kept_and_told() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let part = handover("RO-1");
    let core = tablet.handover_core(&part, Mode::Live);
    let sealed_for = |tablet: &mut Tablet, reader, plain: &str| {
        let sealed = tablet.open_part(PartName::Handover, reader, plain.as_bytes().to_vec());
        vec![sealed]
    };
    let mut write = |core: &handover_domain::record::Core, reader, plain: &str| {
        let mut core = core.clone();
        (core.id, core.seq, core.prev) =
            (handover_domain::ids::RecordId(uuid::Uuid::now_v7()), tablet.seq + 1, tablet.prev);
        let parts = sealed_for(&mut tablet, reader, plain);
        let record = tablet.append(Record::write(&core, parts).unwrap());
        stored(&tablet, &app, &[record]);
    };
    let json = part.to_json();
    write(&core, Use::Care, &json);
    write(&core, Use::Records, "{\"visit\":\"\\u001b[31m\"}");
    let mut nameless = core.clone();
    nameless.handover = None;
    write(&nameless, Use::Records, &json);
    let mut other = core.clone();
    other.handover = Some(OrderRef::new("RO-2").unwrap());
    write(&other, Use::Records, &json);
    let audit = app.cli(&["audit"]).out;
    for why in [
        "there is no handover part sealed for head office's key",
        "the handover part is not readable",
        "the header does not say which handover this is",
        "the header names the handover RO-2, and the part within names RO-1",
    ] {
        assert!(audit.contains(why), "{why} in {audit}");
    }
    assert!(audit.ends_with("audit: 4 findings\n") && !audit.contains('\u{1b}'), "{audit}");
    assert!(said(&app, &[]).starts_with("No tablet was handed"));
}

#[test]
fn a_part_that_was_missing_the_first_time_is_read_when_it_comes() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let whole = tablet.hand_over(&handover("RO-1"), Mode::Live);
    let bare = Record { parts: Vec::new(), ..whole.clone() };
    stored(&tablet, &app, &[bare]);
    assert!(app.cli(&["audit"]).out.contains("there is no handover part"));
    assert_eq!(tablet.send(&app, &[whole]).results[0].status, Status::Duplicate);
    assert!(said(&app, &[]).contains("demo        1"));
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}
