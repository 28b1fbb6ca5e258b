use crate::complaint::{app, complaint, nothing_is_scored, number, publish};
use crate::tablet::{BATCHES, Tablet, completed};
use handover_domain::complaint::Number;
use handover_domain::slip::Slip;
use handover_domain::wire::Status;

#[test]
fn complaints_are_listed_oldest_first_with_what_is_due_and_reach_no_score() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let major = complaint().major().call("王", "+8613800138000").at("2020-11-22T10:15:00+08:00");
    let records = [
        tablet.complain(&major),
        tablet.complain(&complaint().wrote("没人理我").at("2020-11-22T09:00:00+08:00")),
    ];
    let receipt = tablet.send(&app, &records);
    assert!(receipt.results.iter().all(|entry| entry.status == Status::Stored));
    let said = app.cli(&["complaints"]);
    said.success();
    let expected = format!(
        "2 complaints, 1 major, 1 without contact, 2 overdue\n\
         {}  2020-11-22 09:00 +08:00  demo  after_sales_service  service        grievance  \
         no contact wanted  to the department overdue since 2020-11-22 09:30\n\
         {}  2020-11-22 10:15 +08:00  demo  after_sales_service  service        major      \
         contact  to the department overdue since 2020-11-22 10:45\n",
        number(&records[1]),
        number(&records[0]),
    );
    assert_eq!(said.out, expected);
    nothing_is_scored(&app);
    assert_eq!(app.audit(), "audit: 1 tablet, 2 records, chain whole");
    tablet.send(&app, &records);
    assert_eq!(app.cli(&["complaints"]).out, expected, "the same batch twice changes nothing");
}

#[test]
fn the_list_keeps_to_its_days_and_its_shop() {
    let app = app();
    app.shop("other");
    for (shop, day) in [("demo", "2020-11-20"), ("demo", "2020-11-22"), ("other", "2020-11-22")] {
        let mut tablet = Tablet::enrolled_in(&app, shop);
        let record = tablet.complain(&complaint().at(&format!("{day}T10:00:00+08:00")));
        tablet.send(&app, &[record]);
    }
    let first = |arguments: &[&str]| {
        let said = app.cli(&[&["complaints"], arguments].concat());
        said.success();
        said.out.lines().next().unwrap().to_owned()
    };
    assert_eq!(first(&[]), "3 complaints, 0 major, 3 without contact, 3 overdue");
    let span = ["--from", "2020-11-22", "--to", "2020-11-22"];
    assert_eq!(first(&span), "2 complaints, 0 major, 2 without contact, 2 overdue");
    assert_eq!(
        first(&[&span[..], &["--shop", "demo"]].concat()),
        "1 complaint, 0 major, 1 without contact, 1 overdue"
    );
    assert_eq!(
        first(&["--from", "2019-01-01", "--to", "2019-12-31"]),
        "0 complaints, 0 major, 0 without contact, 0 overdue"
    );
    for (wrong, why) in [
        (&["--shop", "nowhere"][..], "There is no shop `nowhere`"),
        (&["--from", "2026-11-23", "--to", "2026-11-22"], "comes after"),
        (&["--from", "2026-11-23"], "--to"),
        (&["--lang", "en"], "--open"),
    ] {
        let refused = app.cli(&[&["complaints"], wrong].concat());
        assert!(!refused.success && refused.err.contains(why), "{}", refused.err);
    }
}

#[test]
fn the_clocks_of_a_complaint_run_from_its_true_moment_on_a_tablet_ten_years_off() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().call("", "+85291234567").at("2016-11-22T10:00:00+08:00"));
    let mut batch = tablet.batch(&[record]);
    batch.sent_at -= chrono::TimeDelta::days(3653);
    let answer = app.post(BATCHES, &tablet.signed(&batch), &[crate::app::JSON]);
    assert_eq!(tablet.receipt(&answer).results[0].status, Status::Stored);
    let list = app.cli(&["complaints"]).out;
    assert!(list.contains("2026-11-23 10:00 +08:00") && list.contains(" 2026-11-23 10:30"), "{list}");
}

#[test]
fn opening_a_complaint_is_logged_first_and_prints_everything_said() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let survey = completed().answer("overall", "fair");
    let case = complaint()
        .wrote("等了三个小时\n没人理我")
        .call("王先生", "+8613800138000")
        .came_from(survey.id, "overall");
    let records = [tablet.write(&survey), tablet.complain(&case)];
    tablet.send(&app, &records);
    let number = number(&records[1]);

    let said = app.cli(&["complaints", "--open", &number.to_lowercase().replace('-', " ")]);
    said.success();
    let (id, slip) = (case.id, Slip::of(2, &records[1].hash()));
    for line in [
        &format!("record: {id}, tablet 1, receipt code {slip}"),
        "visit: service, taken on the kiosk in zh-CN",
        &format!("came from: the survey {}, at the question overall", survey.id),
        "  about: 售后服务",
        "  happened: 等了三个小时\n    没人理我",
        "contact: 王先生, +8613800138000 (for: answer_complaint)",
    ] {
        assert!(said.out.contains(&format!("{line}\n")), "{line} in {}", said.out);
    }
    let opened = |part: &str| {
        let sql = format!("SELECT COUNT(*) FROM openings WHERE record = '{id}' AND part = '{part}'");
        app.number(&sql)
    };
    assert_eq!([opened("text"), opened("contact")], [1, 1]);
    let english = app.cli(&["complaints", "--open", &number, "--lang", "en"]);
    assert!(english.out.contains("  about: 售后服务 (en)\n"), "{}", english.out);
    assert_eq!([opened("text"), opened("contact")], [2, 2]);
    assert!(!app.cli(&["complaints", "--open", &number, "--lang", "fr"]).success);

    let slip = app.cli(&["audit", "--slip", &slip.to_string()]);
    assert!(slip.success && slip.out.contains(&format!("the complaint {number}")), "{}", slip.out);
}

#[test]
fn what_was_not_left_is_neither_opened_nor_logged() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint());
    tablet.send(&app, std::slice::from_ref(&record));
    let said = app.cli(&["complaints", "--open", &number(&record)]);
    assert!(said.out.contains("contact: none") && said.out.contains("came from: no survey"), "{}", said.out);
    assert_eq!(app.number("SELECT COUNT(*) FROM openings WHERE part = 'contact'"), 0);
}

#[test]
fn a_number_that_is_mistyped_or_not_here_is_refused_in_a_sentence() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint());
    tablet.send(&app, std::slice::from_ref(&record));
    let mut mistyped = number(&record);
    let wrong = if mistyped.ends_with('7') { "8" } else { "7" };
    mistyped.replace_range(mistyped.len() - 1.., wrong);
    let other = Number::issue(9, tablet.epoch, 9).to_string();
    for command in [&["complaints", "--open"][..], &["erase"]] {
        for (number, why) in
            [(&mistyped[..], "was mistyped"), ("", "was mistyped"), (&other, "not sent it yet")]
        {
            let said = app.cli(&[command, &[number]].concat());
            assert!(!said.success && said.err.contains(why), "{}{}", said.out, said.err);
        }
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 0);
}

#[test]
fn a_complaint_made_in_training_is_kept_found_by_its_number_and_never_listed() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().training());
    assert_eq!(tablet.send(&app, std::slice::from_ref(&record)).results[0].status, Status::Stored);
    assert_eq!(app.cli(&["complaints"]).out, "0 complaints, 0 major, 0 without contact, 0 overdue\n");
    let said = app.cli(&["complaints", "--open", &number(&record)]);
    assert!(said.out.contains("mode: training, so it is in no list"), "{}", said.out);
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

#[test]
fn a_complaint_is_read_when_its_questionnaire_is_published() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let next = crate::complaint::package(3);
    let case = complaint().wrote("漏油");
    let mut core = tablet.complaint_core(&case);
    let package = core.package.as_mut().unwrap();
    (package.version, package.hash) = (3, handover_domain::hash::Hash::of(next.as_bytes()));
    let record = tablet.seal_complaint(&core, &case);
    let record = tablet.append(record);
    assert_eq!(tablet.send(&app, std::slice::from_ref(&record)).results[0].status, Status::Stored);
    let list = app.cli(&["complaints"]).out;
    assert!(list.starts_with("0 complaints") && list.contains("not in this list: 1."), "{list}");
    assert!(app.cli(&["audit"]).out.contains("was never published here"));
    let said = app.cli(&["complaints", "--open", &number(&record)]);
    assert!(said.out.contains("  about: after_sales_service\n") && said.out.contains("漏油"), "{}", said.out);
    assert!(said.out.contains("it is in no list yet"), "{}", said.out);

    assert!(publish(&app, &next).contains("1 records could be read"));
    let list = app.cli(&["complaints"]).out;
    assert!(list.starts_with("1 complaint,") && list.lines().count() == 2, "{list}");
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

#[test]
fn words_of_a_complaint_are_opened_by_its_number_only() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let records = [tablet.complain(&complaint().wrote("secret")), tablet.write(&completed().wrote("open"))];
    tablet.send(&app, &records);
    let said = app.cli(&["comments", "--from", "2000-01-01", "--to", "2099-12-31"]);
    assert!(said.out.contains("open") && !said.out.contains("secret"), "{}", said.out);
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 1);
}

#[test]
fn nothing_is_opened_while_the_opening_cannot_be_logged() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.complain(&complaint().wrote("secret"));
    tablet.send(&app, std::slice::from_ref(&record));
    let lock = app.lock();
    let said = app.cli(&["complaints", "--open", &number(&record)]);
    assert!(!said.success && said.out.is_empty(), "{}", said.out);
    drop(lock);
    app.sql("UPDATE parts SET data = x'00' WHERE name = 'text'");
    let said = app.cli(&["complaints", "--open", &number(&record)]);
    assert!(said.out.contains("words: cannot be opened"), "{}", said.out);
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 1, "who tried is logged as well");
}
