use crate::app::App;
use crate::tablet::{Tablet, completed};
use handover_domain::ids::Epoch;
use handover_domain::record::{EventPart, Happened, Loss, PartName, Record};
use handover_domain::wire::{Status, Use};

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

fn loss(epoch: Epoch, from: u64, through: u64, pending: u64) -> EventPart {
    EventPart::lost(Loss { epoch, from, through, pending })
}

/// A tablet that lost the end of its journal of 14 records, of which so many had been sent, and says so.
fn lost(app: &App, sent: usize, from: u64, pending: u64) -> (Tablet, Record) {
    let mut tablet = Tablet::enrolled(app);
    let records = write(&mut tablet, 14);
    tablet.send_with(app, &records[..sent], tablet.tip());
    let before = tablet.epoch;
    tablet.begin_anew();
    let event = tablet.happened(&loss(before, from, 14, pending));
    assert_eq!(
        tablet.send_with(app, std::slice::from_ref(&event), tablet.tip()).results[0].status,
        Status::Stored
    );
    (tablet, event)
}

fn audit(app: &App) -> String {
    app.cli(&["audit"]).out
}

#[test]
fn what_a_tablet_lost_is_told_by_its_own_account() {
    let app = App::start();
    lost(&app, 12, 11, 2);
    let said = audit(&app);
    let journal = app.cli(&["audit"]).out.split("journal ").nth(1).unwrap()[..8].to_owned();
    let account = format!(
        "tablet 1: lost: 11–14 of journal {journal}, by the tablet's own account; 2 of its records had not been sent; only 11–12 are here"
    );
    assert!(said.contains(&account), "{said}");
    assert!(
        said.contains("began this journal anew") && said.contains("Its first record tells what was lost"),
        "{said}"
    );
    assert_eq!(app.audit(), "audit: 1 finding", "it is told once");
}

#[test]
fn a_loss_of_what_is_all_here_is_none() {
    let app = App::start();
    lost(&app, 14, 11, 0);
    let said = audit(&app);
    assert!(said.contains("note: lost: 11–14 of journal"), "{said}");
    assert!(said.contains("all of it had been sent; all of it is here"), "{said}");
    assert_eq!(app.audit(), "audit: 1 tablet, 15 records, chain whole");
}

#[test]
fn what_lies_before_a_loss_is_still_awaited() {
    let app = App::start();
    lost(&app, 5, 11, 9);
    let said = audit(&app);
    assert!(said.contains("note: 6–10 announced on "), "{said}");
    assert!(said.contains("none of it is here"), "{said}");
    assert_eq!(app.audit(), "audit: 1 finding");
}

#[test]
fn what_was_announced_beyond_a_loss_is_a_finding_of_its_own() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 14);
    tablet.send_with(&app, &records[..5], tablet.tip());
    let before = tablet.epoch;
    tablet.begin_anew();
    let events = [loss(before, 12, 13, 9), loss(before, 8, 9, 9)].map(|event| tablet.happened(&event));
    tablet.send_with(&app, &events, tablet.tip());
    let said = audit(&app);
    for awaited in ["note: 6–7 announced on ", "note: 10–11 announced on "] {
        assert!(said.contains(awaited), "{said}");
    }
    assert!(said.contains("tablet 1: 14 announced on ") && said.contains("without a word of them"), "{said}");
    assert_eq!(app.audit(), "audit: 3 findings");
}

#[test]
fn a_loss_of_a_journal_that_was_never_heard_of_is_told_too() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let never_heard_of = tablet.epoch;
    tablet.begin_anew();
    let event = tablet.happened(&loss(never_heard_of, 1, 1, 1));
    tablet.send(&app, &[event]);
    let said = audit(&app);
    let account = "lost: 1 of journal ";
    assert!(
        said.contains(account) && said.contains("1 of its records had not been sent; none of it is here"),
        "{said}"
    );
    assert_eq!(app.audit(), "audit: 1 finding");
}

#[test]
fn an_event_is_noted_once_counts_nowhere_and_is_read_in_every_mode() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    tablet.config.mode = handover_domain::record::Mode::Training;
    let full = tablet.happened(&EventPart::of(Happened::StorageFull));
    for _ in 0..2 {
        tablet.send(&app, std::slice::from_ref(&full));
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM device_events WHERE happened = 'storage_full'"), 1);
    assert_eq!(app.report(&[])["packages"], serde_json::json!([]));
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
    app.sql("UPDATE device_events SET happened = 'loss'");
    assert!(audit(&app).contains("the event noted is not the one the tablet told of"));
    app.sql("DELETE FROM device_events");
    assert!(audit(&app).contains("what happened to the tablet was never noted"));
}

#[test]
fn an_event_that_cannot_be_read_is_kept_and_said_so() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let nonsense = [
        b"{\"happened\":\"moved house\"}".to_vec(),
        b"{\"happened\":\"loss\"}".to_vec(),
        loss(tablet.epoch, 9, 3, 0).to_json().into_bytes(),
        loss(tablet.epoch, 0, 3, 0).to_json().into_bytes(),
        loss(tablet.epoch, 1, u64::MAX, 0).to_json().into_bytes(),
    ];
    for plain in nonsense {
        let like = tablet.happened(&EventPart::of(Happened::StorageFull));
        (tablet.seq, tablet.prev) = (tablet.seq - 1, like.check().unwrap().core.prev);
        let core = like.check().unwrap().core;
        let part = tablet.open_part(PartName::Event, Use::Records, plain);
        let record = tablet.append(Record::write(&core, vec![part]).unwrap());
        assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM device_events"), 0);
    assert_eq!(audit(&app).matches("is kept but could not be read").count(), 5);
}
