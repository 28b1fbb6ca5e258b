use crate::app::{App, Said, is_on_disk};
use crate::complaint::{app, complaint, number, publish};
use crate::showroom::did;
use crate::tablet::Tablet;
use handover_domain::base64;
use handover_domain::complaint::StepKind;
use handover_domain::hash::Hash;
use handover_domain::record::{PartName, Record};
use handover_domain::wire::Status;

const SECRET: (&str, &str) = ("王先生", "+8613800138000");

fn sent(app: &App) -> (Tablet, Record) {
    let mut tablet = Tablet::enrolled(app);
    let record = tablet.complain(&complaint().wrote("漏油").call(SECRET.0, SECRET.1));
    tablet.send(app, std::slice::from_ref(&record));
    (tablet, record)
}

fn erase(app: &App, record: &Record, more: &[&str]) -> Said {
    let said = app.cli(&[&["erase", &number(record)], more].concat());
    said.success();
    said
}

fn opened(app: &App, record: &Record) -> String {
    app.cli(&["complaints", "--open", &number(record)]).out
}

#[test]
fn contact_details_are_erased_at_once_and_never_come_back() {
    let app = app();
    let (tablet, record) = sent(&app);
    assert!(opened(&app, &record).contains(SECRET.1) && is_on_disk(&app, &record, PartName::Contact));

    let said = erase(&app, &record, &[]);
    assert!(said.out.contains("the contact details are erased"), "{}", said.out);
    assert!(said.out.contains("What was said is still here"), "{}", said.out);
    assert!(!is_on_disk(&app, &record, PartName::Contact), "not even the sealed bytes are left");
    let after = opened(&app, &record);
    assert!(
        after.contains("contact: erased") && after.contains("漏油") && !after.contains(SECRET.0),
        "{after}"
    );
    let list = app.cli(&["complaints"]).out;
    assert!(list.starts_with("1 complaint, 0 major, 1 without contact"), "{list}");
    assert!(list.contains("contact erased") && !list.contains("first contact due"), "{list}");
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");

    assert_eq!(tablet.send(&app, std::slice::from_ref(&record)).results[0].status, Status::Duplicate);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts WHERE name = 'contact'"), 0);
    assert!(!is_on_disk(&app, &record, PartName::Contact));
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
    let by = "SELECT COUNT(*) FROM erased WHERE part = 'contact' AND erased_by <> '' AND erased_at > 0";
    assert_eq!(app.number(by), 1);
    let again = erase(&app, &record, &[]);
    assert!(again.out.contains("nothing was left to erase"), "{}", again.out);
}

#[test]
fn everything_said_can_be_erased_and_what_is_anonymous_stays() {
    let app = app();
    let (tablet, record) = sent(&app);
    let said = erase(&app, &record, &["--everything"]);
    assert!(
        said.out.contains("the contact details are erased") && said.out.contains("what was said is erased")
    );
    assert!(!is_on_disk(&app, &record, PartName::Text));
    let after = opened(&app, &record);
    assert!(after.contains("words: erased") && after.contains("contact: erased"), "{after}");
    assert!(after.contains("  about: 售后服务") && !after.contains("漏油"), "{after}");
    tablet.send(&app, std::slice::from_ref(&record));
    assert_eq!(app.number("SELECT COUNT(*) FROM parts"), 1);
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
    let again = erase(&app, &record, &["--everything"]);
    assert_eq!(again.out, format!("Complaint {}: nothing was left to erase.\n", number(&record)));
}

#[test]
fn where_no_contact_was_left_there_is_nothing_to_erase() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint());
    tablet.send(&app, std::slice::from_ref(&record));
    assert!(erase(&app, &record, &[]).out.contains("nothing was left to erase"));
    assert_eq!(app.number("SELECT COUNT(*) FROM erased"), 0);
}

#[test]
fn other_bytes_under_the_same_id_keep_no_contact_details_either() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let case = complaint().call(SECRET.0, SECRET.1);
    let core = tablet.complaint_core(&case);
    let [first, before, after] = [(); 3].map(|()| tablet.seal_complaint(&core, &case));
    let kept_in_conflict = |record: &Record| {
        let part = record.parts.iter().find(|part| part.name == PartName::Contact).unwrap();
        let data = base64::encode(&part.data);
        app.number(&format!("SELECT COUNT(*) FROM conflicts WHERE record LIKE '%{data}%'"))
    };
    tablet.send(&app, &[first.clone(), before.clone()]);
    assert_eq!(kept_in_conflict(&before), 1);
    erase(&app, &first, &[]);
    assert_eq!(tablet.send(&app, std::slice::from_ref(&after)).results[0].status, Status::Conflict);
    assert_eq!(app.number("SELECT COUNT(*) FROM conflicts"), 2);
    assert_eq!([&before, &after].map(kept_in_conflict), [0, 0]);
}

#[test]
fn a_complaint_that_is_in_no_list_can_be_erased_all_the_same() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let next = crate::complaint::package(3);
    let case = complaint().call(SECRET.0, SECRET.1);
    let mut core = tablet.complaint_core(&case);
    let package = core.package.as_mut().unwrap();
    (package.version, package.hash) = (3, Hash::of(next.as_bytes()));
    let unread = tablet.seal_complaint(&core, &case);
    let unread = tablet.append(unread);
    let training = tablet.complain(&complaint().training().call(SECRET.0, SECRET.1));
    tablet.send(&app, &[unread.clone(), training.clone()]);
    for record in [&unread, &training] {
        erase(&app, record, &[]);
        assert!(!is_on_disk(&app, record, PartName::Contact));
    }
    publish(&app, &next);
    assert!(app.cli(&["complaints"]).out.contains("contact erased"));
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
}

#[test]
fn of_two_records_with_one_number_only_the_one_that_is_named_is_erased() {
    let app = app();
    let (mut tablet, first) = sent(&app);
    let case = complaint().call("李", "+85291234567");
    let mut core = tablet.complaint_core(&case);
    core.complaint = first.check().unwrap().core.complaint;
    let twin = tablet.seal_complaint(&core, &case);
    let twin = tablet.append(twin);
    tablet.send(&app, &[twin]);
    let refused = app.cli(&["erase", &number(&first)]);
    assert!(!refused.success && refused.err.contains("ame the record"), "{}", refused.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM erased"), 0);
    let (id, other) = (case.id.to_string(), first.check().unwrap().core.id.to_string());
    assert!(refused.err.contains(&id) && refused.err.contains(&other), "{}", refused.err);
    assert!(!app.cli(&["erase", &number(&first), "--record", "nobody"]).success);
    erase(&app, &first, &["--record", &id]);
    assert_eq!(app.number(&format!("SELECT COUNT(*) FROM erased WHERE record = '{id}'")), 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts WHERE name = 'contact'"), 1);
}

/// How many of the sealed parts of a record stand anywhere in the database's files.
fn copies_on_disk(app: &App, record: &Record, name: PartName) -> usize {
    let one = |at: usize| Record { parts: vec![record.parts[at].clone()], ..record.clone() };
    let of_name = (0..record.parts.len()).filter(|at| record.parts[*at].name == name);
    of_name.filter(|at| is_on_disk(app, &one(*at), name)).count()
}

#[test]
fn both_copies_go_where_a_complaint_is_sealed_for_its_shop_too() {
    let app = app();
    app.cli(&["shop", "key", "demo"]).success();
    let (tablet, record) = sent(&app);
    let copies = |name| copies_on_disk(&app, &record, name);
    assert_eq!([copies(PartName::Text), copies(PartName::Contact)], [2, 2]);
    erase(&app, &record, &[]);
    assert_eq!([copies(PartName::Text), copies(PartName::Contact)], [2, 0]);
    let said = erase(&app, &record, &["--everything"]);
    assert!(said.out.contains("what was said is erased"), "{}", said.out);
    assert_eq!([copies(PartName::Text), copies(PartName::Contact)], [0, 0]);
    assert_eq!(tablet.send(&app, std::slice::from_ref(&record)).results[0].status, Status::Duplicate);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts"), 1);
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

#[test]
fn what_staff_wrote_about_a_complaint_goes_with_all_that_was_said_in_it() {
    let app = app();
    app.cli(&["shop", "key", "demo"]).success();
    let (mut tablet, record) = sent(&app);
    let number = number(&record);
    let [first, late] = [StepKind::Contacted, StepKind::Confirmed]
        .map(|kind| tablet.act(&did(kind, &number).wrote("王先生 is angry")));
    tablet.send(&app, std::slice::from_ref(&first));
    app.cli(&["complaints", "step", &number, "cause_found", "--by", "care.1", "--note", "for 王先生"])
        .success();
    erase(&app, &record, &[]);
    assert_eq!(copies_on_disk(&app, &first, PartName::Note), 2, "notes stay with the words");
    let said = erase(&app, &record, &["--everything"]);
    assert!(said.out.contains("what staff wrote about it is erased"), "{}", said.out);
    tablet.send(&app, std::slice::from_ref(&late));
    for act in [&first, &late] {
        assert_eq!(copies_on_disk(&app, act, PartName::Note), 0, "nor is what comes later taken");
        assert_eq!(tablet.send(&app, std::slice::from_ref(act)).results[0].status, Status::Duplicate);
        assert_eq!(copies_on_disk(&app, act, PartName::Note), 0);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps WHERE note IS NOT NULL"), 0);
    let after = opened(&app, &record);
    assert_eq!(after.matches("(note: erased)").count(), 2, "{after}");
    assert!(after.contains("contacted  by p1") && after.contains("cause_found  by care.1"), "{after}");
    assert!(!after.contains("angry") && !after.contains("王先生"), "{after}");
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
    assert!(erase(&app, &record, &["--everything"]).out.contains("nothing was left to erase"));
}
