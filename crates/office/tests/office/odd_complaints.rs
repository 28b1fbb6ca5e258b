use crate::app::App;
use crate::complaint::{Case, app, complaint, nothing_is_scored, number};
use crate::tablet::{Tablet, completed};
use handover_domain::complaint::Number;
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::record::Record;
use handover_domain::visit::Visit;
use handover_domain::wire::Status;
use uuid::Uuid;

#[test]
fn words_of_any_length_or_content_cannot_steer_the_terminal_that_shows_them() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let markup =
        "<script>alert(1)</script> \u{1b}[31m\u{202e}\u{0}=HYPERLINK()\r\ncontact: me\u{2028}contact: me";
    let long = "a".repeat(1_000_000);
    let records = [
        tablet.complain(
            &complaint().wrote(markup).call("\u{1b}]0;x\u{7}<b>\ncontact: me", "+1\u{202e}2345678"),
        ),
        tablet.complain(&complaint().wrote(&long)),
    ];
    assert!(tablet.send(&app, &records).results.iter().all(|entry| entry.status == Status::Stored));
    let said = app.cli(&["complaints", "--open", &number(&records[0])]);
    said.success();
    assert!(
        said.out.contains("happened: <script>alert(1)</script> [31m=HYPERLINK()\n    contact: me"),
        "{}",
        said.out
    );
    assert!(said.out.contains("contact: ]0;x<b> contact: me, +12345678"), "{}", said.out);
    assert!(!said.out.contains(['\u{1b}', '\u{202e}', '\u{0}', '\u{7}', '\r', '\u{2028}']));
    assert_eq!(said.out.lines().filter(|line| line.starts_with("contact: ")).count(), 1, "{}", said.out);
    let said = app.cli(&["complaints", "--open", &number(&records[1])]);
    let shown = format!("{}… (998000 characters more than a tablet takes)", "a".repeat(2000));
    assert!(said.out.contains(&shown), "{} bytes", said.out.len());
}

#[test]
fn two_records_with_one_number_are_both_kept_and_told() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let first = tablet.complain(&complaint().wrote("the first"));
    let shared = number(&first);
    // A journal begun anew, whose tag happens to be that of the lost one.
    tablet.prev = Hash::NONE;
    tablet.seq = 0;
    while number_at(&tablet) != shared {
        tablet.epoch = Epoch(Uuid::now_v7());
    }
    let twin = tablet.complain(&complaint().wrote("the second"));
    let receipt = tablet.send(&app, &[first, twin]);
    assert!(receipt.results.iter().all(|entry| entry.status == Status::Stored));
    let list = app.cli(&["complaints"]).out;
    assert_eq!(list.matches("number shared by 2 records").count(), 2, "{list}");
    let audit = app.cli(&["audit"]);
    assert!(!audit.success && audit.out.matches("has the number").count() == 2, "{}", audit.out);
    let said = app.cli(&["complaints", "--open", &shared]);
    assert!(said.out.contains("the first") && said.out.contains("the second"), "{}", said.out);
    assert!(said.out.starts_with("2 records have the number"), "{}", said.out);
}

fn number_at(tablet: &Tablet) -> String {
    Number::issue(tablet.config.number, tablet.epoch, tablet.seq + 1).to_string()
}

#[test]
fn what_does_not_fit_its_form_is_kept_told_and_never_listed() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let mut send = |change: &dyn Fn(&mut Tablet) -> Record| {
        let record = change(&mut tablet);
        let record = tablet.append(record);
        assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    };
    let sealed = |tablet: &mut Tablet, case: &Case| {
        let core = tablet.complaint_core(case);
        tablet.seal_complaint(&core, case)
    };
    send(&|tablet| sealed(tablet, &complaint().answer("overall", "fair")));
    send(&|tablet| sealed(tablet, &complaint().answer("happened", "after_sales_service")));
    send(&|tablet| {
        let mut case = complaint();
        case.visit = Visit::Delivery;
        sealed(tablet, &case)
    });
    send(&|tablet| {
        let mut core = tablet.complaint_core(&complaint());
        core.complaint = None;
        tablet.seal_complaint(&core, &complaint())
    });
    send(&|tablet| {
        let mut core = tablet.complaint_core(&complaint());
        core.package = None;
        tablet.seal_complaint(&core, &complaint())
    });
    let audit = app.cli(&["audit"]).out;
    for why in [
        "there is no question `overall` among those it answers",
        "`happened` does not take the answer",
        "another kind of visit",
        "does not say which complaint this is",
        "does not say which questionnaire",
    ] {
        assert!(audit.contains(why), "{why} in {audit}");
    }
    assert!(audit.ends_with("audit: 5 findings\n"), "{audit}");
    assert!(app.cli(&["complaints"]).out.starts_with("0 complaints"));
    nothing_is_scored(&app);
}

#[test]
fn a_complaint_to_a_questionnaire_without_a_form_waits() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint());
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    assert!(app.cli(&["audit"]).out.contains("has no complaint form"));
}

#[test]
fn a_survey_that_answers_the_complaint_form_is_not_counted() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("about", "after_sales_service"));
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    nothing_is_scored(&app);
}

#[test]
fn what_is_noted_of_a_complaint_cannot_be_changed_unseen() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().major());
    tablet.send(&app, &[record]);
    let found = |sql: &str, what: &str| {
        app.sql(sql);
        let audit = app.cli(&["audit"]);
        assert!(!audit.success && audit.out.contains(what), "{sql}: {}", audit.out);
    };
    found("UPDATE complaints SET severity = 'grievance'", "is not the one the customer made");
    found("DELETE FROM complaints", "was never listed");
    found("UPDATE complaint_numbers SET number = '000-0000-000'", "cannot be found by the number");
    found("DELETE FROM complaint_numbers", "cannot be found by the number");
    app.sql(&format!(
        "INSERT INTO complaints SELECT 'demo', '{}', 'n', 'd', hash, 'sales', 'sales', 'major', TRUE, 'service', 'en', 0, 0,
         '2026-11-22' FROM packages LIMIT 1",
        RecordId(Uuid::now_v7())
    ));
    found("SELECT 1", "is listed, but its record");
}

#[test]
fn a_number_that_its_tablet_would_not_issue_is_told() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let mut core = tablet.complaint_core(&complaint());
    core.complaint.as_mut().unwrap().number = Number::issue(2, tablet.epoch, 1);
    let record = tablet.seal_complaint(&core, &complaint());
    let record = tablet.append(record);
    tablet.send(&app, &[record]);
    let audit = app.cli(&["audit"]);
    assert!(!audit.success && audit.out.contains("where this tablet issues 001-"), "{}", audit.out);
    assert!(app.cli(&["complaints"]).out.starts_with("1 complaint,"), "it is listed all the same");
}
