use crate::app::{App, Said};
use crate::complaint::{app, complaint, number, publish};
use crate::showroom::did;
use crate::tablet::{BATCHES, Tablet, completed};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use handover_domain::complaint::StepKind;
use handover_domain::record::{PartName, Record};
use handover_domain::wire::{Status, Use};

fn stored(tablet: &Tablet, app: &App, records: &[Record]) {
    assert!(tablet.send(app, records).results.iter().all(|entry| entry.status == Status::Stored));
}

/// A complaint of a customer who wants to be called.
fn complained(app: &App, tablet: &mut Tablet) -> (Record, String) {
    let record = tablet.complain(&complaint().wrote("漏油").call("王先生", "+8613800138000"));
    stored(tablet, app, std::slice::from_ref(&record));
    let number = number(&record);
    (record, number)
}

fn list(app: &App) -> String {
    let said = app.cli(&["complaints"]);
    said.success();
    said.out
}

fn step(app: &App, arguments: &[&str]) -> Said {
    app.cli(&[&["complaints", "step"], arguments].concat())
}

fn refused(app: &App, arguments: &[&str], why: &str) {
    let before = app.number("SELECT COUNT(*) FROM complaint_steps");
    let said = step(app, arguments);
    assert!(!said.success && said.err.contains(why), "{arguments:?}: {}{}", said.out, said.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps"), before);
}

fn ago(minutes: i64) -> DateTime<FixedOffset> {
    (Utc::now() - TimeDelta::minutes(minutes)).fixed_offset()
}

#[test]
fn steps_of_two_tablets_and_of_head_office_stop_the_clocks_in_whatever_order_they_arrive() {
    let app = app();
    let (mut first, mut second) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let case = complaint().call("王先生", "+8613800138000").at(&ago(90).to_rfc3339());
    let record = first.complain(&case);
    let number = number(&record);
    let contacted = second.act(&did(StepKind::Contacted, &number).at(ago(30)));
    let passed_on = second.act(&did(StepKind::PassedOn, &number).at(ago(45)));
    stored(&second, &app, &[passed_on, contacted]);
    assert!(list(&app).starts_with("0 complaints"), "the complaint has not come yet");
    assert_eq!(app.audit(), "audit: 2 tablets, 2 records, chain whole");

    stored(&first, &app, &[record]);
    let said = list(&app);
    let due = (ago(90) + TimeDelta::hours(24)).format("%Y-%m-%d %H:%M");
    assert!(said.starts_with("1 complaint, 0 major, 0 without contact, 0 overdue\n"), "{said}");
    assert!(said.contains(&format!("  contact  agreement due {due}\n")), "{said}");

    step(&app, &[&number, "agreed", "--by", "care.1"]).success();
    assert!(list(&app).contains("  contact  revisit due "), "{}", list(&app));
    let satisfied = first.act(&did(StepKind::Satisfied, &number));
    stored(&first, &app, &[satisfied]);
    let today = Utc::now().format("%Y-%m-%d");
    assert!(list(&app).contains(&format!("  contact  closed {today}, satisfied\n")), "{}", list(&app));
    assert_eq!(app.audit(), "audit: 2 tablets, 4 records, chain whole");
}

#[test]
fn what_was_not_done_in_time_is_overdue_until_it_is_done() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let called = tablet.complain(&complaint().call("", "+8613800138000").at(&ago(45).to_rfc3339()));
    let silent = tablet.complain(&complaint().at(&ago(10).to_rfc3339()));
    stored(&tablet, &app, &[called.clone(), silent.clone()]);
    let said = list(&app);
    assert!(said.starts_with("2 complaints, 0 major, 1 without contact, 1 overdue\n"), "{said}");
    assert!(said.contains("  contact  to the department overdue since "), "{said}");
    assert!(said.contains("  no contact wanted  to the department due "), "{said}");
    for record in [&called, &silent] {
        let act = did(StepKind::PassedOn, &number(record));
        let record = tablet.act(&act);
        stored(&tablet, &app, &[record]);
    }
    let said = list(&app);
    assert!(said.starts_with("2 complaints, 0 major, 1 without contact, 0 overdue\n"), "{said}");
    assert!(said.contains("  contact  first contact due "), "{said}");
    assert!(said.contains("  no contact wanted  nothing due\n"), "{said}");
}

#[test]
fn the_earliest_of_two_counts_by_the_true_time_of_a_tablet_ten_years_off() {
    let app = app();
    let (mut right, mut wrong) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let (_, number) = complained(&app, &mut right);
    let ten_years = TimeDelta::days(3653);
    let act = wrong.act(&did(StepKind::PassedOn, &number).at(ago(5) - ten_years).wrote("by a slow clock"));
    let mut batch = wrong.batch(&[act]);
    batch.sent_at -= ten_years;
    let answer = app.post(BATCHES, &wrong.signed(&batch), &[crate::app::JSON]);
    assert_eq!(wrong.receipt(&answer).results[0].status, Status::Stored);
    let feed = right.feed(&app);
    let at = feed.complaints[0].steps[0].at.moment().unwrap();
    assert!((at - ago(5)).abs() < TimeDelta::minutes(1), "{at}");
    let opened = app.cli(&["complaints", "--open", &number]).out;
    assert!(opened.contains(&format!("  {}", at.format("%Y-%m-%d %H:%M %:z"))), "{opened}");
}

#[test]
fn opening_a_complaint_shows_who_did_what_and_logs_each_note_first() {
    let app = app();
    app.cli(&["shop", "key", "demo"]).success();
    app.cli(&["staff", "add", "demo", "p1", "陈洁"]).success();
    let mut tablet = Tablet::enrolled(&app);
    let (_, number) = complained(&app, &mut tablet);
    let at = DateTime::parse_from_rfc3339("2026-11-22T10:20:00+08:00").unwrap();
    let note = "打过电话 \u{1b}[31m\u{202e}<script>\nnothing: said";
    let acts = [
        tablet.act(&did(StepKind::Contacted, &number).at(at).wrote(note)),
        tablet.act(&did(StepKind::RemedyChosen, &number).at(at + TimeDelta::minutes(5))),
    ];
    assert_eq!(acts[0].parts.len(), 2, "the note is sealed for customer care and for the shop");
    stored(&tablet, &app, &acts);
    step(&app, &[&number, "remedy-approved", "--by", "care.1", "--note", "fine by us"]).success();

    let opened = app.cli(&["complaints", "--open", &number]);
    opened.success();
    for line in [
        "steps:\n  2026-11-22 10:20 +08:00  contacted  by p1 陈洁\n    打过电话 [31m<script>\n    nothing: said\n",
        "  2026-11-22 10:25 +08:00  remedy_chosen: repair  by p1 陈洁\n",
        "remedy_approved  by care.1, at head office\n    fine by us\n",
    ] {
        assert!(opened.out.contains(line), "{line} in {}", opened.out);
    }
    assert!(!opened.out.contains(['\u{1b}', '\u{202e}']));
    let id = acts[0].check().unwrap().core.id;
    let logged = format!("SELECT COUNT(*) FROM openings WHERE record = '{id}' AND part = 'note'");
    assert_eq!(
        [app.number(&logged), app.number("SELECT COUNT(*) FROM openings WHERE part = 'note'")],
        [1, 1]
    );
    app.cli(&["complaints", "--open", &number]).success();
    assert_eq!(app.number(&logged), 2);

    app.cli(&["staff", "remove", "demo", "p1"]).success();
    let opened = app.cli(&["complaints", "--open", &number]).out;
    assert!(opened.contains("contacted  by p1 陈洁"), "who is gone is still named: {opened}");
}

#[test]
fn a_note_that_head_office_cannot_open_is_said_so() {
    let app = app();
    app.cli(&["shop", "key", "demo"]).success();
    let mut tablet = Tablet::enrolled(&app);
    let (_, number) = complained(&app, &mut tablet);
    let core = tablet.step_core(&did(StepKind::Contacted, &number));
    let part = tablet.part_for(PartName::Note, &[Use::Shop], b"{\"note\":\"secret\"}".to_vec());
    let record = tablet.append(Record::write(&core, vec![part]).unwrap());
    stored(&tablet, &app, &[record]);
    let opened = app.cli(&["complaints", "--open", &number]).out;
    assert!(opened.contains("    (note: not here for head office's key)\n"), "{opened}");
    assert_eq!(app.number("SELECT COUNT(*) FROM openings WHERE part = 'note'"), 0);
}

#[test]
fn head_offices_own_steps_follow_the_form_and_are_refused_in_sentences() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let (_, called) = complained(&app, &mut tablet);
    let record = tablet.complain(&complaint());
    stored(&tablet, &app, std::slice::from_ref(&record));
    let silent = number(&record);
    let by = ["--by", "care.1"];
    let with = |number: &str, kind: &str, more: &[&str]| {
        [&[number, kind], &by[..], more].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let no = |number: &str, kind: &str, more: &[&str], why: &str| {
        let arguments = with(number, kind, more);
        refused(&app, &arguments.iter().map(String::as_str).collect::<Vec<_>>(), why);
    };
    let yes = |number: &str, kind: &str, more: &[&str]| {
        let arguments = with(number, kind, more);
        let said = step(&app, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(said.success, "{kind}: {}", said.err);
        assert!(said.out.contains(&format!("Complaint {number}: ")), "{}", said.out);
    };
    no(&called, "carried_out", &[], "No remedy was chosen for complaint");
    no(&called, "remedy_approved", &[], "No remedy was chosen for complaint");
    no(&called, "remedy_chosen", &[], "say which of replace, repair, compensate, explain");
    no(&called, "contacted", &["--remedy", "repair"], "Only remedy_chosen takes a remedy");
    no(
        &called,
        "remedy_chosen",
        &["--remedy", "apology"],
        "the remedies are replace, repair, compensate, explain",
    );
    no(&called, "apologised", &[], "the steps are passed_on, contacted");
    no(&silent, "contacted", &[], "cannot be contacted: no contact was left, or it was erased");
    no(&silent, "satisfied", &[], "cannot be contacted");
    yes(&called, "remedy_chosen", &["--remedy", "repair"]);
    no(&called, "remedy_chosen", &["--remedy", "repair"], "remedy_chosen was noted for complaint");
    no(&called, "carried_out", &[], "was not approved yet, which comes before carried_out");
    yes(&called, "remedy_approved", &[]);
    yes(&called, "carried_out", &["--note", "done"]);
    yes(&called, "not_satisfied", &[]);
    no(&called, "contacted", &[], "is closed. Nothing was noted.");
    for kind in ["remedy_chosen", "remedy_approved", "carried_out"] {
        yes(&silent, kind, if kind == "remedy_chosen" { &["--remedy", "explain"] } else { &[] });
    }
    no(&silent, "passed_on", &[], "is closed");

    refused(&app, &[&called, "passed_on"], "--by");
    refused(&app, &[&called, "passed_on", "--by", "<b>"], "is not a valid person id");
    refused(&app, &["001-0001-000", "passed_on", "--by", "p1"], "was mistyped");
    let other = handover_domain::complaint::Number::issue(9, tablet.epoch, 9).to_string();
    refused(&app, &[&other, "passed_on", "--by", "p1"], "has not sent it yet");
    let training = tablet.complain(&complaint().training());
    stored(&tablet, &app, std::slice::from_ref(&training));
    refused(&app, &[&number(&training), "passed_on", "--by", "p1"], "is in no list");
    let own = "SELECT COUNT(*) FROM complaint_steps WHERE device IS NULL AND mode = 'live'";
    assert_eq!(app.number(own), 7);
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps WHERE note = 'done'"), 1);
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}

#[test]
fn a_number_of_two_complaints_takes_no_step() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let (first, shared) = complained(&app, &mut tablet);
    let case = complaint();
    let mut core = tablet.complaint_core(&case);
    core.complaint = first.check().unwrap().core.complaint;
    let twin = tablet.seal_complaint(&core, &case);
    let twin = tablet.append(twin);
    stored(&tablet, &app, &[twin]);
    refused(&app, &[&shared, "passed_on", "--by", "p1"], "2 records have the number");
}

#[test]
fn a_step_in_training_is_kept_and_stops_no_clock() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let (_, live) = complained(&app, &mut tablet);
    let training = tablet.complain(&complaint().training());
    let acts = [
        tablet.act(&did(StepKind::PassedOn, &live).training()),
        tablet.act(&did(StepKind::Confirmed, &number(&training)).training()),
        tablet.act(&did(StepKind::CauseFound, &number(&training))),
    ];
    let version = tablet.feed(&app).version;
    stored(&tablet, &app, &[std::slice::from_ref(&training), &acts[..2]].concat());
    assert!(list(&app).contains("to the department due"), "{}", list(&app));
    assert_eq!(tablet.feed(&app).version, version, "nobody is told");
    stored(&tablet, &app, &acts[2..]);
    let opened = app.cli(&["complaints", "--open", &number(&training)]).out;
    assert!(opened.contains("  confirmed  by p1\n") && !opened.contains("cause_found"), "{opened}");
    let opened = app.cli(&["complaints", "--open", &live]).out;
    assert!(opened.ends_with("steps: none yet\n"), "{opened}");
    assert_eq!(app.audit(), "audit: 1 tablet, 5 records, chain whole");
}

#[test]
fn a_step_that_cannot_be_read_is_kept_and_told_and_the_same_again_changes_nothing() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let (_, number) = complained(&app, &mut tablet);
    let mut nameless = tablet.step_core(&did(StepKind::Contacted, &number));
    nameless.step = None;
    let nameless = tablet.append(Record::write(&nameless, Vec::new()).unwrap());
    let mut unfit = did(StepKind::Contacted, &number);
    unfit.step.remedy = Some(handover_domain::complaint::Remedy::Repair);
    let unfit = tablet.act(&unfit);
    let mut aimless = did(StepKind::RemedyChosen, &number);
    aimless.step.remedy = None;
    let aimless = tablet.act(&aimless);
    let good = tablet.act(&did(StepKind::PassedOn, &number));
    let records = [nameless, unfit, aimless, good];
    stored(&tablet, &app, &records);
    let audit = app.cli(&["audit"]).out;
    for why in [
        "the header does not say what was done about which complaint",
        "it names a remedy, and was not to choose one",
        "it says that a remedy was chosen, and not which",
    ] {
        assert!(audit.contains(why), "{why} in {audit}");
    }
    assert!(audit.ends_with("audit: 3 findings\n"), "{audit}");
    let version = tablet.feed(&app).version;
    assert!(tablet.send(&app, &records).results.iter().all(|entry| entry.status == Status::Duplicate));
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps"), 1);
    assert_eq!(tablet.feed(&app).version, version);
}

#[test]
fn a_step_is_no_customers_to_erase_and_is_named_by_its_slip() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let (_, number) = complained(&app, &mut tablet);
    let record = tablet.act(&did(StepKind::PassedOn, &number));
    stored(&tablet, &app, std::slice::from_ref(&record));
    let slip = handover_domain::slip::Slip::of(2, &record.hash()).to_string();
    let said = app.cli(&["erase", &slip]);
    assert!(!said.success && said.err.contains("it was written by somebody of the shop"), "{}", said.err);
    let said = app.cli(&["audit", "--slip", &slip]);
    assert!(said.out.contains(&format!("the step passed_on of complaint {number}")), "{}", said.out);
}

#[test]
fn a_survey_is_counted_and_no_step_is() {
    let app = app();
    publish(&app, &crate::complaint::package(2));
    let mut tablet = Tablet::enrolled(&app);
    let survey = tablet.write(&completed().answer("overall", "fair"));
    stored(&tablet, &app, &[survey]);
    let before = app.report(&[]);
    let (_, number) = complained(&app, &mut tablet);
    let record = tablet.act(&did(StepKind::PassedOn, &number).wrote("fair"));
    stored(&tablet, &app, &[record]);
    assert_eq!(app.report(&[]), before);
    let comments = app.cli(&["comments", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert!(comments.contains("Nobody wrote anything"), "{comments}");
}
