use crate::app::App;
use crate::tablet::{Tablet, completed};
use handover_domain::record::{EventPart, Loss, Record};
use handover_domain::slip::Slip;

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

/// What the audit says of the slip of this record.
fn asked(app: &App, record: &Record) -> (bool, String) {
    let seq = record.check().unwrap().core.seq;
    let said = app.cli(&["audit", "--slip", &Slip::of(seq, &record.hash()).to_string()]);
    (said.success, said.out)
}

fn missing(app: &App, record: &Record, sentence: &str) {
    let (found, said) = asked(app, record);
    assert!(!found && said.starts_with("no record fits "), "{said}");
    assert!(said.contains(sentence), "{sentence}: {said}");
}

#[test]
fn an_unsent_end_that_was_cut_off_is_missed_by_the_customers_slip() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 15);
    tablet.send(&app, &records[..12]);
    missing(&app, &records[12], "has not sent 13 yet; 12 is the last one here");
    (tablet.seq, tablet.prev) = (12, records[11].hash());
    assert_eq!(app.audit(), "audit: 1 tablet, 12 records, chain whole", "nothing else could know");
    let anew = write(&mut tablet, 2);
    tablet.send(&app, &anew);
    assert_eq!(app.audit(), "audit: 1 tablet, 14 records, chain whole");
    missing(&app, &records[12], "another record is at 13 in: tablet 1 (journal ");
    missing(&app, &records[14], "has not sent 15 yet");
    assert!(asked(&app, &anew[0]).0);
}

#[test]
fn a_slip_of_what_was_announced_names_its_tablet() {
    let app = App::start();
    let mut others = [Tablet::enrolled(&app), Tablet::enrolled(&app), Tablet::enrolled(&app)];
    let short = write(&mut others[0], 2);
    others[0].send(&app, &short);
    let long = write(&mut others[1], 9);
    others[1].send(&app, &long);
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 5);
    tablet.send_with(&app, &records[..3], tablet.tip());
    let (_, said) = asked(&app, &records[4]);
    let lines: Vec<&str> = said.lines().skip(1).map(str::trim).collect();
    assert_eq!(lines.len(), 4, "{said}");
    assert!(
        lines[0].starts_with("tablet 4 (journal ") && lines[0].contains("announced this very record on "),
        "{said}"
    );
    assert!(lines[0].ends_with("and has not sent 5 yet; 3 is the last one here"), "{said}");
    assert!(
        lines[1].starts_with("tablet 1 (journal ")
            && lines[1].ends_with("has not sent 5 yet; 2 is the last one here")
    );
    assert_eq!(lines[2], "tablet 3 has not sent anything yet");
    assert!(lines[3].starts_with("another record is at 5 in: tablet 2 (journal "), "{said}");
}

#[test]
fn a_slip_of_what_was_lost_or_removed_says_so() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 8);
    tablet.send(&app, &[&records[..3], &records[4..5]].concat());
    missing(&app, &records[3], "has sent what comes after 4, which is missing here");
    let before = tablet.epoch;
    tablet.begin_anew();
    let loss = Loss { epoch: before, from: 6, through: 7, pending: 2 };
    let event = tablet.happened(&EventPart::lost(loss));
    tablet.send(&app, &[event]);
    missing(&app, &records[5], "lost 6, by its own account");
    missing(
        &app,
        &records[7],
        "has not sent 8; 5 is the last one here, and the tablet has begun another journal since",
    );
    app.sql("DELETE FROM records WHERE seq = 2");
    missing(&app, &records[1], "has sent what comes after 2, which is missing here");
}

#[test]
fn a_slip_whose_record_was_edited_here_is_not_simply_found() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 3);
    tablet.send(&app, &records);
    assert!(asked(&app, &records[1]).0);
    app.sql(
        "UPDATE records SET header = replace(header, '\"app\":\"test\"', '\"app\":\"tess\"') WHERE seq = 2",
    );
    let (found, said) = asked(&app, &records[1]);
    assert!(!found && said.contains("it was altered here"), "{said}");
}
