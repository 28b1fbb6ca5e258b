use crate::app::App;
use crate::complaint::{app as with_complaints, complaint, number, package, publish};
use crate::file::{file, import, put};
use crate::tablet::{CONFIG, Key, Tablet, completed, config};
use handover_domain::ids::KeyId;
use handover_domain::record::Record;
use handover_domain::wire::{Config, Reason, Status, Use};
use std::fs;

const SPAN: [&str; 4] = ["--from", "2000-01-01", "--to", "2099-12-31"];

fn rotate(app: &App, purpose: &str) -> String {
    let said = app.cli(&["keys", "rotate", purpose]);
    said.success();
    said.out
}

/// The id of the key that a configuration names for this use.
fn key(config: &Config, purpose: Use) -> String {
    let reader = config.readers.iter().find(|reader| reader.purpose == purpose).unwrap();
    KeyId::of(&reader.public_key).to_string()
}

/// A survey with words, and a complaint with words and contact.
fn say(tablet: &mut Tablet, words: &str) -> [Record; 2] {
    [
        tablet.write(&completed().answer("overall", "fair").wrote(words)),
        tablet.complain(&complaint().wrote(&format!("{words} 漏油")).call(words, "+8613800138000")),
    ]
}

/// That all of this can be read, by whichever key it was sealed.
fn is_readable(app: &App, said: &[(&str, &[Record; 2])]) {
    let comments = app.cli(&[&["comments"], &SPAN[..]].concat());
    for (words, [_, complaint]) in said {
        assert!(comments.out.contains(&format!("comment: {words}")), "{}{}", comments.out, comments.err);
        let opened = app.cli(&["complaints", "--open", &number(complaint)]);
        assert!(opened.out.contains(&format!("happened: {words} 漏油")), "{}", opened.out);
        assert!(opened.out.contains(&format!("contact: {words}, +8613800138000")), "{}", opened.out);
        assert!(opened.out.contains("visit: service"), "{}", opened.out);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM quarantine"), 0);
    assert_eq!(app.audit(), format!("audit: 1 tablet, {} records, chain whole", 2 * said.len()));
    assert_eq!(app.report(&[])["packages"][0]["completed"], said.len());
}

#[test]
fn a_running_head_office_opens_what_was_sealed_before_a_rotation_and_what_comes_after_it() {
    let app = with_complaints();
    let mut tablet = Tablet::enrolled(&app);
    let before = say(&mut tablet, "before");
    tablet.send(&app, &before);
    let old = tablet.config.clone();
    for purpose in ["records", "care"] {
        assert!(rotate(&app, purpose).contains(&format!("keys/{purpose}-2.key")));
    }
    let late = say(&mut tablet, "late");
    tablet.send(&app, &late);
    tablet.refresh(&app);
    assert!(tablet.config.version > old.version);
    assert_ne!(key(&tablet.config, Use::Records), key(&old, Use::Records));
    assert_ne!(key(&tablet.config, Use::Care), key(&old, Use::Care));
    assert_eq!(tablet.config.signing_key, old.signing_key);
    let after = say(&mut tablet, "after");
    assert!(tablet.send(&app, &after).results.iter().all(|entry| entry.status == Status::Stored));
    let in_use = app.texts("SELECT DISTINCT reader FROM parts");
    assert_eq!(in_use.len(), 4, "{in_use:?}");
    is_readable(&app, &[("before", &before), ("late", &late), ("after", &after)]);
}

#[test]
fn after_two_rotations_a_file_of_a_tablet_that_heard_of_none_still_opens() {
    let mut app = with_complaints();
    let mut tablet = Tablet::enrolled(&app);
    let first = say(&mut tablet, "first");
    for purpose in ["records", "care", "records", "care"] {
        rotate(&app, purpose);
    }
    let path = put(&app, "a.handover", &file(&tablet, &[&first]));
    import(&app, &path).success();
    tablet.refresh(&app);
    let last = say(&mut tablet, "last");
    app.kill();
    app.serve(&[]);
    tablet.send(&app, &last);
    is_readable(&app, &[("first", &first), ("last", &last)]);
    let files = ["records.key", "records-2.key", "records-3.key", "care.key", "care-2.key", "care-3.key"];
    for name in files {
        assert!(app.data().join("keys").join(name).exists(), "{name}");
    }
    #[cfg(unix)]
    for entry in fs::read_dir(app.data().join("keys")).unwrap() {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_waits_for_its_questionnaire_is_read_once_it_is_published_though_its_key_is_old() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    tablet.config.packages[0].0 = package(2);
    let records = say(&mut tablet, "early");
    tablet.send(&app, &records);
    assert_eq!(app.number("SELECT COUNT(*) FROM quarantine"), 2);
    rotate(&app, "records");
    assert!(publish(&app, &package(2)).contains('2'));
    is_readable(&app, &[("early", &records)]);
}

#[test]
fn an_instance_that_lacks_a_new_key_takes_nothing_that_is_sealed_for_it_and_names_the_file() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    rotate(&app, "records");
    let (file, aside) = (app.data().join("keys").join("records-2.key"), app.folder.path().join("aside"));
    fs::rename(&file, &aside).unwrap();
    let old = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[old]);
    tablet.refresh(&app);
    let new = tablet.write(&completed().answer("overall", "fair"));
    let problem = tablet.try_send(&app, std::slice::from_ref(&new)).refused(Reason::Unavailable);
    assert!(problem.detail.contains("nothing was stored, send it again"), "{}", problem.detail);
    assert!(app.log().contains("records-2.key is missing"), "{}", app.log());
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 1);
    let said = app.cli(&["keys", "list"]);
    assert!(!said.success && said.err.contains("records-2.key is missing"), "{}", said.err);
    assert!(said.err.contains("from the instance that made it"), "{}", said.err);
    assert!(!app.cli(&["keys", "rotate", "records"]).success, "it is not replaced");
    assert!(!file.exists());

    fs::rename(&aside, &file).unwrap();
    assert_eq!(tablet.send(&app, &[new]).results[0].status, Status::Stored, "without a restart");
    app.kill();
    fs::copy(app.data().join("keys").join("records.key"), &file).unwrap();
    let said = app.cli(&["audit"]);
    assert!(!said.success && said.err.contains("records-2.key holds another key"), "{}", said.err);
}

#[test]
fn the_signing_key_is_not_rotated_since_no_tablet_would_follow() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let said = app.cli(&["keys", "rotate", "signing"]);
    assert!(!said.success && said.err.contains("every tablet believes the one that it got"), "{}", said.err);
    let now = config(&app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))]));
    assert_eq!(now, tablet.config, "nothing was changed");
    assert_eq!(fs::read_dir(app.data().join("keys")).unwrap().count(), 3);
    let said = app.cli(&["keys", "rotate", "records", "--enrol-anew"]);
    assert!(
        !said.success && said.err.contains("follow another key of this kind by themselves"),
        "{}",
        said.err
    );
}

#[test]
fn a_lost_signing_key_costs_every_tablet_an_enrolment_and_no_record() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records: Vec<Record> = (0..3).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
    tablet.send(&app, &records[..1]);
    app.kill();
    fs::remove_file(app.data().join("keys").join("signing.key")).unwrap();
    assert!(!app.cli(&["audit"]).success);
    let said = app.cli(&["keys", "rotate", "signing", "--enrol-anew"]);
    assert!(said.success && said.out.contains("signing-2.key"), "{}{}", said.out, said.err);
    app.serve(&[]);
    let path = put(&app, "unsent.handover", &file(&tablet, &[&records[1..]]));
    import(&app, &path).success();
    let code = app.cli(&["device", "code", "demo", "--tablet", "1"]);
    code.success();
    let key = Key::new();
    let anew = config(&key.enrol(&app, code.out.lines().next().unwrap()));
    assert_eq!((anew.device, anew.number), (tablet.config.device, 1));
    assert_ne!(anew.signing_key, tablet.config.signing_key);
    let mut again = Tablet::set_up(key, anew);
    let next = again.write(&completed().answer("overall", "fair"));
    assert_eq!(again.send(&app, &[next]).results[0].status, Status::Stored, "and its receipt is believed");
    assert_eq!(app.audit(), "audit: 1 tablet, 4 records, chain whole");
    let list = app.cli(&["keys", "list"]).out;
    assert!(list.lines().next().unwrap().contains("  retired  "), "{list}");
}

#[test]
fn a_key_that_an_older_state_of_the_database_does_not_know_is_taken_up_by_the_next_rotation() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    app.kill();
    let before = app.copy();
    app.serve(&[]);
    rotate(&app, "records");
    tablet.refresh(&app);
    let file = app.data().join("keys").join("records-2.key");
    let secret = fs::read(&file).unwrap();
    app.restore(&before);
    fs::write(&file, &secret).unwrap();
    let record = tablet.write(&completed().answer("overall", "fair"));
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    assert_eq!(app.number("SELECT COUNT(*) FROM quarantine"), 1);
    let said = rotate(&app, "records");
    assert!(said.contains("lay there already, and was taken up; 1 record could be read by it"), "{said}");
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
    assert_eq!(fs::read(&file).unwrap(), secret);

    fs::copy(&file, app.data().join("keys").join("records-3.key")).unwrap();
    let said = app.cli(&["keys", "rotate", "records"]);
    assert!(!said.success && said.err.contains("is known under another name"), "{}", said.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM office_keys"), 4);
}
