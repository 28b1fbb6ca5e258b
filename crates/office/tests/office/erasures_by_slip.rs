use crate::app::{App, Said, is_on_disk};
use crate::complaint::{self, complaint, number};
use crate::tablet::{Tablet, completed};
use handover_domain::base64;
use handover_domain::complaint::Number;
use handover_domain::record::{Kind, PartName, Record};
use handover_domain::slip::Slip;
use handover_domain::wire::{Status, Use};

const SPAN: [&str; 5] = ["comments", "--from", "2000-01-01", "--to", "2099-12-31"];

/// The receipt code on a record's slip.
fn slip(record: &Record) -> String {
    Slip::of(record.check().unwrap().core.seq, &record.hash()).to_string()
}

fn id(record: &Record) -> String {
    record.check().unwrap().core.id.to_string()
}

fn erase(app: &App, code: &str, more: &[&str]) -> Said {
    let said = app.cli(&[&["erase", code], more].concat());
    said.success();
    said
}

fn refused(app: &App, code: &str, more: &[&str], why: &[&str]) {
    let said = app.cli(&[&["erase", code], more].concat());
    assert!(!said.success, "{}", said.out);
    for why in why {
        assert!(said.err.contains(why), "{why} in {}", said.err);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM erased"), 0);
}

/// Sends one survey with these words.
fn wrote(app: &App, tablet: &mut Tablet, words: &str) -> Record {
    let record = tablet.write(&completed().answer("overall", "fair").wrote(words));
    tablet.send(app, std::slice::from_ref(&record));
    record
}

#[test]
fn the_words_of_a_survey_are_erased_at_once_and_never_come_back_and_its_answers_stay() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = wrote(&app, &mut tablet, "我的手机是 13800138000");
    wrote(&app, &mut tablet, "another customer's");
    let scored = app.report(&[]);
    assert!(app.cli(&SPAN).out.contains("13800138000") && is_on_disk(&app, &record, PartName::Text));

    let typed = slip(&record).to_lowercase().replace('-', " ");
    let said = erase(&app, &typed, &[]);
    let sentence = "the words are erased, and will not be taken again; the anonymous answers stay.\n";
    assert!(said.out.starts_with(&format!("Survey {}: {sentence}", slip(&record))), "{}", said.out);
    assert!(said.out.contains("sealed journal and backups") && !said.out.contains("still"), "{}", said.out);
    assert!(!is_on_disk(&app, &record, PartName::Text), "not even the sealed bytes are left");

    let receipt = tablet.send(&app, std::slice::from_ref(&record));
    assert_eq!(receipt.results[0].status, Status::Duplicate);
    assert!(!is_on_disk(&app, &record, PartName::Text) && is_on_disk(&app, &record, PartName::Answers));
    let comments = app.cli(&SPAN).out;
    assert!(comments.contains("another customer's") && !comments.contains("13800138000"), "{comments}");
    assert_eq!(app.report(&[]), scored);
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
    let by = "SELECT COUNT(*) FROM erased WHERE part = 'text' AND erased_by <> '' AND erased_at > 0";
    assert_eq!(app.number(by), 1);

    let again = erase(&app, &typed, &["--everything"]);
    let nothing = "nothing was left to erase; the anonymous answers stay.";
    assert_eq!(again.out, format!("Survey {}: {nothing}\n", slip(&record)));
    assert_eq!(app.number("SELECT COUNT(*) FROM erased"), 1);
}

#[test]
fn every_place_in_a_journal_has_a_slip_that_erases_also_in_training() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let wrote = |_| tablet.write(&completed().training().wrote("forget me"));
    let records: Vec<_> = (0..12).map(wrote).collect();
    tablet.send(&app, &records);
    for record in &records {
        assert!(erase(&app, &slip(record), &[]).out.contains("the words are erased"));
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM parts WHERE name = 'text'"), 0);
    assert_eq!(app.audit(), "audit: 1 tablet, 12 records, chain whole");
}

#[test]
fn a_survey_without_words_has_nothing_to_erase() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, std::slice::from_ref(&record));
    assert!(erase(&app, &slip(&record), &[]).out.contains("nothing was left to erase"));
    assert_eq!(app.number("SELECT COUNT(*) FROM erased"), 0);
}

#[test]
fn a_complaint_is_erased_by_its_receipt_code_as_by_its_number() {
    let app = complaint::app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().wrote("漏油").call("王先生", "+8613800138000"));
    tablet.send(&app, std::slice::from_ref(&record));
    let said = erase(&app, &slip(&record), &[]).out;
    let sentence = format!("Complaint {}: the contact details are erased", number(&record));
    assert!(said.starts_with(&sentence) && said.contains("What was said is still here"), "{said}");
    assert!(!is_on_disk(&app, &record, PartName::Contact) && is_on_disk(&app, &record, PartName::Text));
    assert!(erase(&app, &slip(&record), &["--everything"]).out.contains("what was said is erased"));
    assert!(!is_on_disk(&app, &record, PartName::Text));
    assert!(erase(&app, &number(&record), &["--everything"]).out.contains("nothing was left"));
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

/// Three records under one id, the first without words, and whether the words of one of them are in conflict.
fn under_one_id(tablet: &mut Tablet) -> [Record; 3] {
    let survey = completed().answer("overall", "fair");
    let core = tablet.core(&survey);
    [survey.clone(), survey.clone().wrote("one"), survey.wrote("two")].map(|one| tablet.seal(&core, &one))
}

fn is_in_conflict(app: &App, record: &Record) -> bool {
    let part = record.parts.iter().find(|part| part.name == PartName::Text).unwrap();
    let data = base64::encode(&part.data);
    app.number(&format!("SELECT COUNT(*) FROM conflicts WHERE record LIKE '%{data}%'")) == 1
}

#[test]
fn other_bytes_under_the_id_of_a_survey_keep_no_words_either() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let [first, before, after] = under_one_id(&mut tablet);
    tablet.send(&app, &[first.clone(), before.clone()]);
    assert!(is_in_conflict(&app, &before));
    assert!(erase(&app, &slip(&first), &[]).out.contains("the words are erased"));
    assert_eq!(tablet.send(&app, std::slice::from_ref(&after)).results[0].status, Status::Conflict);
    assert_eq!(app.number("SELECT COUNT(*) FROM conflicts"), 2);
    assert!(!is_in_conflict(&app, &before) && !is_in_conflict(&app, &after));
}

#[test]
fn by_the_code_of_a_record_in_conflict_nothing_is_erased_until_the_record_is_named() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let [first, other, _] = under_one_id(&mut tablet);
    tablet.send(&app, &[first.clone(), other.clone()]);
    refused(&app, &slip(&other), &[], &["in conflict with another one", "name the record", &id(&first)]);
    assert!(is_in_conflict(&app, &other));
    erase(&app, &slip(&other), &["--record", &id(&first)]);
    assert!(!is_in_conflict(&app, &other));
}

#[test]
fn of_two_tablets_with_one_code_only_the_record_that_is_named_is_erased() {
    let app = App::start();
    let [first, twin] = [(); 2].map(|()| wrote(&app, &mut Tablet::enrolled(&app), "forget me"));
    app.sql(&format!("UPDATE records SET hash = '{}'", first.hash()));
    let code = slip(&first);
    let found = app.cli(&["audit", "--slip", &code]).out;
    assert!(found.contains("found: tablet 1") && found.contains("found: tablet 2"), "{found}");
    refused(
        &app,
        &code,
        &[],
        &["2 records", "Name the record", "survey, shop demo", &id(&first), &id(&twin)],
    );
    refused(&app, &code, &["--record", "nobody"], &["No record of that id has the code"]);
    erase(&app, &code, &["--record", &id(&twin)]);
    assert!(is_on_disk(&app, &first, PartName::Text) && !is_on_disk(&app, &twin, PartName::Text));
}

#[test]
fn where_a_code_is_a_receipt_code_and_a_number_only_the_record_that_is_named_is_erased() {
    let app = complaint::app();
    let mut tablet = Tablet::enrolled(&app);
    let survey = wrote(&app, &mut tablet, "forget me");
    let complaint = tablet.complain(&complaint().call("王先生", "+8613800138000"));
    tablet.send(&app, std::slice::from_ref(&complaint));
    let code = slip(&survey);
    let number = Number::parse(&code).expect("the slips of the first nine places read as numbers too");
    app.sql(&format!("UPDATE complaint_numbers SET number = '{number}'"));
    refused(&app, &code, &[], &["2 records", "(survey, shop demo)", "(complaint, shop demo)"]);
    erase(&app, &code, &["--record", &id(&survey)]);
    assert!(!is_on_disk(&app, &survey, PartName::Text));
    assert!(is_on_disk(&app, &complaint, PartName::Contact));
}

#[test]
fn a_code_that_is_mistyped_or_not_here_is_refused_in_a_sentence_that_names_both_forms() {
    let app = App::start();
    let record = wrote(&app, &mut Tablet::enrolled(&app), "stay");
    let mut mistyped = slip(&record);
    let wrong = if mistyped.ends_with('7') { "8" } else { "7" };
    mistyped.replace_range(mistyped.len() - 1.., wrong);
    let other = Slip::of(12, &record.hash()).to_string();
    refused(&app, &mistyped, &[], &["was mistyped", "complaint number, like", "receipt code, like"]);
    refused(&app, &other, &[], &["complaint number", "receipt code", "not sent it yet"]);
}

#[test]
fn what_happened_to_the_tablet_is_no_customers_to_erase() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let mut core = tablet.core(&completed());
    (core.kind, core.outcome, core.package, core.notice) = (Kind::DeviceEvent, None, None, None);
    let event = tablet.open_part(PartName::Event, Use::Records, b"{}".to_vec());
    let event = Record::write(&core, vec![event]).unwrap();
    tablet.send(&app, std::slice::from_ref(&event));
    refused(&app, &slip(&event), &[], &["an event of the tablet", "nothing was erased"]);
}
