//! What staff did to a tablet, as the tablet tells it.

use crate::app::App;
use crate::tablet::Tablet;
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, PersonId};
use handover_domain::record::{EventPart, Happened};

#[test]
fn what_staff_did_is_told_by_whom_and_what_belongs_to_every_day_is_not() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let number = Number::issue(1, tablet.epoch, 9);
    let by = |happened| EventPart { person: Some(PersonId::new("p1").unwrap()), ..EventPart::of(happened) };
    let events = [
        EventPart::of(Happened::Enrolled),
        by(Happened::Unlocked),
        by(Happened::WrongPin),
        by(Happened::SettingsChanged),
        EventPart { number: Some(number.clone()), ..by(Happened::Opened) },
        by(Happened::WrongWords),
        EventPart { order: Some(OrderRef::new("RO-7").unwrap()), ..EventPart::of(Happened::NoSurvey) },
        EventPart::of(Happened::Retired),
    ];
    let records: Vec<_> = events.iter().map(|event| tablet.happened(event)).collect();
    tablet.send(&app, &records);
    let audit = app.cli(&["audit"]);
    assert!(audit.success, "{}", audit.out);
    let notes: Vec<&str> = audit.out.lines().filter_map(|line| line.strip_prefix("  note: ")).collect();
    for (note, says) in notes.iter().zip([
        "a wrong PIN was tried for p1 on ",
        "p1 changed the tablet's settings on ",
        &format!("p1 opened the words and the contact of complaint {number} on "),
        "p1 tried wrong words to open a complaint on ",
        "somebody took the tablet out of use on ",
    ]) {
        assert!(note.starts_with(says), "{says}: {note}");
    }
    assert_eq!(notes.len(), 5, "{notes:?}");

    for change in ["person = 'p2'", "number = '000-0000-000'", "order_ref = 'RO-8'"] {
        app.sql(&format!("UPDATE device_events SET {change}"));
        let audit = app.cli(&["audit"]).out;
        assert!(audit.contains("the event noted is not the one the tablet told of"), "{change}: {audit}");
    }
}
