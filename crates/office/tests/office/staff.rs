use crate::app::{App, Said};
use crate::tablet::Tablet;
use handover_domain::wire::{Config, Person, Role};
use pbkdf2::pbkdf2_hmac_array;
use pbkdf2::sha2::Sha256;

fn staff(app: &App, arguments: &[&str]) -> Said {
    app.cli(&[&["staff"], arguments].concat())
}

fn refused(app: &App, arguments: &[&str], why: &str) {
    let said = staff(app, arguments);
    assert!(!said.success && said.err.contains(why), "{arguments:?}: {}{}", said.out, said.err);
}

/// The PIN that a command showed.
fn pin(said: &Said) -> String {
    assert!(said.success, "{}", said.err);
    let pins: Vec<&str> = said.out.lines().filter_map(|line| line.strip_prefix("PIN: ")).collect();
    assert!(pins.len() == 1 && pins[0].len() == 6, "{}", said.out);
    assert!(pins[0].bytes().all(|byte| byte.is_ascii_digit()), "{}", said.out);
    pins[0].to_owned()
}

/// Whether a tablet would take this PIN of somebody.
fn opens(person: &Person, pin: &str) -> bool {
    let kept = &person.pin;
    assert_eq!((kept.salt.len(), kept.rounds, kept.hash.len()), (16, 600_000, 32));
    pbkdf2_hmac_array::<Sha256, 32>(pin.as_bytes(), &kept.salt, kept.rounds)[..] == kept.hash
}

fn known(config: &Config) -> Vec<(&str, &str, Role)> {
    config.people.iter().map(|person| (person.id.as_str(), &person.name[..], person.role)).collect()
}

#[test]
fn a_pin_is_shown_once_and_tablets_get_only_what_it_was_stretched_to() {
    let app = App::start();
    app.shop("other");
    let mut tablet = Tablet::enrolled(&app);
    let other = Tablet::enrolled_in(&app, "other");
    assert_eq!(tablet.config.people, []);
    let before = tablet.config.version;
    let said = staff(&app, &["add", "demo", "p1", "陈洁", "--role", "manager"]);
    assert!(said.out.contains("p1 of shop demo is set: 陈洁, manager."), "{}", said.out);
    let (one, two) = (pin(&said), pin(&staff(&app, &["add", "demo", "p2", "Sun Lei"])));
    tablet.refresh(&app);
    assert!(tablet.config.version > before, "tablets have something to fetch");
    assert_eq!(known(&tablet.config), [("p1", "陈洁", Role::Manager), ("p2", "Sun Lei", Role::Staff)]);
    let [first, second] = &tablet.config.people[..] else { panic!("two were added") };
    assert!(opens(first, &one) && opens(second, &two));
    let other_digit = if one.starts_with('0') { "1" } else { "0" };
    assert!(!opens(first, &format!("{other_digit}{}", &one[1..])));
    assert_ne!(first.pin.salt, second.pin.salt);
    assert_eq!(other.config.people, [], "each shop has its own");

    let list = staff(&app, &["list", "demo"]).out;
    assert!(list.contains("p1            manager  陈洁\n") && !list.contains(&one), "{list}");
    // Of bytes, PostgreSQL shows the hexadecimal digits.
    let hex: String = one.chars().flat_map(|digit| ['3', digit]).collect();
    let held = |column: &str| {
        let text = format!("CAST({column} AS TEXT)");
        app.number(&format!(
            "SELECT COUNT(*) FROM people WHERE {text} LIKE '%{one}%' OR {text} LIKE '%{hex}%'"
        ))
    };
    assert!(["id", "name", "role", "salt", "hash"].iter().all(|column| held(column) == 0));
}

#[test]
fn who_is_added_again_is_renamed_and_keeps_the_pin() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let digits = pin(&staff(&app, &["add", "demo", "p1", "Chen Jie"]));
    let said = staff(&app, &["add", "demo", "p1", "陈洁", "--role", "manager"]);
    assert_eq!(said.out, "p1 of shop demo is set: 陈洁, manager; the PIN stays.\n");
    tablet.refresh(&app);
    assert!(opens(&tablet.config.people[0], &digits));
    let version = tablet.config.version;
    let said = staff(&app, &["add", "demo", "p1", "陈洁"]);
    assert_eq!(
        said.out, "p1 of shop demo was already so; the PIN stays.\n",
        "a role that is not named stays"
    );
    tablet.refresh(&app);
    assert_eq!(tablet.config.version, version, "the same again raises nothing");
    assert_eq!(known(&tablet.config), [("p1", "陈洁", Role::Manager)]);
}

#[test]
fn a_new_pin_takes_the_place_of_the_one_before() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let before = pin(&staff(&app, &["add", "demo", "p1", "陈洁", "--role", "manager"]));
    let after = loop {
        // One in a million is the same.
        let after = pin(&staff(&app, &["pin", "demo", "p1"]));
        if after != before {
            break after;
        }
    };
    tablet.refresh(&app);
    assert_eq!(known(&tablet.config), [("p1", "陈洁", Role::Manager)]);
    let person = &tablet.config.people[0];
    assert!(opens(person, &after) && !opens(person, &before));
}

#[test]
fn who_was_removed_is_gone_from_tablets_and_comes_back_with_another_pin() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    staff(&app, &["add", "demo", "p1", "陈洁", "--role", "manager"]).success();
    staff(&app, &["add", "demo", "p2", "Sun Lei"]).success();
    tablet.refresh(&app);
    let (version, salt) = (tablet.config.version, tablet.config.people[0].pin.salt.clone());
    let said = staff(&app, &["remove", "demo", "p1"]);
    assert!(said.success && said.out.contains("What p1 did stays."), "{}{}", said.out, said.err);
    tablet.refresh(&app);
    assert!(tablet.config.version > version);
    assert_eq!(known(&tablet.config), [("p2", "Sun Lei", Role::Staff)]);
    assert!(staff(&app, &["list", "demo"]).out.contains("陈洁  (removed "));
    for command in ["remove", "pin"] {
        refused(
            &app,
            &[command, "demo", "p1"],
            "Nobody with the id `p1` works with the tablets of shop demo",
        );
    }
    pin(&staff(&app, &["add", "demo", "p1", "陈洁"]));
    tablet.refresh(&app);
    assert_eq!(known(&tablet.config)[0], ("p1", "陈洁", Role::Staff), "and with no more than is said now");
    assert_ne!(tablet.config.people[0].pin.salt, salt);
}

#[test]
fn what_is_no_name_no_role_or_no_shop_is_refused_and_nobody_is_added() {
    let app = App::start();
    let long = "x".repeat(65);
    for (arguments, why) in [
        (&["add", "nowhere", "p1", "陈洁"][..], "There is no shop `nowhere`"),
        (&["add", "demo", "<b>", "陈洁"], "is not a valid person id"),
        (&["add", "demo", &long, "陈洁"], "is not a valid person id"),
        (&["add", "demo", "p1", " \u{202e}\n"], "A name is one line and not empty"),
        (&["add", "demo", "p1", "two\nlines"], "A name is one line and not empty"),
        (&["add", "demo", "p1", "陈洁", "--role", "owner"], "invalid value 'owner'"),
        (&["pin", "demo", "p1"], "so nothing was changed; `handover-office staff list demo` shows who does"),
        (&["remove", "nowhere", "p1"], "There is no shop `nowhere`"),
        (&["list", "nowhere"], "There is no shop `nowhere`"),
    ] {
        refused(&app, arguments, why);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM people"), 0);
    assert!(staff(&app, &["list", "demo"]).out.starts_with("Nobody works with the tablets of shop demo yet"));
    let said = staff(&app, &["add", "demo", "p1", "\u{1b}[31m陈\u{202e}洁"]);
    assert!(said.success && !said.out.contains(['\u{1b}', '\u{202e}']), "{}", said.out);
}
