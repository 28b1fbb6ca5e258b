use crate::app::App;
use crate::tablet::{Tablet, completed};
use handover_domain::ids::KeyId;
use handover_domain::record::Record;
use handover_domain::wire::Use;

fn rotate(app: &App, purpose: &str) {
    app.cli(&["keys", "rotate", purpose]).success();
}

fn care(tablet: &Tablet) -> String {
    let reader = tablet.config.readers.iter().find(|reader| reader.purpose == Use::Care).unwrap();
    KeyId::of(&reader.public_key).to_string()
}

fn stays(app: &App, id: &str, why: &str) {
    let said = app.cli(&["keys", "retire", id]);
    assert!(!said.success && said.err.contains(why), "{}{}", said.out, said.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM office_keys WHERE retired_at IS NOT NULL"), 0);
    assert!(app.data().join("keys").join("care.key").exists());
}

fn list(app: &App) -> Vec<String> {
    let said = app.cli(&["keys", "list"]);
    said.success();
    said.out.lines().map(str::to_owned).collect()
}

fn words(tablet: &mut Tablet) -> Record {
    tablet.write(&completed().answer("overall", "fair").wrote("words"))
}

#[test]
fn an_old_key_goes_once_nothing_is_sealed_for_it_and_every_tablet_has_moved_on() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let old = care(&tablet);
    stays(&app, &old, "is the current one, so it stays; rotate first");
    stays(&app, "0123456789abcdef", "There is no key `0123456789abcdef`");
    rotate(&app, "care");
    stays(&app, &old, "may still seal for it: 1");
    let record = tablet.write(&completed().answer("overall", "fair"));
    tablet.send(&app, &[record]);
    stays(&app, &old, "may still seal for it: 1");
    tablet.refresh(&app);
    let record = words(&mut tablet);
    tablet.send(&app, &[record]);
    let said = app.cli(&["keys", "retire", &old.to_uppercase()]);
    said.success();
    assert!(said.out.contains("care.key is deleted"), "{}", said.out);
    assert!(!app.data().join("keys").join("care.key").exists());
    app.kill();
    app.serve(&[]);
    let record = words(&mut tablet);
    tablet.send(&app, &[record]);
    let span = ["comments", "--from", "2000-01-01", "--to", "2099-12-31"];
    assert_eq!(app.cli(&span).out.lines().count(), 2);
    let again = app.cli(&["keys", "retire", &old]);
    assert!(again.success && again.out.contains("care.key was not here"), "{}{}", again.out, again.err);
    assert!(list(&app).iter().any(|line| line.contains(&old) && line.contains("  retired  ")));
}

#[test]
fn a_key_for_which_a_part_is_sealed_stays_until_the_part_is_erased() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let old = care(&tablet);
    let record = words(&mut tablet);
    tablet.send(&app, std::slice::from_ref(&record));
    let other = tablet.core(&completed());
    let mut conflict = tablet.seal(&other, &completed().wrote("kept beside it"));
    conflict.header =
        conflict.header.replace(&other.id.to_string(), &record.check().unwrap().core.id.to_string());
    rotate(&app, "care");
    tablet.refresh(&app);
    let new = words(&mut tablet);
    tablet.send(&app, &[new]);
    stays(&app, &old, "parts in the database are sealed for it (1)");
    tablet.send(&app, &[conflict]);
    stays(&app, &old, "parts in the database are sealed for it (2)");
    app.sql("DELETE FROM conflicts");
    app.sql(&format!("DELETE FROM parts WHERE name = 'text' AND reader = '{old}'"));
    app.cli(&["keys", "retire", &old]).success();
}

#[test]
fn a_tablet_whose_records_are_missing_holds_a_key_and_a_revoked_one_does_not() {
    let app = App::start();
    let (mut with_gap, silent) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let old = care(&with_gap);
    let first = with_gap.write(&completed().answer("overall", "fair"));
    rotate(&app, "care");
    with_gap.refresh(&app);
    let second = words(&mut with_gap);
    with_gap.send(&app, &[second]);
    let later = Tablet::enrolled(&app);
    assert_ne!(care(&later), old, "who comes later never had it");
    stays(&app, &old, "may still seal for it: 2.");
    app.cli(&["device", "revoke", &silent.config.device.to_string()]).success();
    stays(&app, &old, "records of these tablets are missing here, and may be sealed for it: 1.");
    with_gap.send(&app, &[first]);
    app.cli(&["keys", "retire", &old]).success();
}

#[test]
fn what_is_known_of_each_key_is_listed() {
    let app = App::start();
    let mut tablets = [Tablet::enrolled(&app), Tablet::enrolled(&app)];
    let old = care(&tablets[0]);
    for tablet in &mut tablets {
        let record = words(tablet);
        tablet.send(&app, &[record]);
    }
    rotate(&app, "care");
    rotate(&app, "care");
    tablets[1].refresh(&app);
    let record = words(&mut tablets[1]);
    tablets[1].send(&app, &[record]);
    let lines = list(&app);
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(
        lines[0].starts_with("signing  ") && lines[0].ends_with("  signs receipts and configurations"),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("records  ") && lines[1].contains("  current  made 20"), "{lines:?}");
    assert!(lines[1].ends_with("  parts 3  tablets 2 (1, 2)"), "{lines:?}");
    assert!(lines[2].starts_with(&format!("care     {old}  old      made 20")), "{lines:?}");
    assert!(lines[2].contains(" UTC, replaced 20"), "{lines:?}");
    assert!(lines[2].ends_with("  parts 2  tablets 1 (1)"), "{lines:?}");
    assert!(lines[3].ends_with("  parts 0  tablets 0"), "{lines:?}");
    assert!(lines[4].contains("  current  "), "{lines:?}");
    assert!(lines[4].ends_with("  parts 1  tablets 1 (2)"), "{lines:?}");
    // Tablet 1 may have come as far as the one between since it was last heard.
    let between = lines[3].split_whitespace().nth(1).unwrap();
    stays(&app, between, "may still seal for it: 1");
}
