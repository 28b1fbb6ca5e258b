use crate::app::App;
use crate::tablet::{Tablet, completed};
use handover_domain::record::Record;
use handover_domain::slip::Slip;

fn filled(app: &App) -> Vec<Record> {
    let mut tablet = Tablet::enrolled(app);
    let survey = || completed().answer("cleanliness", "satisfied").answer("overall", "fair").wrote("好");
    let records: Vec<_> = (0..5).map(|_| tablet.write(&survey())).collect();
    tablet.send(app, &records);
    assert_eq!(app.audit(), "audit: 1 tablet, 5 records, chain whole");
    records
}

fn finds(app: &App, what: &str) {
    let audit = app.cli(&["audit"]);
    assert!(!audit.success);
    assert!(audit.out.contains(what), "{}", audit.out);
    assert!(audit.out.lines().last().unwrap().contains(" finding"), "{}", audit.out);
}

#[test]
fn a_deleted_row_is_named() {
    let app = App::start();
    filled(&app);
    app.sql("DELETE FROM records WHERE seq = 3");
    finds(&app, "tablet 1: 3 missing");
}

#[test]
fn a_tail_that_was_acknowledged_and_removed_is_named() {
    let app = App::start();
    filled(&app);
    app.sql("DELETE FROM records WHERE seq >= 4");
    finds(&app, "tablet 1: 4–5 missing: acknowledged once");
}

#[test]
fn a_journal_cannot_be_hidden_by_removing_what_is_noted_about_it() {
    let app = App::start();
    filled(&app);
    app.sql("DELETE FROM epochs");
    finds(&app, "the note of how far this journal was acknowledged is missing");
    app.sql("DELETE FROM records WHERE seq = 2");
    finds(&app, "tablet 1: 2 missing");
}

#[test]
fn an_edited_header_is_named_even_with_its_hash_made_to_fit() {
    let app = App::start();
    let records = filled(&app);
    app.sql(
        "UPDATE records SET header = replace(header, '\"app\":\"test\"', '\"app\":\"tess\"') WHERE seq = 2",
    );
    finds(&app, "tablet 1: 2 was altered here");
    let edited = records[1].header.replace("\"app\":\"test\"", "\"app\":\"tess\"");
    let hash = handover_domain::hash::Hash::of(edited.as_bytes());
    app.sql(&format!("UPDATE records SET hash = '{hash}' WHERE seq = 2"));
    finds(&app, "tablet 1: 3 does not follow 2: one of the two was altered");
}

#[test]
fn an_altered_part_a_lost_part_and_a_changed_answer_are_named() {
    let app = App::start();
    filled(&app);
    let of = |seq| format!("(SELECT id FROM records WHERE seq = {seq})");
    app.sql(&format!("UPDATE parts SET data = x'00' WHERE name = 'answers' AND record = {}", of(1)));
    finds(&app, "its hash differs");
    app.sql(&format!("DELETE FROM parts WHERE name = 'text' AND record = {}", of(2)));
    finds(&app, "its part `text`");
    app.sql(&format!(
        "UPDATE answers SET option = 'very_satisfied' WHERE question = 'overall' AND record = {}",
        of(3)
    ));
    finds(&app, "are not those the customer gave");
    finds(&app, "not what the answers add up to");
}

#[test]
fn sums_that_were_edited_are_noticed() {
    let app = App::start();
    filled(&app);
    for table in ["rollup", "rollup WHERE facet = 'advisor'", "rollup WHERE span = '2026'"] {
        assert!(app.number(&format!("SELECT COUNT(*) FROM {table}")) > 0, "{table}");
    }
    let edits = [
        ("UPDATE rollup SET n1 = n1 + 1 WHERE facet = '' AND span = '2026'", "n1 = n1 - 1"),
        ("UPDATE rollup SET n2 = n2 + 1 WHERE facet = 'advisor'", "n2 = n2 - 1"),
        ("UPDATE rollup SET n1 = n1 + 1 WHERE facet = 'channel' AND length(span) = 7", "n1 = n1 - 1"),
    ];
    for (edit, back) in edits {
        let (_, rows) = edit.split_once("WHERE").unwrap();
        app.sql(edit);
        finds(&app, "rows of the sums");
        app.sql(&format!("UPDATE rollup SET {back} WHERE {rows}"));
    }
    app.sql(
        "INSERT INTO rollup SELECT 'nowhere', facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup",
    );
    finds(&app, "rows of the sums");
}

#[test]
fn a_survey_that_is_counted_without_its_record_is_named() {
    let app = App::start();
    filled(&app);
    app.sql("DELETE FROM records; DELETE FROM epochs");
    finds(&app, "shop demo: a survey is counted, but its record");
    assert_eq!(app.audit(), "audit: 5 findings");
}

#[test]
fn a_new_journal_of_a_tablet_is_noted() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    tablet.epoch = handover_domain::ids::Epoch(uuid::Uuid::now_v7());
    (tablet.seq, tablet.prev) = (0, handover_domain::hash::Hash::NONE);
    let record = tablet.write(&completed().answer("overall", "fair"));
    assert_eq!(tablet.send(&app, &[record]).contiguous_through.len(), 2);
    let audit = app.cli(&["audit"]);
    assert!(audit.success && audit.out.contains("began this journal anew"), "{}", audit.out);
}

#[test]
fn a_slip_finds_its_record_or_says_that_none_fits() {
    let app = App::start();
    let records = filled(&app);
    let slip = Slip::of(4, &records[3].hash()).to_string();
    let found = app.cli(&["audit", "--slip", &slip.to_lowercase()]);
    assert!(found.success, "{}{}", found.out, found.err);
    assert!(found.out.contains("tablet 1") && found.out.contains("a completed survey"), "{}", found.out);
    let cut_off = Slip::of(6, &records[3].hash()).to_string();
    let missing = app.cli(&["audit", "--slip", &cut_off]);
    assert!(!missing.success && missing.out.contains("no record fits"), "{}", missing.out);
    let typo = app.cli(&["audit", "--slip", "4-AAAA-AAAA-0"]);
    assert!(!typo.success && typo.err.contains("is not a receipt code"), "{}", typo.err);
}
